/** Sizes of rows and columns: points and characters in the file, CSS pixels in the grid. */

// Of the default font's digits, as the file format counts characters. (ECMA-376 part 1, 18.3.1.13)
const DIGIT_PX = 7;
const PX_PER_POINT = 96 / 72;
export const EMU_PER_PX = 9_525;

/** Widths stand in the file as 256ths of a character. */
export const columnPx = (characters: number): number =>
  Math.trunc(((256 * characters + Math.trunc(128 / DIGIT_PX)) / 256) * DIGIT_PX);

export const columnCharacters = (px: number): number => Math.round((px / DIGIT_PX) * 256) / 256;

export const rowPx = (points: number): number => points * PX_PER_POINT;

/** To a quarter of a point, the finest that spreadsheets keep. */
export const rowPoints = (px: number): number => Math.round((px / PX_PER_POINT) * 4) / 4;

export const emuPx = (emu: number): number => emu / EMU_PER_PX;
