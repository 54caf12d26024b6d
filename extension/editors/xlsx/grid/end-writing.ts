import {
  DeviceInputEventType,
  IEditorBridgeService,
  SetCellEditVisibleOperation,
} from "@univerjs/preset-sheets-core";
import type { Grid } from "./grid.ts";

/** Whether a cell's text is being written: it is in the cell only once that ends. */
export const isWriting = ({ univer }: Grid): boolean =>
  univer.__getInjector().get(IEditorBridgeService).isVisible().visible;

/** Puts what is being written into its cell, as a click on another one does; the selection stays. */
export function endWriting(grid: Grid): void {
  if (!isWriting(grid)) return;
  grid.commands.syncExecuteCommand(SetCellEditVisibleOperation.id, {
    visible: false,
    eventType: DeviceInputEventType.PointerDown,
    unitId: grid.unit,
  });
}

// Menus and dialogs of the grid, which it puts beside the page.
const GRID_LAYERS = "[data-u-comp], .univer-theme";

interface Surroundings {
  /** Of the grid, and what it lies in together with what is said about it. */
  readonly root: HTMLElement;
  readonly element: HTMLElement;
  readonly signal: AbortSignal;
}

/** What a person types is in the document when they leave for the page around it, or ask for it to be saved. */
export function endWritingInTime(grid: Grid, { root, element, signal }: Surroundings): void {
  root.addEventListener(
    "focusout",
    ({ relatedTarget }) => {
      const isOutside = relatedTarget instanceof Element && !element.contains(relatedTarget);
      if (isOutside && !relatedTarget.closest(GRID_LAYERS)) endWriting(grid);
    },
    { signal },
  );
  const onKey = (event: KeyboardEvent): void => {
    if (event.key.toLowerCase() === "s" && (event.ctrlKey || event.metaKey)) endWriting(grid);
  };
  window.addEventListener("keydown", onKey, { capture: true, signal });
}
