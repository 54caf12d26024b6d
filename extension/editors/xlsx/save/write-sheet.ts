/** Everything of a worksheet but its cells: merges, frozen part, rules, links and what else names places in it. */
import { areaName, parseArea } from "../formula/references.ts";
import { frozenOf, mergesOf } from "../model/line-views.ts";
import { movedAreas, movedFormula, movedLine, movedRule, ruleShift } from "../model/moved-references.ts";
import type { Axis, SheetId } from "../model/workbook-model.ts";
import type { WorkbookState } from "../model/workbook-state.ts";
import type { Markup } from "../package/markup.ts";
import { areasIn } from "../package/read-format-rules.ts";
import { SHEET_ORDER } from "./sheet-order.ts";

interface SheetContext {
  readonly state: WorkbookState;
  readonly sheet: SheetId;
  readonly root: Markup;
}

const setText = (element: Markup, text: string): void => {
  if (element.text !== text) element.text = text;
};

/** Moves the areas that an attribute names. @returns false when nothing is left of them */
function moveAttribute({ state, sheet }: SheetContext, element: Markup, name: string): boolean {
  const areas = element.get(name);
  if (areas === null) return true;
  const moved = movedAreas(state, areas, sheet);
  if (moved !== null) element.set(name, moved);
  return moved !== null;
}

/** A list whose items each name areas; items without any go, and so does the list without items. */
function moveList(context: SheetContext, listName: string, name: string): void {
  const list = context.root.child(listName);
  if (list === null) return;
  for (const item of [...list.elements()]) if (!moveAttribute(context, item, name)) item.remove();
  trim(list);
}

function trim(list: Markup): void {
  const count = [...list.elements()].length;
  if (count === 0) list.remove();
  else if (list.get("count") !== null) list.set("count", count);
}

const FORMULAS = ["formula", "formula1", "formula2"];

/** Rules of formatting or validation: their formulas are meant for the first cell of their areas. */
function moveRule({ state, sheet }: SheetContext, rule: Markup, areas: string): void {
  const shift = ruleShift(state, areasIn(areas, Number.POSITIVE_INFINITY), sheet);
  for (const local of FORMULAS)
    for (const formula of rule.descendants(local)) {
      // Newer rules have the text one level deeper.
      const [inner] = formula.elements("f");
      const holder = inner ?? formula;
      setText(holder, movedRule(state, holder.text, shift, sheet));
    }
}

function moveRules(context: SheetContext): void {
  const { root } = context;
  for (const rules of [...root.elements("conditionalFormatting")]) {
    moveRule(context, rules, rules.get("sqref") ?? "");
    if (!moveAttribute(context, rules, "sqref")) rules.remove();
  }
  for (const rule of root.child("dataValidations")?.elements() ?? [])
    moveRule(context, rule, rule.get("sqref") ?? "");
  moveList(context, "dataValidations", "sqref");
}

/** Rules and sparklines of newer programs, kept in extensions: areas are text of elements there. */
function moveExtensions({ state, sheet, root }: SheetContext): void {
  for (const extension of root.child("extLst")?.elements() ?? []) {
    for (const areas of [...extension.descendants("sqref")]) {
      const holder = areas.parent;
      if (holder !== null) moveRule({ state, sheet, root }, holder, areas.text);
      const moved = movedAreas(state, areas.text, sheet);
      if (moved === null) holder?.remove();
      else setText(areas, moved);
    }
    for (const formula of extension.descendants("f"))
      if (!FORMULAS.includes(formula.parent?.local ?? ""))
        setText(formula, movedFormula(state, formula.text, sheet));
  }
}

function moveViews(context: SheetContext): void {
  const views = [...(context.root.child("sheetViews")?.elements("sheetView") ?? [])];
  for (const view of views) {
    if (!moveAttribute(context, view, "topLeftCell")) view.set("topLeftCell", null);
    for (const pane of view.elements("pane"))
      if (!moveAttribute(context, pane, "topLeftCell")) pane.set("topLeftCell", "A1");
    for (const selection of view.elements("selection"))
      for (const name of ["activeCell", "sqref"])
        if (!moveAttribute(context, selection, name)) selection.set(name, "A1");
  }
}

function moveBreaks({ state, sheet, root }: SheetContext): void {
  for (const [local, axis] of [
    ["rowBreaks", "rows"],
    ["colBreaks", "columns"],
  ] as const satisfies readonly [string, Axis][])
    for (const each of root.child(local)?.elements("brk") ?? [])
      each.set("id", movedLine(state, sheet, axis, each.number("id") ?? 0));
}

function moveLinks(context: SheetContext): void {
  for (const link of context.root.child("hyperlinks")?.elements() ?? []) {
    const location = link.get("location");
    if (location?.includes("!")) link.set("location", movedFormula(context.state, location));
  }
  moveList(context, "hyperlinks", "ref");
}

function moveFilter(context: SheetContext): void {
  const filter = context.root.child("autoFilter");
  if (filter !== null && !moveAttribute(context, filter, "ref")) filter.remove();
  const sort = context.root.child("sortState");
  if (sort !== null && !moveAttribute(context, sort, "ref")) sort.remove();
}

/** The area that programs take for used; left as it is where nothing came or went. */
function moveDimension(context: SheetContext): void {
  const dimension = context.root.child("dimension");
  if (dimension !== null && !moveAttribute(context, dimension, "ref")) dimension.remove();
}

function writeMerges({ state, sheet, root }: SheetContext): void {
  const list = root.child("mergeCells");
  const wanted = new Set(mergesOf(state, sheet).map(({ area }) => areaName(area)));
  const kept = [...(list?.elements("mergeCell") ?? [])].filter((each) => {
    const moved = movedFormula(state, each.get("ref") ?? "", sheet);
    const area = parseArea(moved);
    const name = area === null ? "" : areaName(area);
    if (!wanted.delete(name)) return false;
    each.set("ref", name);
    return true;
  });
  const made = [...wanted].map((ref) => root.make("mergeCell", { ref }));
  const all = [...kept, ...made];
  if (all.length === 0) list?.remove();
  if (all.length === 0) return;
  if (list !== null && made.length === 0 && all.length === [...list.elements()].length) return;
  const holder = list ?? root.addInOrder(root.make("mergeCells"), SHEET_ORDER);
  holder.replaceChildren(all);
  holder.set("count", all.length);
}

const paneOf = (rows: number, columns: number): string =>
  rows > 0 && columns > 0 ? "bottomRight" : rows > 0 ? "bottomLeft" : "topRight";

function freeze(root: Markup, view: Markup, rows: number, columns: number): void {
  const pane = view.child("pane") ?? view.add(root.make("pane"), [...view.elements()][0] ?? null);
  const topLeft = areaName({ top: rows, bottom: rows, left: columns, right: columns });
  const active = paneOf(rows, columns);
  pane
    .set("xSplit", columns || null)
    .set("ySplit", rows || null)
    .set("topLeftCell", topLeft)
    .set("activePane", active)
    .set("state", "frozen");
  for (const selection of [...view.elements("selection")]) selection.remove();
  view.addInOrder(root.make("selection", { pane: active }), [
    "pane",
    "selection",
    "pivotSelection",
    "extLst",
  ]);
}

function writeFrozen({ state, sheet, root }: SheetContext): void {
  const { rows, columns } = frozenOf(state, sheet);
  const before = state.baseOf(sheet)?.frozen ?? { rows: 0, columns: 0 };
  if (rows === before.rows && columns === before.columns) return;
  const views = root.child("sheetViews") ?? root.addInOrder(root.make("sheetViews"), SHEET_ORDER);
  const view = views.child("sheetView") ?? views.add(root.make("sheetView", { workbookViewId: 0 }));
  if (rows > 0 || columns > 0) freeze(root, view, rows, columns);
  else unfreeze(view);
}

function unfreeze(view: Markup): void {
  view.child("pane")?.remove();
  for (const selection of [...view.elements("selection")])
    if (selection.get("pane") !== null) selection.remove();
}

/** A new sheet's file is empty: nothing in it has moved. */
export function writeSheet(context: SheetContext): void {
  const { state, sheet } = context;
  if (!state.readsAsBase && state.baseOf(sheet) !== undefined) {
    moveDimension(context);
    moveViews(context);
    moveRules(context);
    moveExtensions(context);
    moveBreaks(context);
    moveLinks(context);
    moveFilter(context);
    moveList(context, "protectedRanges", "sqref");
    moveList(context, "ignoredErrors", "sqref");
  }
  writeMerges(context);
  writeFrozen(context);
}
