import type { Plain } from "../../../../shared/bytes.ts";
import { areaName, cellName } from "../formula/references.ts";
import type { CellView, SheetId, WorkbookModel } from "../model/workbook-model.ts";
import { readWorkbook } from "../package/read-workbook.ts";
import type { BaseCell, BaseSheet, CellStyle, Workbook } from "../package/workbook.ts";

/** More than anybody reads. */
const MISSING_MAX = 50;

const isEmpty = (value: unknown): boolean => value === null || value === undefined || value === "";

function sameContent(cell: CellView, saved: BaseCell | undefined): boolean {
  if (cell.formula !== undefined || saved?.formula !== undefined) return cell.formula === saved?.formula;
  return saved?.value === cell.value || (isEmpty(cell.value) && isEmpty(saved?.value));
}

const sameStyle = (a: CellStyle, b: CellStyle): boolean =>
  Object.keys({ ...b, ...a }).every(
    (name) => JSON.stringify(a[name as keyof CellStyle]) === JSON.stringify(b[name as keyof CellStyle]),
  );

/** Thousands of cells share a few looks: each pair of them is compared once. */
function styleComparison(): (a: CellStyle, b: CellStyle) => boolean {
  const known = new Map<CellStyle, Map<CellStyle, boolean>>();
  return (a, b) => {
    const pairs = known.get(a) ?? new Map<CellStyle, boolean>();
    known.set(a, pairs);
    const isSame = pairs.get(b) ?? sameStyle(a, b);
    pairs.set(b, isSame);
    return isSame;
  };
}

function* missingCells(
  model: WorkbookModel,
  id: SheetId,
  saved: BaseSheet,
  { styles }: Workbook,
): Generator<string> {
  const isSameStyle = styleComparison();
  for (const cell of model.cells(id)) {
    const found = saved.rows.get(cell.row)?.cells.get(cell.column);
    const style = found === undefined ? cell.style : (styles[found.style] ?? {});
    if (!sameContent(cell, found) || !isSameStyle(cell.style, style)) yield `${saved.name}!${cellName(cell)}`;
  }
}

function* missingMerges(model: WorkbookModel, id: SheetId, saved: BaseSheet): Generator<string> {
  const names = new Set(saved.merges.map(areaName));
  for (const area of model.merges(id))
    if (!names.has(areaName(area))) yield `${saved.name}!${areaName(area)}`;
}

function* missingIn(model: WorkbookModel, book: Workbook): Generator<string> {
  for (const [i, { id, name, kind }] of model.sheets().entries()) {
    const saved = book.sheets[i];
    if (saved?.name !== name) yield name;
    else if (kind === "worksheet") {
      yield* missingCells(model, id, saved, book);
      yield* missingMerges(model, id, saved);
    }
  }
}

/**
 * Reads what was written and tells which cells, merges and sheets are not in it as the model has them. `settled` names
 * cells that had to say something else: headers of tables.
 */
export function checkArrival(saved: Plain, model: WorkbookModel, settled: ReadonlySet<string>): string[] {
  const missing: string[] = [];
  for (const each of missingIn(model, readWorkbook(saved))) {
    if (!settled.has(each)) missing.push(each);
    if (missing.length === MISSING_MAX) break;
  }
  return missing;
}
