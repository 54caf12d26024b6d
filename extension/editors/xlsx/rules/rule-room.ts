import { HEIGHT_MAX } from "../formula/area-index.ts";
import type { Area } from "../formula/references.ts";

/** Areas of all rules, the rows that they are found under, and cells that rules are worked out of, in a whole book. */
const AREAS_MAX = 20_000;
const ROWS_MAX = 500_000;
const CELLS_MAX = 500_000;

/** High ones stand under no row. */
const rowsOf = ({ top, bottom }: Area): number =>
  bottom - top < HEIGHT_MAX ? Math.max(0, bottom - top + 1) : 1;

/** How much the rules of a book may take of the page's time and memory: who opens it did not write them. */
export class RuleRoom {
  #areas = 0;
  #rows = 0;
  #cells = 0;

  /** @returns false when there is no room for them, which then take none */
  takeAreas(areas: readonly Area[]): boolean {
    if (this.#areas + areas.length > AREAS_MAX) return false;
    const rows = areas.reduce((sum, area) => sum + rowsOf(area), 0);
    if (this.#rows + rows > ROWS_MAX) return false;
    this.#areas += areas.length;
    this.#rows += rows;
    return true;
  }

  /** For a rule that looks at so many cells before it says anything of one. */
  takeCells(cells: number): boolean {
    if (this.#cells + cells > CELLS_MAX) return false;
    this.#cells += cells;
    return true;
  }
}
