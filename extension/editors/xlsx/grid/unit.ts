let count = 0;

/** A name for a workbook in the grid. Each has its own: the grid remembers parsed formulas by it, for all grids of a page. */
export const newUnit = (): string => `workbook-${count++}`;
