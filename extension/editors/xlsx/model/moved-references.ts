/** References of the file outside its cells, as they read once rows, columns and sheets are where they are now. */
import { moveFormula } from "../formula/formula-text.ts";
import type { Area, Point } from "../formula/references.ts";
import { NOWHERE, readFormula, storeFormula } from "./stored-formula.ts";
import type { Axis, SheetId } from "./workbook-model.ts";
import type { WorkbookState } from "./workbook-state.ts";

export const BROKEN = "#REF!";
/** No line has this number, so that nothing refers to "the formula's own row". */
const NO_LINE = -1;

/** `sheet` is the one that the formula stands on; `""` for names and charts, which stand on none. */
export function movedFormula(state: WorkbookState, formula: string, sheet: SheetId = NOWHERE): string {
  if (state.readsAsBase) return formula;
  const home = { sheet, row: NO_LINE, column: NO_LINE };
  return readFormula(storeFormula(formula, home, state.baseScope), home, state);
}

/** A list of areas with blanks between, as `sqref`; null when nothing is left of them. */
export function movedAreas(state: WorkbookState, areas: string, sheet: SheetId): string | null {
  const moved = areas
    .trim()
    .split(/\s+/)
    .map((area) => movedFormula(state, area, sheet))
    .filter((area) => area !== "" && !area.includes(BROKEN));
  return moved.length === 0 ? null : moved.join(" ");
}

/** Where a cell's contents went; null when its row or column is gone. */
export function movedCell(state: WorkbookState, { row, column }: Point, sheet: SheetId): Point | null {
  const movedRow = state.order(sheet, "rows").indexOf(`r${row}`);
  const movedColumn = state.order(sheet, "columns").indexOf(`c${column}`);
  return movedRow === null || movedColumn === null ? null : { row: movedRow, column: movedColumn };
}

/** Where the line with this number of the file is; of a deleted one, where the next is. */
export const movedLine = (state: WorkbookState, sheet: SheetId, axis: Axis, number: number): number =>
  state.order(sheet, axis).place(`${axis === "rows" ? "r" : "c"}${number}`)?.index ?? number;

function firstLive(
  state: WorkbookState,
  sheet: SheetId,
  axis: Axis,
  first: number,
  last: number,
): number | null {
  const order = state.order(sheet, axis);
  const prefix = axis === "rows" ? "r" : "c";
  for (let at = first; at <= last; at++) if (order.place(prefix + at)?.isLive) return at;
  return null;
}

/** How far the first cell that is left of a rule's areas is from the first one that the file names. */
export interface RuleShift {
  readonly down: number;
  readonly right: number;
}

export function ruleShift(state: WorkbookState, areas: readonly Area[], sheet: SheetId): RuleShift {
  const [first] = areas;
  for (const { top, bottom, left, right } of state.readsAsBase ? [] : areas) {
    const column = firstLive(state, sheet, "columns", left, right);
    const row = column === null ? null : firstLive(state, sheet, "rows", top, bottom);
    if (first !== undefined && row !== null && column !== null)
      return { down: row - first.top, right: column - first.left };
  }
  return { down: 0, right: 0 };
}

/**
 * A formula that is meant for the first cell of some areas and shifts over the rest of them, as rules of formatting and validation:
 * where that cell is gone, it is said for the first one left, be it in another of the areas.
 */
export function movedRule(
  state: WorkbookState,
  formula: string,
  { down, right }: RuleShift,
  sheet: SheetId,
): string {
  if (state.readsAsBase) return formula;
  return movedFormula(state, moveFormula(formula, down, right), sheet);
}
