import type { CellEdit } from "../model/edits.ts";
import type { Markup } from "../package/markup.ts";
import { BUILT_IN_FORMATS } from "../package/number-formats.ts";
import { BORDER_SIDES, type Border, type CellStyle, type StyleAttribute } from "../package/workbook.ts";

const ORDER = [
  "numFmts",
  "fonts",
  "fills",
  "borders",
  "cellStyleXfs",
  "cellXfs",
  "cellStyles",
  "dxfs",
  "tableStyles",
  "colors",
  "extLst",
];
const FONT_ORDER = [
  "b",
  "i",
  "strike",
  "condense",
  "extend",
  "outline",
  "shadow",
  "u",
  "vertAlign",
  "sz",
  "color",
  "name",
  "family",
  "charset",
  "scheme",
];
const BORDER_ORDER = ["start", "left", "end", "right", "top", "bottom", "diagonal", "vertical", "horizontal"];
const XF_ORDER = ["alignment", "protection", "extLst"];
const FIRST_OWN_FORMAT = 164;

type StyleEdit = CellEdit["style"];
type Value = CellStyle[StyleAttribute] | null | undefined;

const FONT: Partial<Record<StyleAttribute, string>> = {
  fontName: "name",
  fontSize: "sz",
  isBold: "b",
  isItalic: "i",
  underline: "u",
  isStruck: "strike",
  color: "color",
  script: "vertAlign",
};
const ALIGNMENT: Partial<Record<StyleAttribute, string>> = {
  horizontal: "horizontal",
  vertical: "vertical",
  wraps: "wrapText",
  rotation: "textRotation",
  indent: "indent",
};
const SIDES: Readonly<Record<(typeof BORDER_SIDES)[number], string>> = {
  borderTop: "top",
  borderRight: "right",
  borderBottom: "bottom",
  borderLeft: "left",
};

const argb = (color: string): string => `FF${color.slice(1).toUpperCase()}`;

export interface StyleIndex {
  /** The index for a cell that had `base` and was changed by `edit`. */
  indexFor(base: number, edit: StyleEdit): number;
}

/** Appends looks to the styles of a workbook; what is there already is never changed, because other cells have it too. */
export class StyleWriter implements StyleIndex {
  readonly #root: Markup;
  readonly #known = new Map<string, number>();

  constructor(root: Markup) {
    this.#root = root;
  }

  indexFor(base: number, edit: StyleEdit): number {
    if (edit.size === 0) return base;
    const key = `${base} ${JSON.stringify([...edit].sort(([a], [b]) => (a < b ? -1 : 1)))}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const index = this.#append(base, edit);
    this.#known.set(key, index);
    return index;
  }

  #append(base: number, edit: StyleEdit): number {
    this.#ensureDefaults();
    const list = this.#list("cellXfs");
    const xf = ([...list.elements("xf")][base] ?? [...list.elements("xf")][0])?.copy() ?? list.make("xf");
    if (has(edit, FONT)) this.#put(xf, "fonts", "fontId", "applyFont", (font) => changeFont(font, edit));
    if (edit.has("fill"))
      this.#put(xf, "fills", "fillId", "applyFill", (fill) => changeFill(fill, edit.get("fill")));
    if (BORDER_SIDES.some((side) => edit.has(side)))
      this.#put(xf, "borders", "borderId", "applyBorder", (border) => changeBorder(border, edit));
    if (edit.has("numberFormat")) this.#putFormat(xf, edit.get("numberFormat"));
    if (has(edit, ALIGNMENT)) changeAlignment(xf, edit);
    return this.#appendTo(list, xf);
  }

  /** A changed copy of what the look has so far, or one like it that is there. */
  #put(xf: Markup, listName: string, id: string, apply: string, change: (copy: Markup) => void): void {
    const list = this.#list(listName);
    const all = [...list.elements()];
    const copy = (all[xf.number(id) ?? 0] ?? all[0])?.copy() ?? list.make(listName.slice(0, -1));
    change(copy);
    const text = copy.toString();
    const same = all.findIndex((each) => each.toString() === text);
    xf.set(id, same >= 0 ? same : this.#appendTo(list, copy)).set(apply, 1);
  }

  #putFormat(xf: Markup, format: Value): void {
    const code = typeof format === "string" ? format : "General";
    xf.set("numFmtId", this.#formatId(code)).set("applyNumberFormat", 1);
  }

  #formatId(code: string): number {
    if (code === "General") return 0;
    const builtIn = [...BUILT_IN_FORMATS].find(([, each]) => each === code);
    if (builtIn !== undefined) return builtIn[0];
    const list = this.#list("numFmts");
    const own = [...list.elements("numFmt")];
    const same = own.find((each) => each.get("formatCode") === code)?.number("numFmtId");
    if (same !== undefined && same !== null) return same;
    const id = Math.max(FIRST_OWN_FORMAT - 1, ...own.map((each) => each.number("numFmtId") ?? 0)) + 1;
    this.#appendTo(list, list.make("numFmt", { numFmtId: id, formatCode: code }));
    return id;
  }

  #list(name: string): Markup {
    return this.#root.child(name) ?? this.#root.addInOrder(this.#root.make(name), ORDER);
  }

  #appendTo(list: Markup, element: Markup): number {
    const count = [...list.elements()].length;
    list.add(element);
    list.set("count", count + 1);
    return count;
  }

  /** Index 0 of each list is what a cell without a look has; some programs leave it out. */
  #ensureDefaults(): void {
    const ensure = (name: string, make: (list: Markup) => Markup): void => {
      const list = this.#list(name);
      if (list.elements().next().done) this.#appendTo(list, make(list));
    };
    ensure("fonts", (list) =>
      withChildren(list.make("font"), ["sz", { val: 11 }], ["name", { val: "Calibri" }]),
    );
    ensure("fills", (list) => withChildren(list.make("fill"), ["patternFill", { patternType: "none" }]));
    const fills = this.#list("fills");
    // The second is reserved for "gray125" (18.8.21): programs draw it whatever is written there.
    if ([...fills.elements()].length === 1)
      this.#appendTo(fills, withChildren(fills.make("fill"), ["patternFill", { patternType: "gray125" }]));
    ensure("borders", (list) =>
      withChildren(list.make("border"), ["left", {}], ["right", {}], ["top", {}], ["bottom", {}]),
    );
    ensure("cellXfs", (list) => list.make("xf", { numFmtId: 0, fontId: 0, fillId: 0, borderId: 0 }));
  }
}

const has = (edit: StyleEdit, table: Partial<Record<StyleAttribute, string>>): boolean =>
  [...edit.keys()].some((attribute) => table[attribute] !== undefined);

function withChildren(
  parent: Markup,
  ...children: readonly (readonly [string, Record<string, string | number>])[]
): Markup {
  for (const [local, attributes] of children) parent.add(parent.make(local, attributes));
  return parent;
}

function fontAttributes(
  attribute: StyleAttribute,
  value: NonNullable<Value>,
): Record<string, string | number> {
  if (attribute === "color") return { rgb: argb(String(value)) };
  if (attribute === "underline" && value === "single") return {};
  return value === true ? {} : { val: typeof value === "number" ? value : String(value) };
}

function changeFont(font: Markup, edit: StyleEdit): void {
  for (const [attribute, value] of edit) {
    const local = FONT[attribute];
    if (local === undefined) continue;
    font.child(local)?.remove();
    // A theme's font would win over the name.
    if (attribute === "fontName") font.child("scheme")?.remove();
    if (value !== null && value !== undefined)
      font.addInOrder(font.make(local, fontAttributes(attribute, value)), FONT_ORDER);
  }
}

function changeFill(fill: Markup, color: Value): void {
  fill.replaceChildren([]);
  const pattern = fill.make("patternFill", { patternType: typeof color === "string" ? "solid" : "none" });
  if (typeof color === "string") {
    pattern.add(pattern.make("fgColor", { rgb: argb(color) }));
    pattern.add(pattern.make("bgColor", { indexed: 64 }));
  }
  fill.add(pattern);
}

const isBorder = (value: Value): value is Border => typeof value === "object" && value !== null;

function changeBorder(border: Markup, edit: StyleEdit): void {
  for (const side of BORDER_SIDES) {
    if (!edit.has(side)) continue;
    const value = edit.get(side);
    const local = SIDES[side];
    border.child(local)?.remove();
    border.child(local === "left" ? "start" : local === "right" ? "end" : "")?.remove();
    const made = border.make(local, isBorder(value) ? { style: value.style } : {});
    if (isBorder(value)) made.add(made.make("color", { rgb: argb(value.color) }));
    border.addInOrder(made, BORDER_ORDER);
  }
}

function alignmentValue(value: Value): string | number | null {
  if (value === true) return 1;
  if (typeof value === "number") return value < 0 ? 90 - value : value;
  return typeof value === "string" ? value : null;
}

function changeAlignment(xf: Markup, edit: StyleEdit): void {
  const alignment = xf.child("alignment") ?? xf.addInOrder(xf.make("alignment"), XF_ORDER);
  for (const [attribute, value] of edit) {
    const name = ALIGNMENT[attribute];
    if (name !== undefined) alignment.set(name, alignmentValue(value));
  }
  xf.set("applyAlignment", 1);
}
