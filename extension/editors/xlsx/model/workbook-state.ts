/** The shared maps together with what was worked out from them, kept in step with every change, whoever made it. */
import type { Doc, Map as YMap } from "yjs";
import type { BaseSheet, Workbook } from "../package/workbook.ts";
import { CellEdits } from "./edits.ts";
import { keyOf, MAPS, type MapName, type SharedMaps, sharedMaps } from "./entries.ts";
import { type HistoryKey, historyKey, LineHistories, SHEETS } from "./line-histories.ts";
import type { LineOrder } from "./line-order.ts";
import { SheetList } from "./sheet-list.ts";
import type { FormulaScope } from "./stored-formula.ts";
import type { Axis, SheetId } from "./workbook-model.ts";

/** Prefix of every id made by one model: nobody else's has it. */
function freshPrefix(): string {
  const [high = 0, low = 0] = crypto.getRandomValues(new Uint32Array(2));
  return `x${high.toString(36)}${low.toString(36)}n`;
}

export class WorkbookState implements FormulaScope {
  readonly doc: Doc;
  readonly workbook: Workbook;
  readonly maps: SharedMaps;
  readonly lines: LineHistories;
  readonly edits = new CellEdits();
  readonly #bases: ReadonlyMap<SheetId, BaseSheet>;
  readonly #prefix = freshPrefix();
  #ids = 0;
  #sheets: SheetList | null = null;

  constructor(doc: Doc, workbook: Workbook) {
    this.doc = doc;
    this.workbook = workbook;
    this.maps = sharedMaps(doc);
    this.lines = new LineHistories(workbook.sheets.length);
    this.#bases = new Map(workbook.sheets.map((sheet) => [sheet.id, sheet]));
    for (const name of MAPS) for (const key of this.maps[name].keys()) this.refresh(name, key);
  }

  newId(): string {
    this.#ids++;
    return this.#prefix + this.#ids.toString(36);
  }

  /** The sheet as the file has it; undefined for one that was added. */
  baseOf(sheet: SheetId): BaseSheet | undefined {
    return this.#bases.get(sheet);
  }

  /** `undefined` takes the entry away. */
  put(name: MapName, key: string, value: unknown): void {
    const map: YMap<unknown> = this.maps[name];
    if (value === undefined) map.delete(key);
    else map.set(key, value);
    this.refresh(name, key);
  }

  /** Takes in what stands under a key now. @returns whose order it changes, if any */
  refresh(name: MapName, key: string): HistoryKey | null {
    const value = this.maps[name].get(key);
    if (name === "cells") this.edits.refresh(key, value);
    if (name === "sheets") this.#sheets = null;
    if (name !== "births" && name !== "marks") return null;
    this.#sheets = null;
    return name === "births" ? this.lines.refreshBirth(key, value) : this.lines.refreshMark(key, value);
  }

  order(sheet: SheetId, axis: Axis): LineOrder {
    return this.lines.order(historyKey(sheet, axis));
  }

  get sheets(): SheetList {
    this.#sheets ??= new SheetList(this.workbook, this.lines.order(SHEETS), (sheet, what) =>
      this.maps.sheets.get(keyOf(sheet, what)),
    );
    return this.#sheets;
  }

  nameOf(sheet: SheetId): string | null {
    return this.sheets.get(sheet)?.name ?? null;
  }

  sheetNamed(name: string): SheetId | null {
    return this.sheets.named(name)?.id ?? null;
  }

  /** Every formula of the file reads as it does there. */
  get readsAsBase(): boolean {
    return this.lines.isEmpty && this.maps.sheets.size === 0;
  }

  /** For what the file says: its own lines and names. */
  readonly baseScope: FormulaScope = {
    order: (_sheet, axis) => this.lines.base(axis === "rows" ? "r" : "c"),
    nameOf: (sheet) => this.#bases.get(sheet)?.name ?? null,
    sheetNamed: (name) => {
      const wanted = name.toLowerCase();
      return this.workbook.sheets.find((sheet) => sheet.name.toLowerCase() === wanted)?.id ?? null;
    },
  };
}
