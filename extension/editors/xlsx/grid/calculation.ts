import { ICommandService } from "@univerjs/core";
import {
  FormulaDataModel,
  type FormulaExecutedStateType,
  SetArrayFormulaDataMutation,
  SetFormulaCalculationNotificationMutation,
  SetTriggerFormulaCalculationStartMutation,
} from "@univerjs/preset-sheets-core";
import { areaOf, type FormulaCell } from "./dependents.ts";
import type { FormulaIndex } from "./formula-index.ts";
import type { Grid } from "./grid.ts";

/** Longer than the grid waits for more changes before it computes. */
const QUIET_MS = 150;
const PATIENCE_MS = 10_000;
/** So long nobody changed anything: then a large book may be computed without anybody waiting for it. */
const PAUSE_MS = 1000;
/** So many formulas at a time are computed in a pause: who goes on writing does not wait for the rest of them. */
const PART = 1000;
const ONLY_HERE = { onlyLocal: true } as const;

interface Notification {
  readonly functionsExecutedState?: FormulaExecutedStateType;
  readonly stageInfo?: unknown;
}

/**
 * The grid computes what hangs on the cells that change. It knows nothing of rows and columns that came or went by the model's
 * mutations, and its memory of who depends on whom then points at the old places: after such a change everything is
 * computed anew. So each client shows the same value in each cell, whatever way it came to the same state.
 */
export class Calculation {
  readonly #grid: Grid;
  readonly #formulas: FormulaIndex;
  readonly #listening: { dispose(): void };
  readonly #waiting = new Set<() => void>();
  #isRunning = false;
  /** Every formula was computed here, whatever the file said, or will be without being asked again. */
  #isWhole = false;
  /** What is left of them once that has begun in a pause. */
  #rest: FormulaCell[] | null = null;
  #pause: ReturnType<typeof setTimeout> | undefined;
  #quiet: ReturnType<typeof setTimeout> | undefined;

  constructor(grid: Grid, formulas: FormulaIndex) {
    this.#grid = grid;
    this.#formulas = formulas;
    this.#listening = grid.commands.onCommandExecuted(({ id, params }) => {
      if (id === SetFormulaCalculationNotificationMutation.id) this.#note(params as Notification);
    });
  }

  /** Computes every formula of every sheet, soon, and works out anew what hangs on what: places moved. */
  everything(): void {
    const sheets = this.#grid.book.getSheets().map((sheet) => [sheet.getSheetId(), "1"]);
    this.#compute({ [this.#grid.unit]: Object.fromEntries(sheets) });
  }

  /** Computes once what nobody computed here yet, in the pauses that there are. To be told of each change. */
  everythingInPause(): void {
    const isGoingOn = this.#waiting.size > 0 && this.#rest !== null;
    if (!this.#isWhole && !isGoingOn) this.#goOnIn(PAUSE_MS);
  }

  /** Settles when nothing is left to compute, or it takes too long. In parts as well: who types goes on meanwhile. */
  settled(): Promise<void> {
    if (this.#pause !== undefined) {
      clearTimeout(this.#pause);
      this.#computePart();
    }
    return new Promise((resolve) => {
      const patience = setTimeout(resolve, PATIENCE_MS);
      this.#waiting.add(() => {
        clearTimeout(patience);
        resolve();
      });
      this.#waitForQuiet();
    });
  }

  dispose(): void {
    this.#listening.dispose();
    clearTimeout(this.#pause);
    clearTimeout(this.#quiet);
    this.#release();
  }

  #goOnIn(ms: number): void {
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => this.#computePart(), ms);
  }

  /** In whatever order: what hangs on a part that comes later is computed once more with that part. */
  #computePart(): void {
    this.#pause = undefined;
    this.#rest ??= this.#formulas.cells();
    const part = this.#rest?.splice(0, PART) ?? [];
    // Where it would get the whole book with each part, it gets that once
    if (this.#rest === null || this.#formulas.dependentsOf(part.map(areaOf)) === null) {
      this.#compute({});
      return;
    }
    this.#isWhole = this.#rest.length === 0;
    if (this.#isWhole) this.#rest = null;
    this.#start({ dirtyRanges: part.map((cell) => this.#rangeOf(cell)) });
  }

  #rangeOf({ sheet, row, column }: FormulaCell): object {
    const range = { startRow: row, endRow: row, startColumn: column, endColumn: column };
    return { unitId: this.#grid.unit, sheetId: sheet, range };
  }

  #compute(clearDependencyTreeCache: object): void {
    this.#isWhole = true;
    this.#rest = null;
    clearTimeout(this.#pause);
    this.#pause = undefined;
    const injector = this.#grid.univer.__getInjector();
    const formulas = injector.get(FormulaDataModel);
    formulas.setArrayFormulaRange({});
    formulas.setArrayFormulaCellData({});
    const empty = { arrayFormulaRange: {}, arrayFormulaCellData: {} };
    injector.get(ICommandService).syncExecuteCommand(SetArrayFormulaDataMutation.id, empty, ONLY_HERE);
    this.#start({ forceCalculation: true, clearDependencyTreeCache });
  }

  #start(dirty: object): void {
    const nothing = {
      forceCalculation: false,
      dirtyRanges: [],
      dirtyNameMap: {},
      dirtyDefinedNameMap: {},
      dirtySuperTableMap: {},
      dirtyUnitFeatureMap: {},
      dirtyUnitOtherFormulaMap: {},
      clearDependencyTreeCache: {},
    };
    const { commands } = this.#grid;
    commands.syncExecuteCommand(
      SetTriggerFormulaCalculationStartMutation.id,
      { ...nothing, ...dirty },
      ONLY_HERE,
    );
  }

  #note({ functionsExecutedState, stageInfo }: Notification): void {
    if (stageInfo !== undefined && stageInfo !== null) this.#isRunning = true;
    else if (functionsExecutedState !== undefined) {
      this.#isRunning = false;
      if (this.#rest !== null && this.#pause === undefined) this.#goOnIn(0);
    }
    if (this.#waiting.size > 0) this.#waitForQuiet();
  }

  #waitForQuiet(): void {
    clearTimeout(this.#quiet);
    this.#quiet = setTimeout(() => {
      if (!this.#isRunning && this.#rest === null) this.#release();
    }, QUIET_MS);
  }

  #release(): void {
    for (const resolve of this.#waiting) resolve();
    this.#waiting.clear();
  }
}
