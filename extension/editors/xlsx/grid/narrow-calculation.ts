import {
  type FormulaDataModel,
  ICalculateFormulaService,
  type IFormulaDatasetConfig,
} from "@univerjs/preset-sheets-core";
import { rangeToArea } from "./areas.ts";
import type { FormulaCell, PlacedArea } from "./dependents.ts";
import type { FormulaIndex } from "./formula-index.ts";
import type { Grid } from "./grid.ts";

type Formulas = ReturnType<FormulaDataModel["getFormulaData"]>;

/**
 * The grid reads every formula of the book and works out anew what hangs on what, each time that one cell changes. Here it
 * gets to know of those formulas only that hang on the change, and forgets them again. Where their text does not say what
 * hangs on what, it gets all of them, as before.
 */
export function narrowCalculation(grid: Grid, index: FormulaIndex): void {
  const engine = grid.univer.__getInjector().get(ICalculateFormulaService);
  const execute = engine.execute.bind(engine);
  Object.assign(engine, {
    execute: (task: IFormulaDatasetConfig) => execute(narrowed(grid, index, task) ?? task),
  });
}

function narrowed(
  grid: Grid,
  index: FormulaIndex,
  task: IFormulaDatasetConfig,
): IFormulaDatasetConfig | null {
  if (task.forceCalculate || !isOfCells(task)) return null;
  const areas = task.dirtyRanges.flatMap(({ unitId, sheetId, range }) =>
    unitId === grid.unit ? [placed(sheetId, rangeToArea(range))] : [],
  );
  const cells = index.dependentsOf(areas);
  if (cells === null) return null;
  const sheets = grid.book.getSheets().map((sheet) => [sheet.getSheetId(), "1"]);
  return {
    ...task,
    formulaData: { [grid.unit]: formulasOf(cells) },
    clearDependencyTreeCache: { [grid.unit]: Object.fromEntries(sheets) },
  };
}

/** Nothing changed but what stands in cells, and nothing spills from one cell into others. */
const isOfCells = (task: IFormulaDatasetConfig): boolean =>
  [
    ...[task.dirtyNameMap, task.dirtyDefinedNameMap, task.dirtySuperTableMap, task.dirtyUnitFeatureMap],
    task.arrayFormulaRange,
  ].every(isEmpty);

const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || (typeof value === "object" && Object.values(value).every(isEmpty));

/** Where a whole line is meant, the grid says so by no number. */
function placed(sheet: string, { top, bottom, left, right }: Omit<PlacedArea, "sheet">): PlacedArea {
  const end = Number.POSITIVE_INFINITY;
  return {
    sheet,
    top: top || 0,
    left: left || 0,
    bottom: bottom >= 0 ? bottom : end,
    right: right >= 0 ? right : end,
  };
}

function formulasOf(cells: readonly FormulaCell[]): NonNullable<Formulas[string]> {
  const sheets: Record<string, Record<number, Record<number, { f: string }>>> = {};
  for (const { sheet, row, column, formula } of cells) {
    const rows = sheets[sheet] ?? {};
    rows[row] = { ...rows[row], [column]: { f: formula } };
    sheets[sheet] = rows;
  }
  return sheets;
}
