import { BooleanNumber, CellValueType, type ICellData, type IStyleData } from "@univerjs/core";
import type { CellInput, CellView } from "../model/workbook-model.ts";
import type { CellValue } from "../package/workbook.ts";
import { formulaToGrid } from "./function-names.ts";

type Contents = Pick<ICellData, "v" | "t" | "f" | "si" | "p">;

function valueToGrid(value: CellValue): Pick<ICellData, "v" | "t"> {
  switch (typeof value) {
    case "boolean":
      return { v: value ? 1 : 0, t: CellValueType.BOOLEAN };
    case "number":
      return { v: value, t: CellValueType.NUMBER };
    case "string":
      return { v: value, t: isNumeric(value) ? CellValueType.FORCE_STRING : CellValueType.STRING };
    default:
      return {};
  }
}

// Text that reads like a number would be taken for one.
const isNumeric = (text: string): boolean => text.trim() !== "" && Number.isFinite(Number(text));

/** A cell as the grid is given it when it opens. */
export function cellToGrid({ value, formula }: CellView, style: string | null): ICellData {
  return {
    ...valueToGrid(value),
    ...(formula === undefined ? {} : { f: formulaToGrid(formula) }),
    ...(style === null ? {} : { s: style }),
  };
}

/** Contents that take the place of whatever the grid has in a cell. A formula is computed anew. */
export function contentsToGrid({ value, formula }: CellView): Contents {
  const empty: Contents = { f: null, si: null, p: null, v: null, t: null };
  return formula === undefined
    ? { ...empty, ...valueToGrid(value) }
    : { ...empty, f: formulaToGrid(formula) };
}

/** What the grid has computed or was given, as a file holds it. */
export function valueFromGrid({ v, t, p }: ICellData): CellValue {
  const text = p?.body?.dataStream;
  if (text !== undefined) return text.replace(/\r\n$/, "").replaceAll("\r", "\n");
  if (v === undefined || v === null || v === "") return null;
  if (t === CellValueType.BOOLEAN || typeof v === "boolean") return isTrue(v);
  return t === CellValueType.FORCE_STRING || t === CellValueType.STRING ? String(v) : v;
}

const isTrue = (value: string | number | boolean): boolean =>
  value === true || value === BooleanNumber.TRUE || /^(?:1|true)$/i.test(String(value));

/** What stands in a cell of the grid, as the model takes it. `formula` is the whole of a shared one. */
export function inputFromGrid(cell: ICellData, formula: string | null): CellInput {
  return formula === null ? { value: valueFromGrid(cell) } : { formula };
}

/** Whether the grid shows in a cell what the model has in it. */
export function isShown(view: CellView, cell: ICellData, formula: string | null): boolean {
  if (view.formula !== undefined || formula !== null)
    return view.formula !== undefined && formula === formulaToGrid(view.formula);
  return view.value === valueFromGrid(cell) || (view.value ?? "") === (valueFromGrid(cell) ?? "");
}

/** Styles under names, one for each look, for the grid's table of styles. */
export class StyleNames {
  readonly styles: Record<string, IStyleData> = {};
  readonly #names = new Map<object, string>();
  readonly #prefix: string;

  /** `prefix` keeps these names apart from others in the same table. */
  constructor(prefix = "x") {
    this.#prefix = prefix;
  }

  nameOf(style: object, make: () => IStyleData): string | null {
    const known = this.#names.get(style);
    if (known !== undefined) return known === "" ? null : known;
    const data = make();
    const name = Object.keys(data).length === 0 ? "" : `${this.#prefix}${this.#names.size}`;
    this.#names.set(style, name);
    if (name !== "") this.styles[name] = data;
    return name === "" ? null : name;
  }
}
