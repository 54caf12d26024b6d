import type { Markup } from "../package/markup.ts";
import type { CellValue } from "../package/workbook.ts";

/** What computing gives where it fails, in every program's words. */
export const ERRORS =
  /^#(NULL!|DIV\/0!|VALUE!|REF!|NAME\?|NUM!|N\/A|GETTING_DATA|SPILL!|CALC!|FIELD!|BLOCKED!|UNKNOWN!|CONNECT!)$/;

// Characters that XML cannot hold, and text that would be read as standing for one (ECMA-376 part 1, 22.4.2.4).
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)/g;

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

const escaped = (text: string): string =>
  text.replaceAll(
    UNWRITABLE,
    (each) => `_x${each.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}_`,
  );

function addText(cell: Markup, local: string, text: string): void {
  const element = cell.make(local);
  element.text = text;
  cell.add(element);
}

function clear(cell: Markup): void {
  cell.replaceChildren([]);
  // Type, and the marks of rich values and dynamic arrays, belong to what was there.
  for (const name of ["t", "cm", "vm"]) cell.set(name, null);
}

function putInline(cell: Markup, text: string): void {
  cell.set("t", "inlineStr");
  const inline = cell.make("is");
  const run = inline.make("t", { "xml:space": "preserve" });
  run.text = escaped(text);
  inline.add(run);
  cell.add(inline);
}

/** A value that was typed. */
export function putValue(cell: Markup, value: CellValue): void {
  clear(cell);
  if (typeof value === "number") addText(cell, "v", String(value));
  else if (typeof value === "boolean") {
    cell.set("t", "b");
    addText(cell, "v", value ? "1" : "0");
  } else if (value !== null && value !== "") putInline(cell, value);
}

/** What a formula gave last, for readers that do not compute. */
export function putComputed(cell: Markup, value: CellValue): void {
  cell.child("v")?.remove();
  const type =
    typeof value === "boolean" ? "b" : typeof value !== "string" ? null : ERRORS.test(value) ? "e" : "str";
  cell.set("t", type);
  if (value === null) return;
  addText(cell, "v", typeof value === "boolean" ? String(Number(value)) : escaped(String(value)));
}

export function putFormula(cell: Markup, formula: string, computed: CellValue | undefined): void {
  clear(cell);
  // Formulas have no way to write them, and one would spoil the whole part.
  addText(cell, "f", formula.replaceAll(CONTROLS, ""));
  if (computed !== undefined) putComputed(cell, computed);
}

const isClose = (a: number, b: number): boolean =>
  Math.abs(a - b) <= 1e-12 * Math.max(Math.abs(a), Math.abs(b), 1);

/** Another program's number is kept where ours differs in the last digit, and its result where our engine lacks a function. */
export function isWorthPutting(old: CellValue, computed: CellValue | undefined): computed is CellValue {
  if (computed === undefined || computed === old || computed === "#NAME?") return false;
  if (typeof old === "number" && typeof computed === "number") return !isClose(old, computed);
  return !(old === null && computed === "") && !(old === "" && computed === null);
}
