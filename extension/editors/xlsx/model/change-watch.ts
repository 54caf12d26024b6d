/** Turns what happened to the shared maps within one transaction into what a grid needs to know. */
import type { Transaction, YMapEvent } from "yjs";
import type { Point } from "../formula/references.ts";
import { CellWriters, type Meeting } from "./cell-writers.ts";
import { isFormula, MAPS, type MapName, partsOf, type StoredContent } from "./entries.ts";
import { type HistoryKey, historyKey, SHEETS } from "./line-histories.ts";
import { sheetOfKey } from "./line-operations.ts";
import type { LineOrder } from "./line-order.ts";
import { lineSteps } from "./line-steps.ts";
import { readFormula } from "./stored-formula.ts";
import type { Axis, CellConflict, CellInput, LineStep, ModelChange, SheetId } from "./workbook-model.ts";
import type { WorkbookState } from "./workbook-state.ts";

type Changed = Record<MapName, Set<string>>;
type Cell = ModelChange["cells"][number];

const AXES: Readonly<Record<string, Axis>> = { r: "rows", c: "columns" };

const nothing = (): Changed => ({
  births: new Set(),
  marks: new Set(),
  cells: new Set(),
  lines: new Set(),
  merges: new Set(),
  sheets: new Set(),
});

export class ChangeWatch {
  readonly #state: WorkbookState;
  readonly #tell: (change: ModelChange) => void;
  readonly #isOwn: (transaction: Transaction) => boolean;
  #changed = nothing();
  /** The orders as they were last told. */
  readonly #told = new Map<HistoryKey, LineOrder>();
  readonly #writers: CellWriters;

  constructor(
    state: WorkbookState,
    isOwn: (transaction: Transaction) => boolean,
    tell: (change: ModelChange) => void,
  ) {
    this.#state = state;
    this.#isOwn = isOwn;
    this.#tell = tell;
    this.#writers = new CellWriters(state.maps.cells);
    for (const key of [...state.maps.births.keys(), ...state.maps.marks.keys()]) this.#remember(ownerOf(key));
  }

  start(): () => void {
    const { maps, doc } = this.#state;
    const observers = MAPS.map((name) => {
      const observe = (event: YMapEvent<unknown>, transaction: Transaction): void =>
        this.#collect(name, event, transaction);
      maps[name].observe(observe);
      return () => maps[name].unobserve(observe);
    });
    const finish = (transaction: Transaction): void => this.#finish(transaction);
    doc.on("afterTransaction", finish);
    return () => {
      for (const stop of observers) stop();
      doc.off("afterTransaction", finish);
    };
  }

  #collect(name: MapName, event: YMapEvent<unknown>, transaction: Transaction): void {
    for (const key of event.keysChanged) {
      this.#changed[name].add(key);
      const owner = this.#state.refresh(name, key);
      if (owner !== null) this.#toldOrder(owner);
      if (name === "cells" && partsOf(key).length === 3)
        this.#writers.note(key, this.#isOwn(transaction), transaction);
    }
  }

  #remember(key: HistoryKey): void {
    this.#told.set(key, this.#state.lines.order(key));
  }

  /** An order that nobody has touched before was that of the file. */
  #toldOrder(key: HistoryKey): LineOrder {
    const told = this.#told.get(key) ?? this.#state.lines.base(partsOf(key)[1] ?? "");
    this.#told.set(key, told);
    return told;
  }

  #finish(transaction: Transaction): void {
    const changed = this.#changed;
    if (MAPS.every((name) => changed[name].size === 0)) return;
    this.#changed = nothing();
    const owners = new Set([...changed.births, ...changed.marks].map(ownerOf));
    const before = new Map([...owners].map((key) => [key, this.#toldOrder(key)]));
    for (const key of owners) this.#remember(key);
    this.#tell(this.#changeOf(transaction, changed, before));
  }

  #changeOf(
    transaction: Transaction,
    changed: Changed,
    before: ReadonlyMap<HistoryKey, LineOrder>,
  ): ModelChange {
    return {
      isLocal: this.#isOwn(transaction),
      origin: transaction.origin,
      sheets: changed.sheets.size > 0 || before.has(SHEETS),
      lines: [...before].flatMap(([key, order]) => this.#stepsOf(key, order)),
      reordered: sheetsOf(
        [...before].filter(([key, order]) => this.#isReordered(key, order)).map(([key]) => key),
      ),
      cells: [...changed.cells].flatMap((key) => this.#cellOf(key) ?? []),
      merges: sheetsOf(changed.merges),
      sizes: sheetsOf(changed.lines),
      conflicts: this.#writers.take().flatMap((meeting) => this.#conflictOf(meeting) ?? []),
    };
  }

  #stepsOf(key: HistoryKey, before: LineOrder): LineStep[] {
    const [sheet = "", letter = ""] = partsOf(key);
    const axis = AXES[letter];
    if (axis === undefined) return [];
    return lineSteps(before, this.#state.lines.order(key)).map((step) => ({ sheet, axis, ...step }));
  }

  #isReordered(key: HistoryKey, before: LineOrder): boolean {
    return key !== SHEETS && before.permutationKey !== this.#state.lines.order(key).permutationKey;
  }

  #cellOf(key: string): Cell | null {
    const [sheet = "", rowId = "", columnId = "", attribute] = partsOf(key);
    const at = this.#pointOf(sheet, rowId, columnId);
    return at === null ? null : { sheet, ...at, what: attribute === undefined ? "content" : "style" };
  }

  #conflictOf({ key, isOwnKept, kept, lost, by }: Meeting): CellConflict | null {
    const [sheet = "", row = "", column = ""] = partsOf(key);
    const point = this.#pointOf(sheet, row, column);
    if (point === null) return null;
    const read = (content: StoredContent): CellInput =>
      isFormula(content)
        ? { formula: `=${readFormula(content, { sheet, ...point }, this.#state)}` }
        : { value: content };
    const place = { sheet, row, column };
    return {
      at: { sheet, ...point },
      place,
      isOwnKept,
      kept: read(kept),
      lost: lost === undefined ? null : read(lost),
      by,
    };
  }

  #pointOf(sheet: SheetId, rowId: string, columnId: string): Point | null {
    const row = this.#state.lines.order(historyKey(sheet, "rows")).indexOf(rowId);
    const column = this.#state.lines.order(historyKey(sheet, "columns")).indexOf(columnId);
    return row === null || column === null ? null : { row, column };
  }
}

const ownerOf = (key: string): HistoryKey => partsOf(key).slice(0, 2).join("|");

const sheetsOf = (keys: Iterable<string>): SheetId[] => [...new Set([...keys].map(sheetOfKey))];
