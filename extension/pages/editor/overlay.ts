/** What stands beside or above a document, one at a time. */
export type Overlay = "history" | "info" | "restoreRefused" | "share" | "shortcuts" | "statistics";
