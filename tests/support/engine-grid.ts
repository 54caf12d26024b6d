import { LocaleType, LogLevel, Univer, UniverInstanceType } from "@univerjs/core";
import {
  UniverFormulaEnginePlugin,
  UniverSheetsFormulaPlugin,
  UniverSheetsPlugin,
} from "@univerjs/preset-sheets-core";
import { Doc } from "yjs";
import { GridBinding } from "../../extension/editors/xlsx/grid/bind-grid.ts";
import { Grid } from "../../extension/editors/xlsx/grid/grid.ts";
import { newUnit } from "../../extension/editors/xlsx/grid/unit.ts";
import { workbookToGrid } from "../../extension/editors/xlsx/grid/workbook-to-grid.ts";
import { openModel } from "../../extension/editors/xlsx/model/open-model.ts";
import type { WorkbookModel } from "../../extension/editors/xlsx/model/workbook-model.ts";
import { readWorkbook } from "../../extension/editors/xlsx/package/read-workbook.ts";
import { asPlain } from "../../shared/bytes.ts";

export interface EngineGrid {
  readonly grid: Grid;
  readonly binding: GridBinding;
  /** Another door to the shared state: what is done through it comes to the grid as others' changes do. */
  readonly bob: WorkbookModel;
  close(): void;
}

const NO_TEXTS = { locale: LocaleType.EN_US, locales: { [LocaleType.EN_US]: {} } };

/** Alice's grid with the engine that computes in it, and no page. */
export function openEngineGrid(bytes: Uint8Array<ArrayBuffer>): EngineGrid {
  const doc = new Doc();
  const workbook = readWorkbook(asPlain(bytes));
  const model = openModel(doc, workbook);
  const univer = new Univer({ logLevel: LogLevel.SILENT, ...NO_TEXTS });
  for (const plugin of [UniverFormulaEnginePlugin, UniverSheetsPlugin, UniverSheetsFormulaPlugin])
    univer.registerPlugin(plugin);
  const unit = newUnit();
  univer.createUnit(UniverInstanceType.UNIVER_SHEET, workbookToGrid({ model, unit, nameKind: String }));
  const grid = new Grid(univer, unit);
  const binding = new GridBinding({ model, grid, mayWrite: () => true, onChange: () => undefined });
  const close = (): void => {
    binding.dispose();
    univer.dispose();
  };
  return { grid, binding, bob: openModel(doc, workbook), close };
}
