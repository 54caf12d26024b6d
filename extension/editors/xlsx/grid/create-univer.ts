import {
  ICommandService,
  IContextService,
  IUndoRedoService,
  IUniverInstanceService,
  type IWorkbookData,
  LocaleType,
  LogLevel,
  Univer,
  UniverInstanceType,
  type Workbook,
} from "@univerjs/core";
import { UniverSheetsCorePreset } from "@univerjs/preset-sheets-core";
import { UniverSheetsDrawingPreset } from "@univerjs/preset-sheets-drawing";
import { UniverSheetsFindReplacePreset } from "@univerjs/preset-sheets-find-replace";
import { UniverSheetsNotePreset } from "@univerjs/preset-sheets-note";
import { UniverSheetsSortPreset } from "@univerjs/preset-sheets-sort";
import type { EditorTheme } from "../../adapter.ts";
import { calmRibbon } from "./calm-ribbon.ts";
import { FONT_CHOICES } from "./fonts.ts";
import { askCellsOncePerFrame } from "./frame-cells.ts";
import type { GridTexts } from "./grid-texts.ts";
import { HIDDEN_MENUS } from "./hidden-menus.ts";
import { SharedUndo, type UndoSource } from "./shared-undo.ts";

export interface UniverOptions {
  readonly element: HTMLElement;
  readonly theme: EditorTheme;
  readonly texts: GridTexts;
  readonly undo: UndoSource;
}

type PluginEntry = ReturnType<typeof UniverSheetsCorePreset>["plugins"][number];
type PluginClass = Parameters<Univer["registerPlugin"]>[0];

/**
 * A grid without a workbook. Only open plugins, and of these only the ones whose changes our model can hold. There is no
 * worker and no address to load anything from.
 */
export function createUniver({ element, theme, texts, undo }: UniverOptions): Univer {
  const univer = new Univer({
    logLevel: LogLevel.ERROR,
    darkMode: theme === "dark",
    // The texts are given under one name whatever their language: the grid asks for no other.
    locale: LocaleType.EN_US,
    locales: { [LocaleType.EN_US]: texts },
    override: [
      [
        IUndoRedoService,
        {
          useFactory: (units: IUniverInstanceService, commands: ICommandService, contexts: IContextService) =>
            new SharedUndo({ units, commands, contexts, source: undo }),
          deps: [IUniverInstanceService, ICommandService, IContextService],
        },
      ],
    ],
  });
  for (const [plugin, config] of pluginsFor(element).values()) univer.registerPlugin(plugin, config);
  return univer;
}

/** Puts a workbook into the grid, and with it the buttons above. */
export function showBook(univer: Univer, book: Partial<IWorkbookData>): void {
  const shown = univer.createUnit<Partial<IWorkbookData>, Workbook>(UniverInstanceType.UNIVER_SHEET, book);
  calmRibbon(univer);
  askCellsOncePerFrame(univer, shown);
}

/** By name: presets name some plugins twice, and the last one's settings are meant. */
function pluginsFor(container: HTMLElement): Map<string, [PluginClass, object | undefined]> {
  const presets = [
    UniverSheetsCorePreset({
      container,
      menu: HIDDEN_MENUS,
      customFontFamily: { override: true, list: FONT_CHOICES },
      ribbonType: "simple",
      disableAutoFocus: true,
      footer: { sheetBar: true, statisticBar: true, menus: true, zoomSlider: true },
    }),
    UniverSheetsDrawingPreset(),
    UniverSheetsNotePreset(),
    UniverSheetsSortPreset(),
    UniverSheetsFindReplacePreset(),
  ];
  const plugins = new Map<string, [PluginClass, object | undefined]>();
  for (const entry of presets.flatMap((preset): PluginEntry[] => preset.plugins)) {
    const [plugin, config] = Array.isArray(entry) ? entry : [entry, undefined];
    plugins.delete(plugin.pluginName);
    plugins.set(plugin.pluginName, [plugin, config ?? undefined]);
  }
  return plugins;
}
