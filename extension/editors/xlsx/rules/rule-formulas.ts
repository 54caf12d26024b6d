import {
  FormulaResultStatus,
  OtherFormulaBizType,
  RegisterOtherFormulaService,
} from "@univerjs/preset-sheets-core";
import { splitFormula } from "../formula/formula-text.ts";
import { type Area, cellsIn } from "../formula/references.ts";
import { areaToRange } from "../grid/areas.ts";
import { formulaToGrid } from "../grid/function-names.ts";
import type { Grid } from "../grid/grid.ts";

/** Cells that rules are computed for, and cells that they look at for that, in a whole book. */
const CELLS_MAX = 50_000;
const LOOKS_MAX = 3_000_000;
const LINES_MAX = 1000;

/** About how many cells a formula looks at. Of open areas only some lines count: the grid ends there. */
function reachOf(formula: string): number {
  let reach = 1;
  for (const part of splitFormula(formula)) {
    if (typeof part === "string" || part.to === undefined) continue;
    const rows = part.from.row === null ? LINES_MAX : Math.abs((part.to.row ?? 0) - part.from.row) + 1;
    const columns =
      part.from.column === null ? LINES_MAX : Math.abs((part.to.column ?? 0) - part.from.column) + 1;
    reach += rows * columns;
  }
  return reach;
}

export interface PlacedFormula {
  readonly formula: string;
  /** It is meant for the first cell of it and shifts over the rest. */
  readonly area: Area;
}

/** What the grid's engine says of formulas that stand in no cell. */
export class RuleFormulas {
  readonly #grid: Grid;
  readonly #service: RegisterOtherFormulaService;
  readonly #ids = new Map<string, string>();
  #cells = 0;
  #looks = 0;

  constructor(grid: Grid) {
    this.#grid = grid;
    this.#service = grid.univer.__getInjector().get(RegisterOtherFormulaService);
  }

  /** @returns their names for `isTrue`; null when all of them together are too much to compute, and none is then */
  add(sheet: string, all: readonly PlacedFormula[]): string[] | null {
    const cells = all.reduce((sum, { area }) => sum + cellsIn(area), 0);
    const looks = all.reduce((sum, { formula, area }) => sum + cellsIn(area) * reachOf(formula), 0);
    if (this.#cells + cells > CELLS_MAX || this.#looks + looks > LOOKS_MAX) return null;
    this.#cells += cells;
    this.#looks += looks;
    return all.map((each) => this.#register(sheet, each));
  }

  #register(sheet: string, { formula, area }: PlacedFormula): string {
    const text = formulaToGrid(formula);
    const kind = OtherFormulaBizType.CONDITIONAL_FORMATTING;
    const range = [areaToRange(area)];
    const id = this.#service.registerFormulaWithRange(this.#grid.unit, sheet, text, range, undefined, kind);
    this.#ids.set(id, sheet);
    return id;
  }

  /** Of the cell that is so many lines from the first of the area; false as long as nobody computed it. */
  isTrue(id: string, down: number, right: number): boolean {
    const sheet = this.#ids.get(id) ?? "";
    const item = this.#service.getFormulaValueSync(this.#grid.unit, sheet, id);
    if (item?.status !== FormulaResultStatus.SUCCESS) return false;
    const { v } = item.result?.[down]?.[right]?.[0]?.[0] ?? {};
    return v === true || (typeof v === "number" && v !== 0) || v === "TRUE";
  }

  onResult(listener: () => void): () => void {
    const listening = this.#service.formulaResult$.subscribe((results) => {
      const ids = Object.values(results[this.#grid.unit] ?? {}).flat();
      if (ids.some(({ formulaId }) => this.#ids.has(formulaId))) listener();
    });
    return () => listening.unsubscribe();
  }

  clear(): void {
    for (const [id, sheet] of this.#ids) this.#service.deleteFormula(this.#grid.unit, sheet, [id]);
    this.#ids.clear();
    this.#cells = 0;
    this.#looks = 0;
  }
}
