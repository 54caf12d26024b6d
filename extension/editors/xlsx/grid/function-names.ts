/**
 * Functions that are younger than the file format stand in files with a prefix, which people never see or type:
 * `_xlfn.CONCAT`. ([MS-XLSX] 2.2.2)
 */
const TEXT_OR_PREFIX = /"(?:[^"]|"")*"|_xlfn\.(?:_xlws\.)?|_xlpm\./g;

/** A formula of the file as the grid shows and computes it. */
export const formulaToGrid = (formula: string): string =>
  `=${formula.replace(TEXT_OR_PREFIX, (piece) => (piece.startsWith('"') ? piece : ""))}`;
