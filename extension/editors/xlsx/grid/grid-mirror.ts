import { SetRangeValuesMutation } from "@univerjs/preset-sheets-core";
import { cellName, columnName, type Point } from "../formula/references.ts";
import type { Grid } from "./grid.ts";
import { LastColumn } from "./last-column.ts";
import type { Selection } from "./selection.ts";

const COLUMNS_MAX = 60;

/**
 * The grid is a picture. For people who do not see it, the current row stands beside it as a table, and each cell that
 * they come to is said: its name, what it shows, its formula.
 */
export class GridMirror {
  readonly #grid: Grid;
  readonly #selection: Selection;
  readonly #lastColumn: LastColumn;
  readonly #table = document.createElement("div");
  readonly #said = document.createElement("div");
  readonly #listening: { dispose(): void };
  #due: number | null = null;

  constructor(element: HTMLElement, grid: Grid, selection: Selection) {
    this.#grid = grid;
    this.#selection = selection;
    this.#lastColumn = new LastColumn(grid);
    for (const part of [this.#table, this.#said]) part.className = "xlsx-mirror visually-hidden";
    this.#table.setAttribute("role", "grid");
    this.#table.setAttribute("aria-readonly", "true");
    this.#said.setAttribute("aria-live", "polite");
    this.#said.dataset.testid = "current-cell";
    element.append(this.#table, this.#said);
    // Also what was computed meanwhile.
    this.#listening = grid.commands.onCommandExecuted(({ id }) => {
      if (id === SetRangeValuesMutation.id) this.update();
    });
  }

  /** Soon, and once for many changes. */
  update(): void {
    this.#due ??= requestAnimationFrame(() => {
      this.#due = null;
      this.#draw();
    });
  }

  dispose(): void {
    this.#listening.dispose();
    this.#lastColumn.dispose();
    if (this.#due !== null) cancelAnimationFrame(this.#due);
    this.#table.remove();
    this.#said.remove();
  }

  #draw(): void {
    const sheet = this.#grid.book.getActiveSheet();
    const now = this.#selection.get();
    if (!sheet || now === null) return;
    const { row, column } = now.cell;
    const last = Math.min(COLUMNS_MAX, Math.max(column, this.#lastColumn.of(sheet)) + 1);
    this.#table.setAttribute("aria-label", sheet.getName());
    this.#table.setAttribute("aria-rowcount", String(sheet.getRowCount()));
    this.#table.setAttribute("aria-colcount", String(sheet.getColumnCount()));
    const line = document.createElement("div");
    line.setAttribute("role", "row");
    line.setAttribute("aria-rowindex", String(row + 1));
    for (let index = 0; index < last; index++) line.append(this.#cellElement({ row, column: index }, column));
    this.#table.replaceChildren(line);
    const words = this.#wordsOf(now.cell);
    if (this.#said.textContent !== words) this.#said.textContent = words;
  }

  #cellElement(at: Point, current: number): HTMLElement {
    const cell = document.createElement("span");
    cell.setAttribute("role", "gridcell");
    cell.setAttribute("aria-colindex", String(at.column + 1));
    cell.setAttribute("aria-label", `${columnName(at.column)}${at.row + 1} ${this.#textOf(at)}`);
    if (at.column === current) cell.setAttribute("aria-selected", "true");
    return cell;
  }

  #wordsOf(at: Point): string {
    const sheet = this.#grid.book.getActiveSheet()?.getSheetId() ?? "";
    const formula = this.#grid.formula(sheet, at.row, at.column);
    return [cellName(at), this.#textOf(at), formula].filter((part) => part).join(", ");
  }

  /** As it is shown: through the number format. */
  #textOf({ row, column }: Point): string {
    const shown = this.#grid.book.getActiveSheet()?.getCell(row, column);
    return String(shown?.v ?? shown?.p?.body?.dataStream.trim() ?? "");
  }
}
