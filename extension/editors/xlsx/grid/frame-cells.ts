import type { Univer, Workbook, Worksheet } from "@univerjs/core";
import { IRenderManagerService } from "@univerjs/preset-sheets-core";

const LINE = 16_384;

/**
 * To draw a frame the grid asks each cell in sight six times how it is shown, and each time all that have a say in it are asked.
 * Nothing changes while one frame is drawn: so each cell is asked once.
 */
export function askCellsOncePerFrame(univer: Univer, book: Workbook): void {
  const shown = univer.__getInjector().get(IRenderManagerService).getRenderById(book.getUnitId());
  // Ends with the grid
  shown?.engine.beginFrame$.subscribe(() => {
    const sheet = book.getActiveSheet();
    if (sheet) rememberCells(sheet);
  });
}

/** Until the frame's task is over, also when the drawing fails. */
export function rememberCells(sheet: Worksheet): void {
  const cells = new Map<number, ReturnType<Worksheet["getCell"]>>();
  const ask = sheet.getCell.bind(sheet);
  sheet.getCell = (row, column) => {
    const key = row * LINE + column;
    const known = cells.get(key);
    if (known !== undefined || cells.has(key)) return known;
    const cell = ask(row, column);
    cells.set(key, cell);
    return cell;
  };
  queueMicrotask(() => Reflect.deleteProperty(sheet, "getCell"));
}
