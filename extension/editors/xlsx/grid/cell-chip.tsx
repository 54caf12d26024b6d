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

function ChipButton({ popup }: ChipProps): JSX.Element | null {
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
  univer.__getInjector().get(ComponentManager).register(NAME, ChipButton);
};

/** A feature's chip: one at a time, at a cell of the active sheet. */
export class CellChip {
  readonly #grid: Grid;
  #remove: (() => void) | null = null;

  constructor(grid: Grid) {
    this.#grid = grid;
  }

  /** Takes away the one that hangs elsewhere. */
  hang({ row, column }: Point, chip: Chip): void {
    this.remove();
    const popups = this.#grid.univer.__getInjector().get(SheetCanvasPopManagerService);
    const sheet = this.#grid.book.getActiveSheet()?.getSheetId();
    const popup = { componentKey: NAME, direction: "bottom-left", extraProps: { chip } } as const;
    const hung = popups.attachPopupToCell(row, column, popup, this.#grid.unit, sheet);
    this.#remove = () => hung?.dispose();
  }

  remove(): void {
    this.#remove?.();
    this.#remove = null;
  }
}
