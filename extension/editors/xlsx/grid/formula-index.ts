import {
  CommandType,
  type ICommandInfo,
  type IObjectMatrixPrimitiveType,
  type Nullable,
  ObjectMatrix,
} from "@univerjs/core";
import {
  FormulaDataModel,
  type IFormulaDataItem,
  SetRangeValuesMutation,
} from "@univerjs/preset-sheets-core";
import { Dependents, type FormulaCell, type PlacedArea } from "./dependents.ts";
import type { CellMatrix, Grid } from "./grid.ts";

type Formulas = ReturnType<FormulaDataModel["getFormulaData"]>;
type Sheet = IObjectMatrixPrimitiveType<Nullable<IFormulaDataItem>>;

/** A private method of the grid's; without it everything works, only slower. */
const POINTED_AT = "_getSheetFormulaIdMap";

interface Written {
  readonly unitId: string;
  readonly subUnitId: string;
  readonly cellValue?: CellMatrix;
}

/**
 * Where the formulas are. The grid looks through every cell of the book for that, twice for each change and once more before
 * it computes; here it is known, and only what was written since is looked at. Anything else than cells that are written,
 * and formulas that the grid keeps as pointers to others, are left to the grid.
 */
export class FormulaIndex {
  readonly #grid: Grid;
  readonly #scan: () => Formulas;
  readonly #listening: { dispose(): void };
  #known: Formulas | null = null;
  #written: Written[] = [];
  /** The cells whose change the grid takes in just now. */
  #asked: Written | null = null;
  #hasPointers = false;
  #dependents: Dependents | null = null;

  constructor(grid: Grid) {
    this.#grid = grid;
    const formulas = grid.univer.__getInjector().get(FormulaDataModel);
    this.#scan = formulas.getFormulaData.bind(formulas);
    const update = formulas.updateFormulaData.bind(formulas);
    Object.assign(formulas, {
      getFormulaData: () => this.#given(),
      updateFormulaData: (...[unitId, subUnitId, cellValue]: Parameters<typeof update>) => {
        this.#asked = { unitId, subUnitId, cellValue };
        try {
          return update(unitId, subUnitId, cellValue);
        } finally {
          this.#asked = null;
        }
      },
    });
    const pointedAt: unknown = Reflect.get(formulas, POINTED_AT);
    if (typeof pointedAt === "function")
      Object.assign(formulas, {
        [POINTED_AT]: (unit: string, sheet: string): unknown =>
          this.#current() === null ? pointedAt.call(formulas, unit, sheet) : {},
      });
    this.#listening = grid.commands.onCommandExecuted((command) => this.#note(command));
  }

  dispose(): void {
    this.#listening.dispose();
  }

  /** The formulas in these areas, and those that hang on them; null when only the grid can tell. */
  dependentsOf(areas: readonly PlacedArea[]): FormulaCell[] | null {
    return this.#hanging()?.of(areas) ?? null;
  }

  /** Every formula; null when only the grid can tell what hangs on it. */
  cells(): FormulaCell[] | null {
    return this.#hanging()?.all() ?? null;
  }

  #hanging(): Dependents | null {
    const known = this.#current()?.[this.#grid.unit];
    if (!known) return null;
    this.#dependents ??= dependentsIn(this.#grid, known);
    return this.#dependents;
  }

  #note({ id, type, params }: ICommandInfo): void {
    if (this.#hasPointers) return;
    if (id === SetRangeValuesMutation.id) this.#written.push(params as Written);
    else if (type === CommandType.MUTATION && id.startsWith("sheet.mutation.")) this.#known = null;
  }

  /** Who takes in a change looks through all of what he gets for pointers: where there are none, he gets what stood in its cells. */
  #given(): Formulas {
    const known = this.#current();
    if (known === null) return copyOf(this.#scan());
    return this.#asked === null ? copyOf(known) : copyAt(known, this.#asked);
  }

  /** Null when there are, or once were, pointers among the formulas. */
  #current(): Formulas | null {
    const written = this.#written;
    this.#written = [];
    if (this.#hasPointers) return null;
    const known = this.#known;
    if (known !== null && written.every((each) => this.#apply(known, each))) return known;
    this.#known = this.#scan();
    this.#dependents = null;
    this.#hasPointers = hasPointers(this.#known);
    return this.#hasPointers ? null : this.#known;
  }

  /** Whether that could be done. */
  #apply(known: Formulas, { unitId, subUnitId, cellValue = {} }: Written): boolean {
    const sheet = known[unitId]?.[subUnitId];
    if (!sheet) return false;
    for (const row of Object.keys(cellValue).map(Number))
      for (const column of Object.keys(cellValue[row] ?? {}).map(Number)) {
        const { f, si } = this.#grid.cell(subUnitId, row, column);
        if (si) return false;
        const formula = f?.startsWith("=") && f.length > 1 ? f : null;
        // What was computed is written beside the formula, which stays as it is
        if ((sheet[row]?.[column]?.f ?? null) === formula) continue;
        put(sheet, { row, column, formula });
        if (unitId === this.#grid.unit) this.#dependents?.put(subUnitId, { row, column }, formula);
      }
    return true;
  }
}

function put(sheet: Sheet, at: { row: number; column: number; formula: string | null }): void {
  const row = sheet[at.row] ?? {};
  if (at.formula === null) delete row[at.column];
  else row[at.column] = { f: at.formula };
  if (Object.keys(row).length === 0) delete sheet[at.row];
  else sheet[at.row] = row;
}

function dependentsIn(grid: Grid, sheets: NonNullable<Formulas[string]>): Dependents {
  const names = new Map(
    grid.book.getSheets().map((sheet) => [sheet.getName().toLowerCase(), sheet.getSheetId()]),
  );
  const dependents = new Dependents((name) => names.get(name.toLowerCase()) ?? null);
  for (const [id, sheet] of Object.entries(sheets))
    new ObjectMatrix<Nullable<IFormulaDataItem>>(sheet ?? {}).forValue((row, column, cell) => {
      if (cell?.f) dependents.put(id, { row, column }, cell.f);
    });
  return dependents;
}

/** What asks writes into what it gets. */
function copyOf(formulas: Formulas): Formulas {
  const copy: Formulas = {};
  for (const [unit, sheets] of Object.entries(formulas)) {
    copy[unit] = {};
    for (const [id, sheet] of Object.entries(sheets ?? {}))
      copy[unit][id] = Object.fromEntries(
        Object.entries(sheet ?? {}).map(([row, cells]) => [row, { ...cells }]),
      );
  }
  return copy;
}

function copyAt(formulas: Formulas, { unitId, subUnitId, cellValue = {} }: Written): Formulas {
  const copy: Sheet = {};
  for (const row of Object.keys(cellValue).map(Number)) {
    const cells = formulas[unitId]?.[subUnitId]?.[row];
    if (cells) copy[row] = { ...cells };
  }
  return { [unitId]: { [subUnitId]: copy } };
}

function hasPointers(formulas: Formulas): boolean {
  const sheets = Object.values(formulas).flatMap((each) => Object.values(each ?? {}));
  const rows: readonly Sheet[number][] = sheets.flatMap((sheet) => Object.values(sheet ?? {}));
  return rows.some((row) => Object.values(row).some((cell) => cell?.si));
}
