import { BooleanNumber, type IStyleData } from "@univerjs/core";
import { HoverManagerService, SetWorksheetActiveOperation } from "@univerjs/preset-sheets-core";
import { displayName } from "../../../ui/display-name.ts";
import type { Point } from "../formula/references.ts";
import { areaToRange } from "../grid/areas.ts";
import { CellChip } from "../grid/cell-chip.tsx";
import { interceptCells } from "../grid/intercept-cells.ts";
import { cellHere, type FeatureOptions, onAltKey } from "../sheet-feature.ts";
import { CellLinks } from "./cell-links.ts";
import type { LinkGoal } from "./link-goal.ts";
import { LinkQuestion } from "./link-question.tsx";
import { placeOf } from "./place-of.ts";

const LOOKS: IStyleData = { cl: { rgb: "#0563C1" }, ul: { s: BooleanNumber.TRUE } };

/** Shows cells with links as such, and follows a link when the person asks for it: Ctrl and a click, Alt+Enter, or the button at the cell. */
export class SheetLinks {
  readonly #options: FeatureOptions;
  readonly #links: CellLinks;
  readonly #question: LinkQuestion;
  readonly #chip: CellChip;
  readonly #ending = new AbortController();
  readonly #endings: (() => void)[];

  constructor(options: FeatureOptions) {
    this.#options = options;
    const { element, grid, ids, model, locale } = options;
    this.#links = new CellLinks(model, (sheet, at) => this.#textAt(sheet, at));
    this.#chip = new CellChip(grid);
    this.#question = new LinkQuestion(element, locale, () => element.querySelector("canvas")?.focus());
    const stopLooks = interceptCells(grid, ({ sheet, row, column, cell }) => {
      if (this.#links.inFile(ids.model(sheet), { row, column }) === null) return null;
      return { interceptorStyle: looksFor(grid.book.getStyles().get(cell?.s) ?? {}) };
    });
    const clicks = grid.univer
      .__getInjector()
      .get(HoverManagerService)
      .currentPointerUpCell$.subscribe(({ subUnitId, row, col, event }) => {
        if ((event.ctrlKey || event.metaKey) && event.button === 0)
          this.#follow(ids.model(subUnitId), { row, column: col });
      });
    this.#endings = [stopLooks, () => clicks.unsubscribe()];
    const { signal } = this.#ending;
    onAltKey(options, { key: "Enter", signal, act: () => this.#followHere() });
  }

  /** Lines came or went, or sheets changed. */
  forget(): void {
    this.#links.forget();
    this.select();
  }

  /** The selection, or what stands in it, changed. */
  select(): void {
    this.#chip.remove();
    const here = this.#here();
    if (here === null) return;
    const { goal } = here;
    const { sheet } = this.#options.locale.strings.document;
    const text = goal === null ? sheet.linkChip : sheet.linkChipTo(displayName(nameOf(goal)));
    const press = (): void => this.#go(here.on, goal);
    this.#chip.hang(here.cell, { text, press });
  }

  dispose(): void {
    this.#ending.abort();
    this.#chip.remove();
    this.#question.dispose();
    for (const end of this.#endings) end();
  }

  #textAt(sheet: string, { row, column }: Point): string {
    const { v, p } = this.#options.grid.cell(this.#options.ids.grid(sheet), row, column);
    return String(v ?? p?.body?.dataStream.trim() ?? "");
  }

  /** The link of the cell where the person is. */
  #here() {
    const here = cellHere(this.#options);
    const link = here === null ? null : this.#links.at(here.on, here.cell);
    return here === null || link === null ? null : { ...here, goal: link.goal };
  }

  /** @returns whether there is a link */
  #followHere(): boolean {
    const here = this.#here();
    if (here !== null) this.#go(here.on, here.goal);
    return here !== null;
  }

  #follow(on: string, at: Point): void {
    const link = this.#links.at(on, at);
    if (link !== null) this.#go(on, link.goal);
  }

  #go(on: string, goal: LinkGoal | null): void {
    const { notices, locale } = this.#options;
    const { sheet } = locale.strings.document;
    if (goal?.kind === "address") this.#question.ask(goal);
    else if (goal === null) notices.tell(sheet.linkRefused);
    else if (!this.#jump(on, goal.location)) notices.tell(sheet.linkNowhere);
  }

  #jump(on: string, location: string): boolean {
    const { model, grid, ids, selection } = this.#options;
    const place = placeOf(model, on, location);
    const shown = place === null ? null : grid.sheet(ids.grid(place.sheet));
    if (place === null || shown === null) return false;
    const area = {
      ...place.area,
      bottom: Math.min(place.area.bottom, shown.getRowCount() - 1),
      right: Math.min(place.area.right, shown.getColumnCount() - 1),
    };
    if (area.top > area.bottom || area.left > area.right) return false;
    const subUnitId = shown.getSheetId();
    grid.commands.syncExecuteCommand(SetWorksheetActiveOperation.id, { unitId: grid.unit, subUnitId });
    selection.set(subUnitId, areaToRange(area));
    return true;
  }
}

/** Only what the file does not say itself. */
function looksFor({ cl, ul }: IStyleData): IStyleData {
  return { ...(cl?.rgb ? {} : { cl: LOOKS.cl }), ...(ul?.s === BooleanNumber.TRUE ? {} : { ul: LOOKS.ul }) };
}

const nameOf = (goal: LinkGoal): string => (goal.kind === "place" ? goal.location : goal.address);
