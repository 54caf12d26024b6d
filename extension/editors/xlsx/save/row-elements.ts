import { idParts, type LineId } from "../model/runs.ts";
import type { SheetId } from "../model/workbook-model.ts";
import type { WorkbookState } from "../model/workbook-state.ts";
import type { Markup } from "../package/markup.ts";
import { columnOf, rowOf } from "../package/read-cells.ts";
import type { CellValue } from "../package/workbook.ts";
import type { StyleIndex } from "./style-writer.ts";

export type Computed = (sheet: SheetId, row: number, column: number) => CellValue | undefined;

export interface RowsContext {
  readonly state: WorkbookState;
  readonly sheet: SheetId;
  readonly data: Markup;
  readonly styles: StyleIndex;
  readonly computed: Computed;
}

/** The file's elements by their numbers. A row may be there twice. */
export interface Elements {
  readonly rows: ReadonlyMap<number, readonly Markup[]>;
  cellsOf(row: number): Map<number, Markup>;
}

export function elementsOf(data: Markup): Elements {
  const rows = new Map<number, Markup[]>();
  let at = -1;
  for (const row of data.elements("row")) {
    at = rowOf(row, at);
    rows.set(at, [...(rows.get(at) ?? []), row]);
  }
  const cellsOf = (number: number): Map<number, Markup> => {
    const cells = new Map<number, Markup>();
    for (const row of rows.get(number) ?? []) {
      let column = -1;
      for (const cell of row.elements("c")) {
        column = columnOf(cell, column);
        cells.set(column, cell);
      }
    }
    return cells;
  };
  return { rows, cellsOf };
}

/** The number that the file knows a line by; null for one that it has not. */
export const numberOf = (id: LineId, prefix: string): number | null => {
  const parts = idParts(id);
  return parts?.prefix === prefix ? parts.number : null;
};
