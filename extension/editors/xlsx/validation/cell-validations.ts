import { AreaIndex } from "../formula/area-index.ts";
import { moveFormula, splitFormula } from "../formula/formula-text.ts";
import { type Area, cellsIn, type Point } from "../formula/references.ts";
import { areaOfText } from "../links/place-of.ts";
import type { SheetId, WorkbookModel } from "../model/workbook-model.ts";
import type { Validation } from "../package/read-validations.ts";
import type { CellValue } from "../package/workbook.ts";
import { compareValues, isMatch, literalOf } from "../rules/compare-values.ts";

/** So many a list offers, and so many cells are looked at for it. */
const OPTIONS_MAX = 1000;
const CELLS_MAX = 20_000;
/** Of a sheet; what is said of further ones is not checked. */
const AREAS_MAX = 20_000;

/** What a list wants. */
interface Offer {
  readonly values: Iterable<CellValue>;
  /** There are more of them than are looked at. */
  readonly isCut: boolean;
}

interface Placed {
  readonly validation: Validation;
  readonly sheet: SheetId;
  /** Where the formulas are meant for, today. */
  readonly origin: Point;
  readonly formulas: readonly string[];
}

export type ValueAt = (sheet: SheetId, at: Point) => CellValue;

/** What may stand in the cells of a book, where they are today. */
export class CellValidations {
  readonly #model: WorkbookModel;
  readonly #valueAt: ValueAt;
  readonly #known = new Map<SheetId, AreaIndex<Placed>>();

  constructor(model: WorkbookModel, valueAt: ValueAt) {
    this.#model = model;
    this.#valueAt = valueAt;
  }

  /** After lines came or went, or sheets got another name. */
  forget(): void {
    this.#known.clear();
  }

  at(sheet: SheetId, { row, column }: Point): Validation | null {
    return this.#indexOf(sheet).at(row, column)[0]?.validation ?? null;
  }

  /** What a list offers at a cell; null where there is none, or none that can be worked out. */
  optionsAt(sheet: SheetId, at: Point): CellValue[] | null {
    const placed = this.#indexOf(sheet).at(at.row, at.column)[0];
    if (placed === undefined || placed.validation.kind !== "list") return null;
    const offer = this.#offerOf(placed, at);
    return offer === null ? null : [...offer.values].slice(0, OPTIONS_MAX);
  }

  /** Whether a value may stand at a cell; null where nobody here can say. */
  allows(sheet: SheetId, at: Point, value: CellValue): boolean | null {
    const placed = this.#indexOf(sheet).at(at.row, at.column)[0];
    if (placed === undefined) return null;
    const { validation } = placed;
    if (value === null || value === "") return validation.mayBeEmpty;
    switch (validation.kind) {
      case "list":
        return this.#isOffered(placed, at, value);
      case "custom":
        return null;
      case "textLength":
        return this.#isWithin(placed, at, String(value).length);
      case "whole":
        if (typeof value === "number" && !Number.isInteger(value)) return false;
        return this.#isNumberWithin(placed, at, value);
      default:
        return this.#isNumberWithin(placed, at, value);
    }
  }

  #isNumberWithin(placed: Placed, at: Point, value: CellValue): boolean | null {
    return typeof value === "number" ? this.#isWithin(placed, at, value) : false;
  }

  #isWithin(placed: Placed, at: Point, value: number): boolean | null {
    const limits = placed.formulas.map((formula) => this.#limitOf(placed, at, formula));
    const known = limits.filter((limit) => typeof limit === "number");
    return known.length < limits.length ? null : isMatch(placed.validation.operator, value, known);
  }

  /** A number, or what stands in a cell that is named. */
  #limitOf({ sheet, origin }: Placed, at: Point, formula: string): CellValue | undefined {
    const literal = literalOf(formula);
    if (literal !== undefined) return literal;
    const place = areaOfText(this.#model, sheet, movedTo(formula, origin, at));
    if (place === null || place.area.top !== place.area.bottom || place.area.left !== place.area.right)
      return undefined;
    return this.#valueAt(place.sheet, { row: place.area.top, column: place.area.left });
  }

  #isOffered(placed: Placed, at: Point, value: CellValue): boolean | null {
    const offer = this.#offerOf(placed, at);
    if (offer === null) return null;
    for (const option of offer.values)
      if (compareValues(option, value) === 0 || String(option) === String(value)) return true;
    return offer.isCut ? null : false;
  }

  #offerOf({ sheet, origin, formulas: [formula] }: Placed, at: Point): Offer | null {
    if (formula === undefined) return null;
    const literal = literalOf(formula);
    if (typeof literal === "string")
      return { values: literal.split(",").map((each) => each.trim()), isCut: false };
    const place = areaOfText(this.#model, sheet, movedTo(formula, origin, at));
    if (place === null) return null;
    const area = this.#usedOf(place.sheet, place.area);
    return { values: this.#valuesIn(place.sheet, area), isCut: cellsIn(area) > CELLS_MAX };
  }

  #usedOf(sheet: SheetId, { top, left, bottom, right }: Area): Area {
    const [rows, columns] = [this.#model.count(sheet, "rows"), this.#model.count(sheet, "columns")];
    return { top, left, bottom: Math.min(bottom, rows - 1), right: Math.min(right, columns - 1) };
  }

  *#valuesIn(sheet: SheetId, { top, left, bottom, right }: Area): Generator<CellValue> {
    let rest = CELLS_MAX;
    for (let row = top; row <= bottom && rest > 0; row++)
      for (let column = left; column <= right && rest > 0; column++, rest--) {
        const value = this.#valueAt(sheet, { row, column });
        if (value !== null && value !== "") yield value;
      }
  }

  #indexOf(sheet: SheetId): AreaIndex<Placed> {
    const known = this.#known.get(sheet) ?? new AreaIndex(this.#placed(sheet));
    this.#known.set(sheet, known);
    return known;
  }

  *#placed(sheet: SheetId): Generator<readonly [Area, Placed]> {
    const base = this.#model.workbook.sheets.find(({ id }) => id === sheet);
    let rest = AREAS_MAX;
    for (const validation of base?.validations ?? []) {
      rest -= validation.areas.length;
      if (rest < 0) return;
      const areas = validation.areas.flatMap((area) => this.#model.areaNow(sheet, area) ?? []);
      const [origin] = areas;
      if (origin === undefined) continue;
      const formulas = validation.formulas.map((each) =>
        this.#model.formulaNow(sheet, each, validation.areas),
      );
      const placed = { validation, sheet, formulas, origin: { row: origin.top, column: origin.left } };
      for (const area of areas) yield [area, placed];
    }
  }
}

/** Only references shift: names and texts stay. */
const movedTo = (formula: string, origin: Point, at: Point): string =>
  splitFormula(formula).length === 1
    ? moveFormula(formula, at.row - origin.row, at.column - origin.column)
    : formula;
