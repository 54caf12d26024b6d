import { CustomCommandExecutionError, type ICellData, type ICommandInfo, type IRange } from "@univerjs/core";
import { ILayoutService, SetRangeValuesCommand } from "@univerjs/preset-sheets-core";
import { displayName } from "../../../ui/display-name.ts";
import { cellName } from "../formula/references.ts";
import { CellChip } from "../grid/cell-chip.tsx";
import { contentsToGrid, valueFromGrid } from "../grid/cell-to-grid.ts";
import { cellRange } from "../grid/selection.ts";
import { type CellHere, cellHere, type FeatureOptions, onAltKey } from "../sheet-feature.ts";
import { CellValidations } from "./cell-validations.ts";
import { openChoices, registerChoices } from "./choice-list.tsx";

const BUTTON = "▾";

interface Typed {
  readonly subUnitId?: string;
  readonly range?: IRange;
  readonly value?: ICellData;
  /** What is typed can be taken back by its name; what else writes cells has none. */
  readonly redoUndoId?: string;
}

/** Offers what the file's lists offer, and refuses what it does not want in a cell, or says so. */
export class SheetValidation {
  readonly #options: FeatureOptions;
  readonly #validations: CellValidations;
  readonly #chip: CellChip;
  readonly #ending = new AbortController();
  readonly #typing: { dispose(): void };
  #list: (() => void) | null = null;

  constructor(options: FeatureOptions) {
    this.#options = options;
    const { grid, model, ids } = options;
    this.#chip = new CellChip(grid);
    registerChoices(grid);
    this.#validations = new CellValidations(model, (sheet, { row, column }) =>
      valueFromGrid(grid.cell(ids.grid(sheet), row, column)),
    );
    this.#typing = grid.commands.beforeCommandExecuted((command) => this.#check(command));
    const { signal } = this.#ending;
    onAltKey(options, { key: "ArrowDown", signal, act: () => this.#open() });
  }

  /** Lines came or went, or sheets changed. */
  forget(): void {
    this.#validations.forget();
    this.select();
  }

  /** The person is in another cell. */
  select(): void {
    this.#closeList();
    this.#chip.remove();
    const here = this.#here();
    if (here === null || !this.#validations.at(here.on, here.cell)?.hasButton) return;
    const label = this.#options.locale.strings.document.sheet.choicesOpen;
    this.#chip.hang(here.cell, { text: BUTTON, label, press: () => this.#open() });
  }

  dispose(): void {
    this.#ending.abort();
    this.#typing.dispose();
    this.#closeList();
    this.#chip.remove();
  }

  #here(): CellHere | null {
    return this.#options.mayWrite() ? cellHere(this.#options) : null;
  }

  /** @returns whether there is a list */
  #open(): boolean {
    const { grid, locale, model, ids } = this.#options;
    const here = this.#here();
    const options = here === null ? null : this.#validations.optionsAt(here.on, here.cell);
    if (here === null || options === null || options.length === 0) return false;
    this.#closeList();
    const now = String(model.cellAt(here.on, here.cell.row, here.cell.column).value ?? "");
    const choose = (index: number): void => {
      const value = options[index];
      this.#leaveList();
      if (value === undefined || this.#here() === null) return;
      void grid.commands.executeCommand(SetRangeValuesCommand.id, {
        unitId: grid.unit,
        subUnitId: ids.grid(here.on),
        range: cellRange(here.cell),
        value: contentsToGrid({ value, style: {} }),
      });
    };
    this.#list = openChoices(grid, here.cell, {
      label: locale.strings.document.sheet.choices(cellName(here.cell)),
      texts: options.map((each) => displayName(String(each))),
      current: options.findIndex((each) => String(each) === now),
      choose,
      close: () => this.#leaveList(),
      leave: () => this.#closeList(),
    });
    return true;
  }

  #closeList(): void {
    const close = this.#list;
    this.#list = null;
    close?.();
  }

  #leaveList(): void {
    if (this.#list === null) return;
    this.#closeList();
    this.#options.grid.univer.__getInjector().get(ILayoutService).focus();
  }

  /** What was typed is looked at before it is in the cell: nobody else ever sees what is refused. */
  #check({ id, params }: ICommandInfo): void {
    const { subUnitId = "", range, value, redoUndoId } = (params ?? {}) as Typed;
    if (id !== SetRangeValuesCommand.id || redoUndoId === undefined || !range || !value || value.f) return;
    const on = this.#options.ids.model(subUnitId);
    const at = { row: range.startRow, column: range.startColumn };
    const validation = this.#validations.at(on, at);
    if (validation === null || validation.otherwise === null) return;
    const typed = valueFromGrid(value);
    if (this.#validations.allows(on, at, typed) !== false) return;
    this.#say(validation.otherwise, cellName(at), String(typed ?? ""), validation.words);
    if (validation.otherwise === "refuse") throw new CustomCommandExecutionError("not a valid value");
  }

  #say(otherwise: "refuse" | "warn", cell: string, typed: string, words: string): void {
    const { notices, locale } = this.#options;
    const { sheet } = locale.strings.document;
    const said = otherwise === "refuse" ? sheet.notAccepted(cell, typed) : sheet.notWanted(cell, typed);
    notices.tell(words === "" ? said : `${said} ${sheet.fileSays(words)}`);
  }
}
