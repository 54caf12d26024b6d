import {
  DOCS_NORMAL_EDITOR_UNIT_ID_KEY,
  type DocumentDataModel,
  IUniverInstanceService,
  UniverInstanceType,
} from "@univerjs/core";
import {
  DeviceInputEventType,
  IEditorBridgeService,
  KeyCode,
  SetActivateCellEditOperation,
  SetCellEditVisibleOperation,
} from "@univerjs/preset-sheets-core";
import type { Point } from "../formula/references.ts";
import type { Grid } from "./grid.ts";
import { cellRange, type Selection } from "./selection.ts";

interface Activated {
  /** The grid draws the field for writing where this says. */
  readonly primary: Record<"actualRow" | "actualColumn" | RangeKey, number>;
}

type RangeKey = "startRow" | "endRow" | "startColumn" | "endColumn";

/**
 * The cell whose text is being written. The grid moves it by itself when lines come or go, on whatever sheet they do, and
 * not when they change places: so after each change of others it is put where the model says its cell is.
 */
export class WrittenCell {
  readonly #grid: Grid;
  readonly #listening: { dispose(): void };
  #activated: Activated | null = null;

  constructor(grid: Grid) {
    this.#grid = grid;
    this.#listening = grid.commands.onCommandExecuted(({ id, params }) => {
      if (id === SetActivateCellEditOperation.id) this.#activated = params as Activated;
    });
    this.#keepText();
  }

  /** The grid reads a cell anew when one of its place changes, on whatever sheet: what is just written in it would be gone. */
  #keepText(): void {
    const bridge = this.#grid.univer.__getInjector().get(IEditorBridgeService);
    const refresh = bridge.refreshEditCellState.bind(bridge);
    bridge.refreshEditCellState = () => {
      if (!bridge.isVisible().visible) refresh();
    };
  }

  /** What was written so far. */
  text(): string {
    const body = this.#grid.univer
      .__getInjector()
      .get(IUniverInstanceService)
      .getUnit<DocumentDataModel>(DOCS_NORMAL_EDITOR_UNIT_ID_KEY, UniverInstanceType.UNIVER_DOC)
      ?.getSnapshot().body;
    return (body?.dataStream ?? "").replace(/\r\n$/, "");
  }

  /** Writing goes on where the cell is now. */
  follow(to: Point, selection: Selection): void {
    const bridge = this.#grid.univer.__getInjector().get(IEditorBridgeService);
    const at = bridge.getEditLocation();
    const now = selection.get();
    if (!at) return;
    bridge.updateEditLocation(to.row, to.column);
    if (now !== null && (now.cell.row !== to.row || now.cell.column !== to.column))
      selection.set(now.sheet, cellRange(to), false);
    if (this.#activated === null) return;
    const { row: actualRow, column: actualColumn } = to;
    const range = { startRow: to.row, endRow: to.row, startColumn: to.column, endColumn: to.column };
    Object.assign(this.#activated.primary, { actualRow, actualColumn, ...range });
    bridge.refreshEditCellPosition(false);
  }

  /** There is no such cell any more. */
  cancel(): void {
    this.#grid.commands.syncExecuteCommand(SetCellEditVisibleOperation.id, {
      visible: false,
      eventType: DeviceInputEventType.Keyboard,
      keycode: KeyCode.ESC,
      unitId: this.#grid.unit,
    });
  }

  dispose(): void {
    this.#listening.dispose();
  }
}
