import { AreaIndex } from "../formula/area-index.ts";
import { splitFormula } from "../formula/formula-text.ts";
import type { Point } from "../formula/references.ts";
import type { SheetId, WorkbookModel } from "../model/workbook-model.ts";
import { type LinkGoal, linkGoal } from "./link-goal.ts";

/** As many as the programs that write such files allow on a sheet. */
const LINKS_MAX = 65_530;
const LITERAL_LINK = /^HYPERLINK\(\s*"((?:[^"]|"")*)"\s*[,)]/i;
const CALL = /^HYPERLINK\(\s*$/i;

/** A cell with a link. `goal` is null where it leads to something that is not opened. */
export interface CellLink {
  readonly goal: LinkGoal | null;
}

/** The links of the file where their cells are today, and those that formulas make. */
export class CellLinks {
  readonly #model: WorkbookModel;
  readonly #textAt: (sheet: SheetId, at: Point) => string;
  readonly #known = new Map<SheetId, AreaIndex<CellLink>>();

  /** @param textAt what a cell shows: where a formula takes its address from */
  constructor(model: WorkbookModel, textAt: (sheet: SheetId, at: Point) => string) {
    this.#model = model;
    this.#textAt = textAt;
  }

  /** After lines came or went, or sheets got another name. */
  forget(): void {
    this.#known.clear();
  }

  /** Of the file only, as each cell that is drawn asks for it. */
  inFile(sheet: SheetId, { row, column }: Point): CellLink | null {
    return this.#indexOf(sheet).at(row, column)[0] ?? null;
  }

  at(sheet: SheetId, at: Point): CellLink | null {
    return this.inFile(sheet, at) ?? this.#inFormula(sheet, at);
  }

  #inFormula(sheet: SheetId, at: Point): CellLink | null {
    const { formula = "" } = this.#model.cellAt(sheet, at.row, at.column);
    const literal = LITERAL_LINK.exec(formula)?.[1];
    if (literal !== undefined) return { goal: linkGoal(literal.replaceAll('""', '"')) };
    const [call, from] = splitFormula(formula);
    if (typeof call !== "string" || !CALL.test(call)) return null;
    if (typeof from !== "object" || from.to !== undefined) return null;
    const { row, column } = from.from;
    const on = from.sheet === null ? sheet : this.#model.sheets().find(({ name }) => name === from.sheet)?.id;
    if (row === null || column === null || on === undefined) return null;
    return { goal: linkGoal(this.#textAt(on, { row, column })) };
  }

  #indexOf(sheet: SheetId): AreaIndex<CellLink> {
    const known = this.#known.get(sheet) ?? new AreaIndex(this.#linksOf(sheet));
    this.#known.set(sheet, known);
    return known;
  }

  *#linksOf(sheet: SheetId): Generator<readonly [Parameters<WorkbookModel["areaNow"]>[1], CellLink]> {
    const base = this.#model.workbook.sheets.find(({ id }) => id === sheet);
    for (const { target, location, ...area } of (base?.links ?? []).slice(0, LINKS_MAX)) {
      const now = this.#model.areaNow(sheet, area);
      const place = target === null && location !== undefined ? this.#placeNow(sheet, location) : location;
      if (now !== null) yield [now, { goal: linkGoal(target, place) }];
    }
  }

  #placeNow(sheet: SheetId, location: string): string {
    return this.#model.formulaNow(sheet, location.replace(/^#/, ""));
  }
}
