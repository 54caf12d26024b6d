/** Parts that hang on a sheet and name places in it: notes, drawings, charts. */
import { cellName, parseCell } from "../formula/references.ts";
import { movedCell, movedFormula, movedLine } from "../model/moved-references.ts";
import type { SheetId } from "../model/workbook-model.ts";
import type { WorkbookState } from "../model/workbook-state.ts";
import type { Markup } from "../package/markup.ts";
import type { Parts } from "../package/parts.ts";

function setText(element: Markup, text: string): void {
  if (element.text !== text) element.text = text;
}

/** A note goes along with its cell, and goes when it goes. */
function moveNotes(state: WorkbookState, sheet: SheetId, root: Markup): void {
  for (const list of ["commentList", "threadedComment"])
    for (const note of [
      ...(list === "commentList" ? (root.child(list)?.elements() ?? []) : root.elements(list)),
    ]) {
      const at = parseCell(note.get("ref") ?? "");
      const moved = at === null ? null : movedCell(state, at, sheet);
      if (at !== null && moved === null) note.remove();
      else if (moved !== null) note.set("ref", cellName(moved));
    }
}

/** Boxes of notes in the old drawing language: their cell, and where they hang. */
function moveNoteBoxes(state: WorkbookState, sheet: SheetId, root: Markup): void {
  for (const shape of [...root.elements("shape")]) {
    const data = shape.child("ClientData");
    const [row, column] = [data?.child("Row") ?? null, data?.child("Column") ?? null];
    if (data === null || row === null || column === null) continue;
    const moved = movedCell(state, { row: Number(row.text), column: Number(column.text) }, sheet);
    if (moved === null) {
      shape.remove();
      continue;
    }
    const [down, right] = [moved.row - Number(row.text), moved.column - Number(column.text)];
    setText(row, String(moved.row));
    setText(column, String(moved.column));
    moveBoxAnchor(data.child("Anchor"), down, right);
  }
}

/** `column, offset, row, offset, column, offset, row, offset`. */
function moveBoxAnchor(anchor: Markup | null, down: number, right: number): void {
  const numbers = anchor?.text.split(",").map(Number) ?? [];
  if (anchor === null || numbers.length !== 8 || numbers.some(Number.isNaN) || (down === 0 && right === 0))
    return;
  anchor.text = numbers
    .map((each, i) => Math.max(0, each + (i % 4 === 0 ? right : i % 4 === 2 ? down : 0)))
    .join(", ");
}

/** Pictures and charts keep to the cells that they hang on, unless they hang on the page. */
function moveAnchors(state: WorkbookState, sheet: SheetId, root: Markup): void {
  for (const anchor of root.elements()) {
    if (anchor.get("editAs") === "absolute") continue;
    for (const corner of [anchor.child("from"), anchor.child("to")]) {
      const [row, column] = [corner?.child("row") ?? null, corner?.child("col") ?? null];
      if (row !== null) setText(row, String(movedLine(state, sheet, "rows", Number(row.text))));
      if (column !== null) setText(column, String(movedLine(state, sheet, "columns", Number(column.text))));
    }
  }
}

type Mover = (state: WorkbookState, sheet: SheetId, root: Markup) => void;

const MOVERS: Readonly<Record<string, Mover>> = {
  comments: moveNotes,
  threadedComment: moveNotes,
  vmlDrawing: moveNoteBoxes,
  drawing: moveAnchors,
};

/** Old drawings are often no XML at all (`<br>`): what cannot be read is left alone. */
function readable(parts: Parts, part: string): Markup | null {
  try {
    return parts.markup(part);
  } catch {
    return null;
  }
}

export function writeRelated(parts: Parts, state: WorkbookState, sheet: SheetId, part: string): void {
  if (state.order(sheet, "rows").isBase && state.order(sheet, "columns").isBase) return;
  for (const [type, move] of Object.entries(MOVERS))
    for (const related of parts.related(part, type)) {
      const root = readable(parts, related);
      if (root !== null) move(state, sheet, root);
    }
}

const CHART = /\/charts\/[^/]*\.xml$/i;
const PIVOT = /\/pivotCache\/pivotCacheDefinition[^/]*\.xml$/i;

function writePivotSource(state: WorkbookState, root: Markup): void {
  for (const source of root.descendants("worksheetSource")) {
    const sheet = state.baseScope.sheetNamed(source.get("sheet") ?? "");
    const area = source.get("ref");
    if (sheet === null) continue;
    const moved = area === null ? null : movedFormula(state, area, sheet);
    if (moved !== null && !moved.includes("#REF!")) source.set("ref", moved);
    source.set("sheet", state.nameOf(sheet) ?? source.get("sheet"));
  }
}

/** Charts and pivot tables name sheets and areas from outside any sheet. */
export function writeCharts(parts: Parts, state: WorkbookState): void {
  for (const name of parts.names()) {
    const root = CHART.test(name) || PIVOT.test(name) ? readable(parts, name) : null;
    if (root === null) continue;
    if (PIVOT.test(name)) writePivotSource(state, root);
    else for (const formula of root.descendants("f")) setText(formula, movedFormula(state, formula.text));
  }
}
