/** What the records of a ZIP begin with, and what reader and writer share of them. Source: APPNOTE.TXT 6.3, sections 4.3.7, 4.3.12, 4.3.16. */
export const LOCAL_HEADER = 0x04034b50;
export const CENTRAL_HEADER = 0x02014b50;
export const END = 0x06054b50;
/** Length of the end record without a comment. */
export const END_BYTES = 22;
/** Flag: the name is UTF-8. */
export const UTF8_NAME = 0x0800;
