/** ISO 29500 Strict names the same things differently. */
const STRICT: ReadonlyMap<string, string> = new Map(
  [
    ["officeDocument/relationships", "officeDocument/2006/relationships"],
    ["wordprocessingml/main", "wordprocessingml/2006/main"],
    ["presentationml/main", "presentationml/2006/main"],
    ["spreadsheetml/main", "spreadsheetml/2006/main"],
    ["drawingml/main", "drawingml/2006/main"],
    ["drawingml/wordprocessingDrawing", "drawingml/2006/wordprocessingDrawing"],
    ["drawingml/spreadsheetDrawing", "drawingml/2006/spreadsheetDrawing"],
    ["drawingml/picture", "drawingml/2006/picture"],
    ["drawingml/chart", "drawingml/2006/chart"],
  ].map(([strict, common]) => [
    `http://purl.oclc.org/ooxml/${strict}`,
    `http://schemas.openxmlformats.org/${common}`,
  ]),
);

/** The namespace as it is written outside ISO 29500 Strict. */
export const commonNamespace = (namespace: string): string => STRICT.get(namespace) ?? namespace;
