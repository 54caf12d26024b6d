import type { CellStyle, StyleAttribute } from "../package/workbook.ts";
import { isAttribute, isStyleValue, parseContent, partsOf, type StoredContent } from "./entries.ts";
import type { LineId } from "./runs.ts";
import type { SheetId } from "./workbook-model.ts";

/** What people changed of one cell. */
export interface CellEdit {
  /** Undefined: as in the file. */
  content: StoredContent | undefined;
  /** Only changed attributes; null is the workbook's default. */
  readonly style: Map<StyleAttribute, CellStyle[StyleAttribute] | null>;
}

type Rows = Map<LineId, Map<LineId, CellEdit>>;

/** The changed cells by the ids of their records. */
export class CellEdits {
  readonly #sheets = new Map<SheetId, Rows>();

  at(sheet: SheetId, row: LineId, column: LineId): CellEdit | undefined {
    return this.#sheets.get(sheet)?.get(row)?.get(column);
  }

  row(sheet: SheetId, row: LineId): ReadonlyMap<LineId, CellEdit> | undefined {
    return this.#sheets.get(sheet)?.get(row);
  }

  rows(sheet: SheetId): ReadonlyMap<LineId, ReadonlyMap<LineId, CellEdit>> {
    return this.#sheets.get(sheet) ?? new Map();
  }

  /** Takes in an entry of the map `cells`: `sheet|row|column`, or with `|attribute` behind. */
  refresh(key: string, value: unknown): void {
    const [sheet = "", row = "", column = "", attribute] = partsOf(key);
    const edit = this.#made(sheet, row, column);
    if (attribute === undefined) edit.content = parseContent(value);
    else if (!isAttribute(attribute)) return;
    else if (value === undefined || !isStyleValue(attribute, value)) edit.style.delete(attribute);
    else edit.style.set(attribute, value as CellStyle[StyleAttribute] | null);
  }

  #made(sheet: SheetId, row: LineId, column: LineId): CellEdit {
    const rows: Rows = this.#sheets.get(sheet) ?? new Map();
    this.#sheets.set(sheet, rows);
    const cells = rows.get(row) ?? new Map<LineId, CellEdit>();
    rows.set(row, cells);
    const edit = cells.get(column) ?? { content: undefined, style: new Map() };
    cells.set(column, edit);
    return edit;
  }
}
