import { ComponentManager, SheetCanvasPopManagerService } from "@univerjs/preset-sheets-core";
import type { JSX } from "preact";
import type { Point } from "../formula/references.ts";
import type { Grid } from "./grid.ts";

/** The name under which the grid finds the component. */
const NAME = "strongroom-cell-chip";

/** A button that hangs at a cell. */
export interface Chip {
  readonly text: string;
  /** For those who do not see the text; absent where the text says it all. */
  readonly label?: string;
  press(): void;
}

interface ChipProps {
  readonly popup: { readonly extraProps?: { readonly chip?: Chip } };
}

function CellChip({ popup }: ChipProps): JSX.Element | null {
  const chip = popup.extraProps?.chip;
  if (chip === undefined) return null;
  // The grid keeps the focus: what is typed next goes into the cell.
  return (
    <button
      type="button"
      class="xlsx-chip"
      aria-label={chip.label}
      onMouseDown={(event) => event.preventDefault()}
      onClick={chip.press}
    >
      {chip.text}
    </button>
  );
}

/** To be called once for each grid, before the first chip. */
export const registerChips = ({ univer }: Grid): void => {
  univer.__getInjector().get(ComponentManager).register(NAME, CellChip);
};

/** Shows a chip at a cell of the active sheet. @returns takes it away again */
export function hangChip(grid: Grid, { row, column }: Point, chip: Chip): () => void {
  const popups = grid.univer.__getInjector().get(SheetCanvasPopManagerService);
  const sheet = grid.book.getActiveSheet()?.getSheetId();
  const popup = { componentKey: NAME, direction: "bottom-left", extraProps: { chip } } as const;
  const hung = popups.attachPopupToCell(row, column, popup, grid.unit, sheet);
  return () => hung?.dispose();
}
