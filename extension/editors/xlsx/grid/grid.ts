import {
  CommandType,
  type Workbook as GridBook,
  type ICellData,
  ICommandService,
  type IExecutionOptions,
  type IObjectMatrixPrimitiveType,
  IUniverInstanceService,
  type Nullable,
  type Univer,
  UniverInstanceType,
  type Worksheet,
} from "@univerjs/core";
import {
  FormulaDataModel,
  IFunctionService,
  LexerTreeBuilder,
  SetRangeValuesMutation,
} from "@univerjs/preset-sheets-core";

/** Says of a change that it comes from the model: the grid keeps its selection and open cell, and we do not hear ourselves. */
const FROM_MODEL = { fromCollab: true } as const;
/** Without it the grid takes a change that names no formula for one that removes it. */
const LOOKS_FROM_MODEL = { ...FROM_MODEL, fromChangeset: true } as const;

export type CellMatrix = IObjectMatrixPrimitiveType<Nullable<ICellData>>;

export interface GridMutation {
  readonly id: string;
  readonly params: Readonly<Record<string, unknown>> & { readonly subUnitId?: string };
}

/** The grid with its one workbook, as much of it as we use. */
export class Grid {
  readonly univer: Univer;
  readonly commands: ICommandService;
  readonly book: GridBook;
  readonly unit: string;
  readonly #formulas: FormulaDataModel;
  #isFromModel = false;

  /** @param unit the name of the workbook, which was created already */
  constructor(univer: Univer, unit: string) {
    const injector = univer.__getInjector();
    const book = injector
      .get(IUniverInstanceService)
      .getUnit<GridBook>(unit, UniverInstanceType.UNIVER_SHEET);
    if (book === null || book === undefined) throw new Error("There is no workbook in the grid.");
    this.univer = univer;
    this.unit = unit;
    this.commands = injector.get(ICommandService);
    this.book = book;
    this.#formulas = injector.get(FormulaDataModel);
  }

  sheet(id: string): Worksheet | null {
    return this.book.getSheetBySheetId(id) ?? null;
  }

  cell(sheet: string, row: number, column: number): ICellData {
    return this.sheet(sheet)?.getCellMatrix().getValue(row, column) ?? {};
  }

  /** With "=", also where the grid keeps only a pointer to another cell's formula; null for a cell without one. */
  formula(sheet: string, row: number, column: number): string | null {
    const { f, si } = this.cell(sheet, row, column);
    if (f) return f;
    return si ? (this.#formulas.getFormulaStringByCell(row, column, sheet, this.unit) ?? null) : null;
  }

  /** A formula that somebody typed, as files hold it: young functions have a prefix there. */
  fileFormula(formula: string): string {
    const injector = this.univer.__getInjector();
    const functions = injector.get(IFunctionService);
    const isKnown = functions.hasExecutor.bind(functions);
    return injector.get(LexerTreeBuilder).getNewFormulaWithPrefix(formula, isKnown) ?? formula;
  }

  /** Runs a mutation that the model asks for. */
  run(id: string, params: object, options: IExecutionOptions = FROM_MODEL): void {
    const before = this.#isFromModel;
    this.#isFromModel = true;
    try {
      this.commands.syncExecuteCommand(id, { unitId: this.unit, ...params }, options);
    } finally {
      this.#isFromModel = before;
    }
  }

  setCells(sheet: string, cells: CellMatrix): void {
    if (Object.keys(cells).length > 0)
      this.run(SetRangeValuesMutation.id, { subUnitId: sheet, cellValue: cells });
  }

  setStyles(sheet: string, cells: CellMatrix): void {
    if (Object.keys(cells).length === 0) return;
    this.run(SetRangeValuesMutation.id, { subUnitId: sheet, cellValue: cells }, LOOKS_FROM_MODEL);
  }

  /** Hears every change that a person makes to the workbook, after it was made. */
  onMutation(listener: (mutation: GridMutation) => void): () => void {
    const listening = this.commands.onCommandExecuted(({ id, type, params }, options) => {
      if (type !== CommandType.MUTATION || this.#isFromModel) return;
      if (options?.onlyLocal || options?.fromFormula || options?.fromCollab) return;
      const of = params as GridMutation["params"] & { readonly unitId?: string };
      if (of?.unitId === this.unit) listener({ id, params: of });
    });
    return () => listening.dispose();
  }
}
