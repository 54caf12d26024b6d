import {
  ComponentManager,
  IMarkSelectionService,
  SheetCanvasPopManagerService,
} from "@univerjs/preset-sheets-core";
import type { Awareness } from "y-protocols/awareness";
import type { Presence } from "../../adapter.ts";
import type { Point } from "../formula/references.ts";
import type { Place, WorkbookModel } from "../model/workbook-model.ts";
import type { Grid } from "./grid.ts";
import { PRESENCE_NAME, PresenceName } from "./presence-name.ts";
import type { SheetIds } from "./sheet-ids.ts";

/** What this editor puts into a presence: the first and the last cell of the selection. */
export interface GridCursor {
  readonly from: Place;
  readonly to: Place;
}

const FILL_OPACITY = "1a";

interface Options {
  readonly awareness: Awareness;
  readonly model: WorkbookModel;
  readonly grid: Grid;
  readonly ids: SheetIds;
}

/** Shows where others are: a frame in their colour around what they have selected, and their name at it. */
export class PresenceMarks {
  readonly #options: Options;
  readonly #marks: IMarkSelectionService;
  readonly #names: SheetCanvasPopManagerService;
  #shown: (() => void)[] = [];
  #places = "";

  constructor(options: Options) {
    this.#options = options;
    const injector = options.grid.univer.__getInjector();
    injector.get(ComponentManager).register(PRESENCE_NAME, PresenceName);
    this.#marks = injector.get(IMarkSelectionService);
    this.#names = injector.get(SheetCanvasPopManagerService);
    options.awareness.on("change", this.follow);
  }

  /** After somebody moved, perhaps oneself, or to another sheet: what stands where it was is not drawn anew. */
  readonly follow = (): void => {
    if (this.#placesNow() !== this.#places) this.update();
  };

  /** Also after rows came or went. */
  update(): void {
    this.#clear();
    this.#places = this.#placesNow();
    for (const presence of this.#others()) this.#show(presence);
  }

  dispose(): void {
    this.#options.awareness.off("change", this.follow);
    this.#clear();
  }

  #others(): Presence[] {
    const { awareness } = this.#options;
    const others = [...awareness.getStates()].filter(([client]) => client !== awareness.clientID);
    return others.map(([, state]) => state).filter(isPresence);
  }

  #placesNow(): string {
    const active = this.#options.grid.book.getActiveSheet()?.getSheetId();
    return JSON.stringify([
      active,
      this.#others().map(({ user, cursor }) => [user.name, user.color, cursor]),
    ]);
  }

  #clear(): void {
    for (const remove of this.#shown) remove();
    this.#shown = [];
  }

  #show({ user, cursor }: Presence): void {
    if (!isCursor(cursor)) return;
    const { model, grid, ids } = this.#options;
    const from = model.pointOf(cursor.from);
    const to = model.pointOf(cursor.to);
    const active = grid.book.getActiveSheet()?.getSheetId();
    if (!from || !to || ids.grid(from.sheet) !== active || to.sheet !== from.sheet) return;
    const range = spanning(from, to);
    const style = { stroke: user.color, fill: `${user.color}${FILL_OPACITY}`, strokeWidth: 2, widgets: {} };
    const mark = this.#marks.addShape({ range, primary: null, style });
    if (mark !== null) this.#shown.push(() => this.#marks.removeShape(mark));
    const extraProps = { name: user.name, color: user.color };
    const popup = { componentKey: PRESENCE_NAME, direction: "vertical-left", extraProps } as const;
    const name = this.#names.attachPopupToCell(range.startRow, range.startColumn, popup, grid.unit, active);
    if (name) this.#shown.push(() => name.dispose());
  }
}

const spanning = (a: Point, b: Point) => ({
  startRow: Math.min(a.row, b.row),
  endRow: Math.max(a.row, b.row),
  startColumn: Math.min(a.column, b.column),
  endColumn: Math.max(a.column, b.column),
});

// Presence comes from others: nothing about its form is believed.
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;

function isPresence(state: unknown): state is Presence {
  if (!isObject(state) || !isObject(state.user)) return false;
  const { name, color } = state.user;
  return typeof name === "string" && typeof color === "string" && /^#[0-9a-f]{6}$/i.test(color);
}

const isPlace = (value: unknown): value is Place =>
  isObject(value) && ["sheet", "row", "column"].every((key) => typeof value[key] === "string");

const isCursor = (value: unknown): value is GridCursor =>
  isObject(value) && isPlace(value.from) && isPlace(value.to);
