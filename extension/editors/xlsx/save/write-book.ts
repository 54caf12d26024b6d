/** The workbook's own part: which sheets there are, in which order, and the names that it gives to places. */

import { movedFormula } from "../model/moved-references.ts";
import { NOWHERE } from "../model/stored-formula.ts";
import type { SheetId } from "../model/workbook-model.ts";
import type { WorkbookState } from "../model/workbook-state.ts";
import type { Markup } from "../package/markup.ts";
import type { Parts } from "../package/parts.ts";
import type { BookContext } from "./book-context.ts";
import { addPart, removeRelated, xmlPart } from "./package-changes.ts";
import { writeChain } from "./write-chain.ts";

const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml";
export const BOOK_ORDER: readonly string[] =
  "fileVersion fileSharing workbookPr workbookProtection bookViews sheets functionGroups externalReferences definedNames calcPr oleSize customWorkbookViews pivotCaches smartTagPr smartTagTypes webPublishing fileRecoveryPr webPublishObjects extLst".split(
    " ",
  );

/** The prefix by which the file names the namespace of relationships, whatever that is. */
function idAttribute(sheets: Markup): string {
  for (const sheet of sheets.elements())
    for (const { name } of sheet.attributes()) if (name.endsWith(":id")) return name;
  return "r:id";
}

/** @returns the part of a new and empty worksheet */
function addWorksheet(
  context: BookContext,
  sheets: Markup,
  sheetId: number,
): { element: Markup; part: string } {
  const { parts, part } = context;
  const folder = part.slice(0, part.lastIndexOf("/") + 1);
  let number = 1;
  while (parts.nameOf(`${folder}worksheets/sheet${number}.xml`) !== null) number++;
  const made = `${folder}worksheets/sheet${number}.xml`;
  const id = addPart(parts, part, {
    part: made,
    bytes: xmlPart(`<worksheet xmlns="${MAIN}" xmlns:r="${DOCUMENT}"><sheetData/></worksheet>`),
    type: `${DOCUMENT}/worksheet`,
    contentType: `${CONTENT_TYPE}.worksheet+xml`,
  });
  return { element: sheets.make("sheet", { sheetId, [idAttribute(sheets)]: id }), part: made };
}

/** By id: where each sheet's part is, new ones included. */
export function writeSheetList(context: BookContext): ReadonlyMap<SheetId, string> {
  const { state, root } = context;
  const sheets = root.child("sheets");
  const found = [...(sheets?.elements("sheet") ?? [])];
  const partsOf = new Map(state.workbook.sheets.map(({ id, part }) => [id, part]));
  if (sheets === null) return partsOf;
  let sheetId = Math.max(0, ...found.map((each) => each.number("sheetId") ?? 0));
  const wanted = state.sheets.all().map(({ id, name, isHidden }) => {
    const at = state.workbook.sheets.findIndex((base) => base.id === id);
    const element = found[at] ?? newSheet(id);
    element.set("name", name);
    if (isHidden !== (state.baseOf(id)?.isHidden ?? false)) element.set("state", isHidden ? "hidden" : null);
    return element;
  });
  function newSheet(id: SheetId): Markup {
    sheetId++;
    const made = addWorksheet(context, sheets ?? root, sheetId);
    partsOf.set(id, made.part);
    return made.element;
  }
  if (wanted.length !== found.length || wanted.some((each, i) => each !== found[i]))
    sheets.replaceChildren(wanted);
  const gone = found.filter((each) => !wanted.includes(each)).map((each) => each.getPrefixed("id"));
  if (gone.length > 0) removeRelated(context.parts, context.part, (id) => gone.includes(id));
  return partsOf;
}

/** Where the file's n-th sheet is now; null when it is gone. */
function sheetPlace(state: WorkbookState, number: number): number | null {
  const id = state.workbook.sheets[number]?.id;
  const at = state.sheets.all().findIndex((each) => each.id === id);
  return at < 0 ? null : at;
}

function writeNames({ state, root }: BookContext): void {
  const list = root.child("definedNames");
  for (const name of [...(list?.elements("definedName") ?? [])]) {
    const local = name.number("localSheetId");
    const place = local === null ? null : sheetPlace(state, local);
    if (local !== null && place === null) name.remove();
    else if (local !== null) name.set("localSheetId", place);
    const formula = movedFormula(state, name.text, NOWHERE);
    if (formula !== name.text) name.text = formula;
  }
  if (list?.elements().next().done) list.remove();
}

function writeViews({ state, root }: BookContext): void {
  const firstShown = Math.max(
    0,
    state.sheets.all().findIndex(({ isHidden }) => !isHidden),
  );
  for (const view of root.child("bookViews")?.elements("workbookView") ?? [])
    for (const name of ["activeTab", "firstSheet"]) {
      const number = view.number(name);
      const place = sheetPlace(state, number ?? 0);
      const isShown = place !== null && state.sheets.all()[place]?.isHidden === false;
      const next = isShown ? place : firstShown;
      if (next !== (number ?? 0)) view.set(name, next);
    }
}

/** The list of titles that some programs keep for file managers. It may be absent, and must not be wrong. */
function dropTitles(parts: Parts): void {
  const [properties] = parts.related("", "extended-properties");
  const root = properties === undefined ? null : parts.markup(properties);
  for (const name of ["HeadingPairs", "TitlesOfParts"]) root?.child(name)?.remove();
}

/** Results are to be computed anew by whoever opens the file. */
export function askForCalculation(context: BookContext): void {
  const { root } = context;
  const calculation = root.child("calcPr") ?? root.addInOrder(root.make("calcPr"), BOOK_ORDER);
  calculation.set("fullCalcOnLoad", 1);
  writeChain(context);
}

export function writeNamesAndViews(context: BookContext): void {
  const { state, parts } = context;
  if (state.readsAsBase) return;
  writeNames(context);
  writeViews(context);
  const [before, now] = [state.workbook.sheets, state.sheets.all()];
  if (before.length !== now.length || before.some(({ name }, i) => name !== now[i]?.name)) dropTitles(parts);
}
