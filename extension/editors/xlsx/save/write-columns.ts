import { historyKey } from "../model/line-histories.ts";
import { lineOf } from "../model/line-views.ts";
import { idParts } from "../model/runs.ts";
import type { SheetId } from "../model/workbook-model.ts";
import type { WorkbookState } from "../model/workbook-state.ts";
import type { Markup } from "../package/markup.ts";
import { SHEET_ORDER } from "./sheet-order.ts";

interface Stretch {
  first: number;
  last: number;
  readonly element: Markup;
}

/** Where columns of the file that share an element are now, with those that were inserted behind one of them. */
function stretchNow(state: WorkbookState, sheet: SheetId, element: Markup): Stretch | null {
  const order = state.order(sheet, "columns");
  const [min, max] = [(element.number("min") ?? 1) - 1, (element.number("max") ?? 1) - 1];
  const [from, to] = [order.place(`c${min}`), order.place(`c${max}`)];
  if (from === null || to === null) return null;
  let last = to.isLive ? to.index : to.index - 1;
  for (let slot = order.slotAt(last + 1); slot !== null; slot = order.slotAt(last + 1)) {
    const like = state.lines.baseNumber(historyKey(sheet, "columns"), slot);
    if (idParts(slot)?.prefix === "c" || like === null || like < min || like > max) break;
    last++;
  }
  return last < from.index ? null : { first: from.index, last, element };
}

/** The columns whose size or visibility somebody set, by where they are. */
function setColumns(state: WorkbookState, sheet: SheetId): number[] {
  const order = state.order(sheet, "columns");
  const slots = [...state.maps.lines.keys()].map((key) => key.split("|"));
  const places = slots
    .filter(([of, letter]) => of === sheet && letter === "c")
    .map(([, , slot]) => order.place(slot ?? ""));
  return [...new Set(places.flatMap((place) => (place?.isLive ? [place.index] : [])))].sort((a, b) => a - b);
}

/** A stretch of its own for one column. */
function cutOut(stretches: readonly Stretch[], index: number, make: () => Markup): Stretch[] {
  const own: Stretch = { first: index, last: index, element: make() };
  const rest = stretches.flatMap((each): Stretch[] => {
    if (index < each.first || index > each.last) return [each];
    for (const { name, value } of each.element.attributes()) own.element.set(name, value);
    const pieces: Stretch[] = [
      { first: each.first, last: index - 1, element: each.element },
      { first: index + 1, last: each.last, element: each.element.copy() },
    ];
    return pieces.filter(({ first, last }) => last >= first);
  });
  return [...rest, own].sort((a, b) => a.first - b.first);
}

function writeColumn(state: WorkbookState, sheet: SheetId, { first, element }: Stretch): void {
  const slot = state.order(sheet, "columns").slotAt(first) ?? "";
  const { size, isHidden } = lineOf(state, sheet, "columns", slot);
  if (size !== element.number("width"))
    element.set("width", size).set("customWidth", size === null ? null : 1);
  if (isHidden !== element.flag("hidden")) element.set("hidden", isHidden ? 1 : null);
}

/** Puts `cols` in step: where its stretches are, and the widths that people set. */
export function writeColumns(state: WorkbookState, sheet: SheetId, root: Markup): void {
  const inFile = root.child("cols");
  const elements = [...(inFile?.elements("col") ?? [])];
  let stretches = elements.flatMap((each) => stretchNow(state, sheet, each) ?? []);
  const set = setColumns(state, sheet);
  if (state.order(sheet, "columns").isBase && set.length === 0) return;
  const make = (): Markup => root.make("col");
  for (const index of set) stretches = cutOut(stretches, index, make);
  for (const stretch of stretches) {
    stretch.element.set("min", stretch.first + 1).set("max", stretch.last + 1);
    if (set.includes(stretch.first)) writeColumn(state, sheet, stretch);
  }
  if (stretches.length === 0) inFile?.remove();
  if (stretches.length === 0) return;
  const list = inFile ?? root.addInOrder(root.make("cols"), SHEET_ORDER);
  list.replaceChildren(stretches.map(({ element }) => element));
}
