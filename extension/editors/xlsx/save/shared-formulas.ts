/** Formulas of which the file has the text once, and each cell only a number of the group. */
import { baseCellOf, baseFormula, spotsOfRow, usedRows } from "../model/cell-views.ts";
import { type Elements, numberOf, type RowsContext } from "./row-elements.ts";

/** The first of a group of shared formulas carries the text of all: before it goes, each gets its own. */
function unshare(context: RowsContext, elements: Elements): void {
  const base = context.state.baseOf(context.sheet);
  for (const number of elements.rows.keys())
    for (const [column, cell] of elements.cellsOf(number)) {
      const formula = cell.child("f");
      if (formula?.get("t") !== "shared") continue;
      for (const name of ["t", "si", "ref"]) formula.set(name, null);
      formula.text = base?.rows.get(number)?.cells.get(column)?.formula ?? formula.text;
    }
}

/** Some formula that the file has here is at another place, or reads differently. */
function readsElse({ state, sheet }: RowsContext): boolean {
  if (state.readsAsBase) return false;
  if (!state.order(sheet, "rows").isBase || !state.order(sheet, "columns").isBase) return true;
  const base = state.baseOf(sheet);
  for (const at of usedRows(state, sheet))
    for (const spot of spotsOfRow(state, sheet, at)) {
      const cell = baseCellOf(base, spot);
      if (cell?.formula !== undefined && baseFormula(state, sheet, cell, spot) !== cell.formula) return true;
    }
  return false;
}

function changesFirstOfGroup(context: RowsContext, elements: Elements): boolean {
  for (const [rowId, cells] of context.state.edits.rows(context.sheet)) {
    const row = numberOf(rowId, "r");
    if (row === null) continue;
    const inFile = elements.cellsOf(row);
    for (const [columnId, { content }] of cells) {
      const formula = inFile.get(numberOf(columnId, "c") ?? -1)?.child("f");
      if (content !== undefined && formula?.get("t") === "shared" && formula.text !== "") return true;
    }
  }
  return false;
}

/** Groups are written out only where they have to be. */
export function settleGroups(context: RowsContext, elements: Elements): void {
  if (readsElse(context) || changesFirstOfGroup(context, elements)) unshare(context, elements);
}
