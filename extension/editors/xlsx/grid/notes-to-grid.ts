import type { WorkbookModel } from "../model/workbook-model.ts";

const NOTE_SIZE = { width: 160, height: 90 };

interface GridNote {
  readonly id: string;
  readonly row: number;
  readonly col: number;
  readonly width: number;
  readonly height: number;
  readonly note: string;
  readonly show: false;
}

type NotesBySheet = Record<string, Record<number, Record<number, GridNote>>>;

/** The notes of the file, as the grid keeps them: by sheet, row and column. */
export function notesOf({ workbook }: WorkbookModel): NotesBySheet {
  const bySheet: NotesBySheet = {};
  for (const { id, notes } of workbook.sheets) {
    for (const { row, column, text } of notes) {
      const rows = bySheet[id] ?? {};
      const columns = rows[row] ?? {};
      bySheet[id] = rows;
      rows[row] = columns;
      columns[column] = { id: `n${row}-${column}`, row, col: column, ...NOTE_SIZE, note: text, show: false };
    }
  }
  return bySheet;
}
