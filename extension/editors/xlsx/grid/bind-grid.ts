import type { Point } from "../formula/references.ts";
import type { ModelChange, SheetId, WorkbookModel } from "../model/workbook-model.ts";
import { Calculation } from "./calculation.ts";
import { FormulaIndex } from "./formula-index.ts";
import type { Grid, GridMutation } from "./grid.ts";
import { type Heard, hear } from "./hear-grid.ts";
import { narrowCalculation } from "./narrow-calculation.ts";
import { SheetIds } from "./sheet-ids.ts";
import { showCells, showFormulas, showSheet, type Target } from "./show-cells.ts";
import { showMerges, showSizes, showStep } from "./show-lines.ts";
import { showSheets } from "./show-sheets.ts";
import { tellModel } from "./tell-model.ts";

export interface BindingOptions {
  readonly model: WorkbookModel;
  readonly grid: Grid;
  /** Whether what a person does here goes into the model; else it is taken back in the grid. */
  mayWrite(): boolean;
  /** After the grid shows a change, whoever made it. */
  onChange(change: ModelChange): void;
}

/**
 * Keeps the grid a view of the model. What a person does is told to the model in its own terms, never as the grid's
 * mutations; what others did, and what undo takes back, is shown by mutations that are marked as coming from the model.
 */
export class GridBinding {
  readonly ids = new SheetIds();
  readonly calculation: Calculation;
  readonly #options: BindingOptions;
  readonly #target: Target;
  readonly #endings: (() => void)[];
  #isStepOpen = false;
  #isCheckDue = false;
  #isLookDue = false;
  #isDisposed = false;

  constructor(options: BindingOptions) {
    const { model, grid } = options;
    this.#options = options;
    this.#target = { model, grid, ids: this.ids };
    const formulas = new FormulaIndex(grid);
    this.calculation = new Calculation(grid, formulas);
    narrowCalculation(grid, formulas);
    this.#endings = [
      grid.onMutation((mutation) => this.#tell(mutation)),
      model.observe((change) => this.#show(change)),
      () => this.calculation.dispose(),
      () => formulas.dispose(),
    ];
    // One step of undo is what one command of the grid did, however long it takes.
    model.undoManager().captureTimeout = Number.POSITIVE_INFINITY;
    if (model.doc.store.clients.size > 0) this.calculation.everything();
  }

  dispose(): void {
    this.#isDisposed = true;
    for (const end of this.#endings) end();
  }

  #tell(mutation: GridMutation): void {
    const heard = hear(mutation);
    if (heard.length === 0) return;
    if (!this.#options.mayWrite()) {
      this.#takeBack();
      return;
    }
    this.#openStep();
    const sheet = mutation.params.subUnitId ?? "";
    this.#options.model.together(() => {
      for (const each of heard) tellModel(this.#target, sheet, each);
    });
    if (heard.some(isStructure)) this.#checkSoon();
    else this.#readBack(sheet, heard);
  }

  #openStep(): void {
    if (this.#isStepOpen) return;
    this.#isStepOpen = true;
    this.#options.model.undoManager().stopCapturing();
    setTimeout(() => {
      this.#isStepOpen = false;
    }, 0);
  }

  /** A formula reads as the model writes it: `'Sheet1'!A1` as `Sheet1!A1`. */
  #readBack(sheet: string, heard: readonly Heard[]): void {
    for (const each of heard) {
      if (each.kind !== "cells") continue;
      const on = each.sheet ?? sheet;
      const formulas = each.points.filter(({ row, column }) => this.#target.grid.formula(on, row, column));
      queueMicrotask(() => showCells(this.#target, this.ids.model(on), formulas));
    }
  }

  /** The grid has its own idea of how formulas read after rows came or went; once it has written it, ours counts. */
  #checkSoon(): void {
    if (this.#isCheckDue) return;
    this.#isCheckDue = true;
    setTimeout(() => {
      this.#isCheckDue = false;
      this.#showEveryFormula();
      for (const { id } of this.#options.model.sheets()) showMerges(this.#target, id);
      this.#computeMoved();
    }, 0);
  }

  #takeBack(): void {
    setTimeout(() => {
      showSheets(this.#target);
      for (const { id } of this.#options.model.sheets()) this.#showAll(id);
      this.calculation.everything();
    }, 0);
  }

  /**
   * As long as nobody changed anything the file's own results are shown. After the first change everybody's grid computes
   * everything itself, also that of somebody who comes later; what hangs on the change does not wait for that.
   */
  #show(change: ModelChange): void {
    if (change.origin !== this.#options.model.origin) this.#showChange(change);
    this.calculation.everythingInPause();
    this.#options.onChange(change);
  }

  #showChange({ sheets, lines, reordered, cells, merges, sizes }: ModelChange): void {
    const target = this.#target;
    if (sheets) showSheets(target);
    for (const step of lines) showStep(target, step);
    const moved = new Set(lines.map(({ sheet }) => sheet));
    for (const sheet of new Set([...reordered, ...moved])) this.#showAll(sheet);
    for (const [sheet, points] of bySheet(cells)) showCells(target, sheet, points);
    for (const sheet of merges) showMerges(target, sheet);
    for (const sheet of sizes) showSizes(target, sheet);
    if (!sheets && lines.length === 0 && reordered.length === 0) return;
    this.#showEveryFormula();
    this.#computeMoved();
  }

  /**
   * What was being computed when cells moved is still written to where they were. So once everything is computed, cells
   * that hold no formula are looked at again.
   */
  #computeMoved(): void {
    this.calculation.everything();
    this.#isLookDue ||= this.#lookAgain();
  }

  #lookAgain(): true {
    void this.calculation.settled().then(() => {
      this.#isLookDue = false;
      if (this.#isDisposed) return;
      for (const { id } of this.#options.model.sheets()) showSheet(this.#target, id);
    });
    return true;
  }

  #showAll(sheet: SheetId): void {
    showSheet(this.#target, sheet);
    showMerges(this.#target, sheet);
    showSizes(this.#target, sheet);
  }

  #showEveryFormula(): void {
    for (const { id } of this.#options.model.sheets()) showFormulas(this.#target, id);
  }
}

const isStructure = ({ kind }: Heard): boolean => !["cells", "sizes", "merges", "frozen"].includes(kind);

function bySheet(cells: ModelChange["cells"]): Map<SheetId, Point[]> {
  const groups = new Map<SheetId, Point[]>();
  for (const { sheet, row, column } of cells) {
    const points = groups.get(sheet) ?? [];
    points.push({ row, column });
    groups.set(sheet, points);
  }
  return groups;
}
