import { ICommandService } from "@univerjs/core";
import {
  FormulaDataModel,
  type FormulaExecutedStateType,
  SetArrayFormulaDataMutation,
  SetFormulaCalculationNotificationMutation,
  SetTriggerFormulaCalculationStartMutation,
} from "@univerjs/preset-sheets-core";
import type { Grid } from "./grid.ts";

/** Longer than the grid waits for more changes before it computes. */
const QUIET_MS = 150;
const PATIENCE_MS = 10_000;
/** So long nobody changed anything: then a large book may be computed without anybody waiting for it. */
const PAUSE_MS = 1000;
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
  readonly #listening: { dispose(): void };
  readonly #waiting = new Set<() => void>();
  #isRunning = false;
  /** Every formula was computed here, whatever the file said. */
  #isWhole = false;
  #pause: ReturnType<typeof setTimeout> | undefined;
  #quiet: ReturnType<typeof setTimeout> | undefined;

  constructor(grid: Grid) {
    this.#grid = grid;
    this.#listening = grid.commands.onCommandExecuted(({ id, params }) => {
      if (id === SetFormulaCalculationNotificationMutation.id) this.#note(params as Notification);
    });
  }

  /** Computes every formula of every sheet, soon, and works out anew what hangs on what: places moved. */
  everything(): void {
    const sheets = this.#grid.book.getSheets().map((sheet) => [sheet.getSheetId(), "1"]);
    this.#compute({ [this.#grid.unit]: Object.fromEntries(sheets) });
  }

  /** Computes once what nobody computed here yet, as soon as there is a pause. To be told of each change. */
  everythingInPause(): void {
    if (this.#isWhole) return;
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => this.#compute({}), PAUSE_MS);
  }

  /** Settles when nothing is left to compute, or it takes too long. */
  settled(): Promise<void> {
    if (this.#pause !== undefined) this.#compute({});
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

  #compute(clearDependencyTreeCache: object): void {
    this.#isWhole = true;
    clearTimeout(this.#pause);
    this.#pause = undefined;
    const injector = this.#grid.univer.__getInjector();
    const formulas = injector.get(FormulaDataModel);
    formulas.setArrayFormulaRange({});
    formulas.setArrayFormulaCellData({});
    const commands = injector.get(ICommandService);
    const empty = { arrayFormulaRange: {}, arrayFormulaCellData: {} };
    commands.syncExecuteCommand(SetArrayFormulaDataMutation.id, empty, ONLY_HERE);
    const dirty = {
      forceCalculation: true,
      dirtyRanges: [],
      dirtyNameMap: {},
      dirtyDefinedNameMap: {},
      dirtySuperTableMap: {},
      dirtyUnitFeatureMap: {},
      dirtyUnitOtherFormulaMap: {},
      clearDependencyTreeCache,
    };
    commands.syncExecuteCommand(SetTriggerFormulaCalculationStartMutation.id, dirty, ONLY_HERE);
  }

  #note({ functionsExecutedState, stageInfo }: Notification): void {
    if (stageInfo !== undefined && stageInfo !== null) this.#isRunning = true;
    else if (functionsExecutedState !== undefined) this.#isRunning = false;
    if (this.#waiting.size > 0) this.#waitForQuiet();
  }

  #waitForQuiet(): void {
    clearTimeout(this.#quiet);
    this.#quiet = setTimeout(() => {
      if (!this.#isRunning) this.#release();
    }, QUIET_MS);
  }

  #release(): void {
    for (const resolve of this.#waiting) resolve();
    this.#waiting.clear();
  }
}
