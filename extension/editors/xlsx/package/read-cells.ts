import { AppError } from "../../../../shared/errors.ts";
import { type FormulaPart, movedText, splitFormula } from "../formula/formula-text.ts";
import { columnNumber, type Point, parseArea } from "../formula/references.ts";
import type { Markup } from "./markup.ts";
import type { BaseCell, BaseRow, CellValue } from "./workbook.ts";

/** Escapes that stand for characters XML cannot hold: `_x000D_` (ECMA-376 part 1, 22.4.2.4). */
const ESCAPED = /_x([0-9A-Fa-f]{4})_/g;
export const unescapeText = (text: string): string =>
  text.includes("_x")
    ? text.replaceAll(ESCAPED, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text;

export interface SharedText {
  readonly text: string;
  readonly isRich: boolean;
}

/** The text of `si` or `is`: runs joined, readings of Asian scripts left out. */
export function sharedText(item: Markup): SharedText {
  let text = "";
  let isRich = false;
  for (const each of item.elements())
    if (each.local === "t") text += each.text;
    else if (each.local === "r") {
      isRich = true;
      text += each.child("t")?.text ?? "";
    }
  return { text: unescapeText(text), isRich };
}

const LETTERS = /^[A-Za-z]{1,3}/;

/** A cell without a reference stands behind the one before it. */
export function columnOf(cell: Markup, previous: number): number {
  const letters = LETTERS.exec(cell.get("r") ?? "")?.[0];
  return letters === undefined ? previous + 1 : columnNumber(letters);
}

export const rowOf = (row: Markup, previous: number): number => (row.number("r") ?? previous + 2) - 1;

interface Content {
  readonly value: CellValue;
  readonly isRich?: boolean;
  readonly isError?: boolean;
}

function shared(index: string, texts: readonly SharedText[]): Content {
  const text = texts[Number(index)];
  return { value: text?.text ?? "", ...(text?.isRich ? { isRich: true } : {}) };
}

function contentOf(cell: Markup, texts: readonly SharedText[]): Content {
  const type = cell.get("t");
  if (type === "inlineStr") {
    const inline = cell.child("is");
    return inline === null ? { value: null } : shared("0", [sharedText(inline)]);
  }
  const raw = cell.child("v")?.text;
  if (raw === undefined) return { value: null };
  if (type === "s") return shared(raw, texts);
  if (type === "b") return { value: raw.trim() === "1" || raw.trim() === "true" };
  if (type === "e") return { value: raw, isError: true };
  if (type === "str" || type === "d") return { value: unescapeText(raw) };
  const number = Number(raw);
  return { value: raw.trim() === "" ? null : Number.isNaN(number) ? raw : number };
}

/** Characters that a book's shared formulas may come to: a file of some kilobytes could ask for gigabytes. */
const WRITTEN_OUT_MAX = 64 * 1024 * 1024;

/** What is left for shared formulas of one book. */
export class FormulaRoom {
  #left = WRITTEN_OUT_MAX;

  /** @throws DOCUMENT_BOMB above {@link WRITTEN_OUT_MAX} */
  take(characters: number): void {
    this.#left -= characters;
    if (this.#left < 0) throw new AppError("DOCUMENT_BOMB");
  }
}

/** Writes a sheet's shared formulas out: only the first of a group has its text in the file. */
export class FormulaReader {
  readonly #groups = new Map<string, Point & { readonly parts: readonly FormulaPart[] }>();
  readonly #room: FormulaRoom;

  constructor(room: FormulaRoom) {
    this.#room = room;
  }

  /**
   * Undefined for a member of a group whose first is missing.
   * @throws DOCUMENT_BOMB when the book has no room for it
   */
  read(formula: Markup, at: Point): string | undefined {
    const text = formula.text;
    const group = formula.get("t") === "shared" ? formula.get("si") : null;
    if (group === null) return text === "" ? undefined : text;
    if (text !== "") this.#groups.set(group, { ...at, parts: splitFormula(text) });
    const first = this.#groups.get(group);
    const written = first && movedText(first.parts, at.row - first.row, at.column - first.column);
    this.#room.take(written?.length ?? 0);
    return written;
  }
}

function readCell(cell: Markup, at: Point, texts: readonly SharedText[], formulas: FormulaReader): BaseCell {
  const element = cell.child("f");
  const formula = element === null ? undefined : formulas.read(element, at);
  const array = element?.get("t") === "array" ? parseArea(element.get("ref") ?? "") : null;
  return {
    ...contentOf(cell, texts),
    style: cell.number("s") ?? 0,
    ...(formula === undefined ? {} : { formula }),
    ...(array === null ? {} : { array }),
  };
}

function readRow(row: Markup, at: number, texts: readonly SharedText[], formulas: FormulaReader): BaseRow {
  const cells = new Map<number, BaseCell>();
  let column = -1;
  for (const cell of row.elements("c")) {
    column = columnOf(cell, column);
    cells.set(column, readCell(cell, { row: at, column }, texts, formulas));
  }
  const height = row.number("ht");
  return {
    ...(height === null ? {} : { height }),
    isHidden: row.flag("hidden"),
    style: row.flag("customFormat") ? (row.number("s") ?? 0) : 0,
    cells,
  };
}

/** A row that is there twice counts as its cells together. */
export function readRows(
  data: Markup | null,
  { texts, formulaRoom }: { readonly texts: readonly SharedText[]; readonly formulaRoom: FormulaRoom },
): Map<number, BaseRow> {
  const rows = new Map<number, BaseRow>();
  const formulas = new FormulaReader(formulaRoom);
  let at = -1;
  for (const row of data?.elements("row") ?? []) {
    at = rowOf(row, at);
    const read = readRow(row, at, texts, formulas);
    const before = rows.get(at);
    rows.set(
      at,
      before === undefined ? read : { ...before, cells: new Map([...before.cells, ...read.cells]) },
    );
  }
  return rows;
}
