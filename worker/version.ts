/** The version in package.json, which the Worker cannot read; a test compares them. */
export const VERSION = "0.1.0";
