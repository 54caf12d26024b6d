import type { IRange } from "@univerjs/core";
import { SetSelectionsOperation, SheetsSelectionsService } from "@univerjs/preset-sheets-core";
import type { Point } from "../formula/references.ts";
import type { Grid } from "./grid.ts";

export interface Selected {
  /** The grid's name of it. */
  readonly sheet: string;
  /** Where typing goes. */
  readonly cell: Point;
  readonly range: IRange;
}

/** Where the person is in the grid. */
export class Selection {
  readonly #grid: Grid;
  readonly #service: SheetsSelectionsService;

  constructor(grid: Grid) {
    this.#grid = grid;
    this.#service = grid.univer.__getInjector().get(SheetsSelectionsService);
  }

  /** Null as long as the person has been nowhere on this sheet. */
  get(): Selected | null {
    const last = this.#service.getCurrentLastSelection();
    const sheet = this.#grid.book.getActiveSheet()?.getSheetId();
    if (!last || sheet === undefined) return null;
    const { startRow, startColumn } = last.range;
    const cell = {
      row: last.primary?.actualRow ?? startRow,
      column: last.primary?.actualColumn ?? startColumn,
    };
    return { sheet, cell, range: last.range };
  }

  /** Selects an area and, unless told otherwise, brings it into view; the first cell is where typing goes. */
  set(sheet: string, range: IRange, isRevealed = true): void {
    const { startRow: row, startColumn: column } = range;
    const primary = {
      actualRow: row,
      actualColumn: column,
      startRow: row,
      endRow: row,
      startColumn: column,
      endColumn: column,
      isMerged: false,
      isMergedMainCell: false,
    };
    const params = {
      unitId: this.#grid.unit,
      subUnitId: sheet,
      selections: [{ range: { ...range }, primary, style: null }],
      reveal: isRevealed,
    };
    this.#grid.commands.syncExecuteCommand(SetSelectionsOperation.id, params);
  }

  onChange(listener: () => void): () => void {
    const moves = this.#service.selectionMoveEnd$.subscribe(listener);
    const sets = this.#service.selectionSet$.subscribe(listener);
    return () => {
      moves.unsubscribe();
      sets.unsubscribe();
    };
  }
}

export const cellRange = ({ row, column }: Point): IRange => ({
  startRow: row,
  endRow: row,
  startColumn: column,
  endColumn: column,
});

export const isSameCell = (a: Point, b: Point): boolean => a.row === b.row && a.column === b.column;
