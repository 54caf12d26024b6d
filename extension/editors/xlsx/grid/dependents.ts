import { plainReferences } from "../formula/plain-formula.ts";
import type { Area, Point, Reference } from "../formula/references.ts";

/** So many areas are looked at before it is quicker to leave the question to the grid. */
const LOOKS_MAX = 2_000_000;
const LINE = 16_384;

export interface PlacedArea extends Area {
  readonly sheet: string;
}

export interface FormulaCell extends Point {
  readonly sheet: string;
  readonly formula: string;
}

interface Hanging {
  readonly cell: FormulaCell;
  readonly on: readonly PlacedArea[];
}

/** What stands, and is named, in one sheet. */
class Sheet {
  readonly formulas = new Map<number, Hanging>();
  /** By the one cell that they name. */
  readonly onCell = new Map<number, Set<Hanging>>();
  readonly onArea = new Map<Hanging, Area[]>();
}

const keyOf = (row: number, column: number): number => row * LINE + column;
const isOne = ({ top, left, bottom, right }: Area): boolean => top === bottom && left === right;
const meets = (a: Area, b: Area): boolean =>
  a.top <= b.bottom && b.top <= a.bottom && a.left <= b.right && b.left <= a.right;

/** Which formulas hang on which cells, kept from one change to the next. */
export class Dependents {
  readonly #idOf: (name: string) => string | null;
  readonly #sheets = new Map<string, Sheet>();
  /** Formulas of which nobody can tell. */
  readonly #unclear = new Set<string>();

  /** @param idOf a sheet by the name that formulas have for it */
  constructor(idOf: (name: string) => string | null) {
    this.#idOf = idOf;
  }

  /** Says what stands in a cell now; null for no formula. */
  put(sheet: string, { row, column }: Point, formula: string | null): void {
    const name = `${sheet}|${row}|${column}`;
    this.#unclear.delete(name);
    this.#remove(sheet, keyOf(row, column));
    if (formula === null) return;
    const references = plainReferences(formula);
    if (references === null) this.#unclear.add(name);
    else this.#add({ sheet, row, column, formula }, references);
  }

  /** Formulas in these areas and all that hang on them, whichever way. Null when that is not known. */
  of(areas: readonly PlacedArea[]): FormulaCell[] | null {
    if (this.#unclear.size > 0) return null;
    const found = new Set<Hanging>();
    const waiting = [...areas];
    let looks = 0;
    for (let area = waiting.pop(); area !== undefined; area = waiting.pop()) {
      const sheet = this.#sheets.get(area.sheet);
      if (sheet === undefined) continue;
      looks += sheet.onArea.size;
      if (looks > LOOKS_MAX) return null;
      for (const each of hangingOn(sheet, area)) {
        if (found.has(each)) continue;
        found.add(each);
        waiting.push(areaOf(each.cell));
      }
    }
    return [...found].map(({ cell }) => cell);
  }

  /** Every formula; null when of some it is not known what hangs on them. */
  all(): FormulaCell[] | null {
    if (this.#unclear.size > 0) return null;
    return [...this.#sheets.values()].flatMap(({ formulas }) =>
      [...formulas.values()].map(({ cell }) => cell),
    );
  }

  #sheet(id: string): Sheet {
    const sheet = this.#sheets.get(id) ?? new Sheet();
    this.#sheets.set(id, sheet);
    return sheet;
  }

  #add(cell: FormulaCell, references: readonly Reference[]): void {
    const on = references.flatMap((each) => this.#areaOf(each, cell.sheet) ?? []);
    const hanging = { cell, on };
    this.#sheet(cell.sheet).formulas.set(keyOf(cell.row, cell.column), hanging);
    for (const area of on) {
      const sheet = this.#sheet(area.sheet);
      if (isOne(area)) setIn(sheet.onCell, keyOf(area.top, area.left)).add(hanging);
      else sheet.onArea.set(hanging, [...(sheet.onArea.get(hanging) ?? []), area]);
    }
  }

  #remove(id: string, key: number): void {
    const formulas = this.#sheets.get(id)?.formulas;
    const hanging = formulas?.get(key);
    if (hanging === undefined) return;
    formulas?.delete(key);
    for (const area of hanging.on) {
      const sheet = this.#sheets.get(area.sheet);
      sheet?.onCell.get(keyOf(area.top, area.left))?.delete(hanging);
      sheet?.onArea.delete(hanging);
    }
  }

  #areaOf({ sheet, from, to = from }: Reference, own: string): PlacedArea | null {
    const id = sheet === null ? own : this.#idOf(sheet);
    if (id === null) return null;
    const [top, bottom] = between(from.row, to.row);
    const [left, right] = between(from.column, to.column);
    return { sheet: id, top, bottom, left, right };
  }
}

/** Open where a line is not named. */
function between(from: number | null, to: number | null): [number, number] {
  return from === null || to === null
    ? [0, Number.POSITIVE_INFINITY]
    : [Math.min(from, to), Math.max(from, to)];
}

export const areaOf = ({ sheet, row, column }: FormulaCell): PlacedArea => ({
  ...{ sheet, top: row, bottom: row, left: column, right: column },
});

function setIn<K, V>(map: Map<K, Set<V>>, key: K): Set<V> {
  const set = map.get(key) ?? new Set<V>();
  map.set(key, set);
  return set;
}

/** What stands in the area, or names a cell in it. */
function* hangingOn(sheet: Sheet, area: Area): Iterable<Hanging> {
  for (const [, hanging] of within(sheet.formulas, area)) yield hanging;
  for (const [, all] of within(sheet.onCell, area)) yield* all;
  for (const [hanging, areas] of sheet.onArea) if (areas.some((each) => meets(each, area))) yield hanging;
}

/** One by one, or of what there is at all, whichever is less. */
function* within<V>(map: ReadonlyMap<number, V>, area: Area): Iterable<[number, V]> {
  const { top, bottom, left, right } = area;
  if ((bottom - top + 1) * (right - left + 1) > map.size) {
    for (const [key, value] of map) {
      const [row, column] = [Math.floor(key / LINE), key % LINE];
      if (top <= row && row <= bottom && left <= column && column <= right) yield [key, value];
    }
    return;
  }
  for (let row = top; row <= bottom; row++)
    for (let column = left; column <= right; column++) {
      const value = map.get(keyOf(row, column));
      if (value !== undefined) yield [keyOf(row, column), value];
    }
}
