/**
 * The order in which a program last computed the formulas. It must name no cell without a formula, or the file counts as
 * damaged; formulas that it does not name are found anyway.
 */
import { cellName, parseCell } from "../formula/references.ts";
import { cellAt } from "../model/cell-views.ts";
import { movedCell } from "../model/moved-references.ts";
import type { SheetId } from "../model/workbook-model.ts";
import type { Markup } from "../package/markup.ts";
import type { BookContext } from "./book-context.ts";
import { removeRelated } from "./package-changes.ts";

/** The sheets by the number that the file gave them, which is not their place. */
function sheetNumbers({ state, parts, part }: BookContext): ReadonlyMap<number, SheetId> {
  const sheets = parts.markup(part)?.child("sheets")?.elements("sheet") ?? [];
  const byPart = new Map(state.workbook.sheets.map((sheet) => [sheet.part, sheet.id]));
  const targets = new Map(parts.relationships(part).map((each) => [each.id, each.part]));
  return new Map(
    [...sheets].flatMap((sheet) => {
      const id = byPart.get(targets.get(sheet.getPrefixed("id") ?? "") ?? "");
      return id === undefined ? [] : [[sheet.number("sheetId") ?? 0, id] as const];
    }),
  );
}

/** Where the formula is now, or null when there is none any more. */
function formulaNow({ state }: BookContext, sheet: SheetId | undefined, name: string): string | null {
  const at = parseCell(name);
  if (at === null || sheet === undefined || state.sheets.get(sheet) === undefined) return null;
  const moved = movedCell(state, at, sheet);
  const hasFormula = moved !== null && cellAt(state, sheet, moved).formula !== undefined;
  return hasFormula ? cellName(moved) : null;
}

function writeEntries(context: BookContext, root: Markup): void {
  const sheets = sheetNumbers(context);
  // A sheet's number is said once and holds for the entries behind it.
  let [number, said] = [0, 0];
  const kept = [...root.elements("c")].filter((entry) => {
    number = entry.number("i") ?? number;
    const name = formulaNow(context, sheets.get(number), entry.get("r") ?? "");
    if (name === null) return false;
    entry.set("r", name);
    if (said !== number) entry.set("i", number);
    said = number;
    return true;
  });
  if (kept.length !== [...root.elements("c")].length) root.replaceChildren(kept);
}

export function writeChain(context: BookContext): void {
  const { parts, part } = context;
  for (const name of parts.related(part, "calcChain")) {
    const root = parts.markup(name);
    if (root !== null) writeEntries(context, root);
    if (root === null || root.elements().next().done)
      removeRelated(parts, part, (_, type) => type === "calcChain");
  }
}
