import { splitFormula } from "../formula/formula-text.ts";
import { type Area, COLUMNS_MAX, ROWS_MAX } from "../formula/references.ts";
import type { SheetId, WorkbookModel } from "../model/workbook-model.ts";

export interface SheetArea {
  readonly sheet: SheetId;
  readonly area: Area;
}

/**
 * The place that a text names: an area, or a name of the workbook that stands for one.
 * @param sheet where the text stands
 * @returns null when there is no such place, or nobody can see it
 */
export function placeOf(model: WorkbookModel, sheet: SheetId, text: string): SheetArea | null {
  const place = areaOfText(model, sheet, text);
  return model.sheets().some(({ id, isHidden }) => id === place?.sheet && !isHidden) ? place : null;
}

/** The same, be it where nobody sees it. */
export const areaOfText = (model: WorkbookModel, sheet: SheetId, text: string): SheetArea | null =>
  areaIn(model, sheet, text) ?? areaIn(model, sheet, formulaNamed(model, text));

/** What a name of the file stands for today. */
function formulaNamed(model: WorkbookModel, wanted: string): string {
  const name = model.workbook.names.find((each) => each.name.toLowerCase() === wanted.toLowerCase());
  return name === undefined ? "" : model.formulaNow("", name.formula);
}

function areaIn(model: WorkbookModel, sheet: SheetId, text: string): SheetArea | null {
  const [part, ...more] = splitFormula(text);
  if (typeof part !== "object" || more.length > 0) return null;
  const { from, to = from } = part;
  const wanted = part.sheet?.toLowerCase();
  const found = model
    .sheets()
    .find(({ id, name }) => (wanted === undefined ? id === sheet : name.toLowerCase() === wanted));
  if (found === undefined || found.kind !== "worksheet") return null;
  const [top, bottom] = [from.row ?? 0, to.row ?? ROWS_MAX - 1];
  const [left, right] = [from.column ?? 0, to.column ?? COLUMNS_MAX - 1];
  const area = {
    ...{ top: Math.min(top, bottom), bottom: Math.max(top, bottom) },
    ...{ left: Math.min(left, right), right: Math.max(left, right) },
  };
  return { sheet: found.id, area };
}
