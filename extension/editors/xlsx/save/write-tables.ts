/** Tables: the area, one column for each of the sheet's, and names that are the texts above them, as the format asks. */
import { type Area, areaName, parseArea } from "../formula/references.ts";
import { areaNow, cellAt } from "../model/cell-views.ts";
import { movedFormula } from "../model/moved-references.ts";
import type { SheetId } from "../model/workbook-model.ts";
import type { WorkbookState } from "../model/workbook-state.ts";
import type { Markup } from "../package/markup.ts";
import type { Parts } from "../package/parts.ts";
import { removeRelated } from "./package-changes.ts";

interface TableContext {
  readonly parts: Parts;
  readonly state: WorkbookState;
  readonly sheet: SheetId;
  /** Of the sheet. */
  readonly part: string;
  readonly root: Markup;
}

/** A header that must say something: what the table says already, where its cell is empty. */
export interface HeaderText {
  readonly row: number;
  readonly column: number;
  readonly text: string;
}

function columnsNow(state: WorkbookState, sheet: SheetId, table: Markup, before: Area, now: Area): Markup[] {
  const found = [...(table.child("tableColumns")?.elements("tableColumn") ?? [])];
  const byPlace = new Map<number, Markup>();
  for (const [i, column] of found.entries()) {
    const place = state.order(sheet, "columns").place(`c${before.left + i}`);
    if (place?.isLive) byPlace.set(place.index, column);
  }
  let id = Math.max(0, ...found.map((each) => each.number("id") ?? 0));
  return Array.from({ length: now.right - now.left + 1 }, (_, i) => {
    const known = byPlace.get(now.left + i);
    if (known !== undefined) return known;
    id++;
    return table.make("tableColumn", { id, name: "" });
  });
}

function nameColumns(
  state: WorkbookState,
  sheet: SheetId,
  columns: readonly Markup[],
  area: Area,
  hasHeader: boolean,
): HeaderText[] {
  // Columns that are new must not take the name of one that is further right.
  const taken = new Set(
    columns.map((column) => column.get("name")?.toLowerCase() ?? "").filter((each) => each !== ""),
  );
  return columns.flatMap((column, i): HeaderText[] => {
    const at = { row: area.top, column: area.left + i };
    const old = column.get("name") ?? "";
    const { value } = hasHeader ? cellAt(state, sheet, at) : { value: null };
    const free = (text: string): boolean =>
      text.toLowerCase() === old.toLowerCase() || !taken.has(text.toLowerCase());
    const shown = typeof value === "string" && value !== "" && free(value) ? value : null;
    let text = shown ?? (old || `Column${i + 1}`);
    for (let n = 1; !free(text); n++) text = `Column${i + 1 + n}`;
    taken.add(text.toLowerCase());
    if (text.toLowerCase() !== old.toLowerCase()) column.set("name", text.replaceAll(/\r?\n/g, "_x000a_"));
    return hasHeader && shown === null ? [{ ...at, text }] : [];
  });
}

/** Null when the table has lost its header or everything else: then it is one no more. */
function tableNow(state: WorkbookState, sheet: SheetId, before: Area, hasHeader: boolean): Area | null {
  const now = areaNow(state, sheet, before);
  if (now === null) return null;
  const header = state.order(sheet, "rows").place(`r${before.top}`);
  return hasHeader && (!header?.isLive || now.top === now.bottom) ? null : now;
}

function writeTable({ state, sheet }: TableContext, table: Markup): HeaderText[] | null {
  const before = parseArea(table.get("ref") ?? "");
  const hasHeader = table.get("headerRowCount") !== "0";
  const now = before === null ? null : tableNow(state, sheet, before, hasHeader);
  if (before === null || now === null) return null;
  table.set("ref", areaName(now));
  for (const part of ["autoFilter", "sortState"])
    for (const each of [...table.elements(part)]) {
      const moved = movedFormula(state, each.get("ref") ?? "", sheet);
      if (moved.includes("#REF!")) each.remove();
      else each.set("ref", moved);
    }
  for (const local of ["calculatedColumnFormula", "totalsRowFormula"])
    for (const formula of table.descendants(local)) {
      const moved = movedFormula(state, formula.text, sheet);
      if (moved !== formula.text) formula.text = moved;
    }
  const list = table.child("tableColumns");
  const columns = columnsNow(state, sheet, table, before, now);
  const isSame =
    list !== null &&
    columns.every((each) => each.parent === list) &&
    [...list.elements()].length === columns.length;
  if (list !== null && !isSame) {
    list.replaceChildren(columns);
    list.set("count", columns.length);
  }
  return nameColumns(state, sheet, columns, now, hasHeader);
}

/** Puts the sheet's tables in step. @returns texts that header cells must have and lack */
export function writeTables(context: TableContext): HeaderText[] {
  const { parts, part, root } = context;
  return parts
    .relationships(part)
    .filter(({ type }) => type === "table")
    .flatMap(({ id, part: name }) => {
      const table = name === null ? null : parts.markup(name);
      const headers = table === null ? null : writeTable(context, table);
      if (headers !== null) return headers;
      const list = root.child("tableParts");
      for (const each of [...(list?.elements() ?? [])]) if (each.getPrefixed("id") === id) each.remove();
      const count = [...(list?.elements() ?? [])].length;
      if (count === 0) list?.remove();
      else list?.set("count", count);
      removeRelated(parts, part, (each) => each === id);
      return [];
    });
}
