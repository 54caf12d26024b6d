import { IMarkSelectionService, SheetCanvasPopManagerService } from "@univerjs/preset-sheets-core";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { Awareness } from "y-protocols/awareness";
import { Doc } from "yjs";
import type { Grid } from "../../../../extension/editors/xlsx/grid/grid.ts";
import { PresenceMarks } from "../../../../extension/editors/xlsx/grid/presence-marks.ts";
import type { SheetIds } from "../../../../extension/editors/xlsx/grid/sheet-ids.ts";
import type { Place, WorkbookModel } from "../../../../extension/editors/xlsx/model/workbook-model.ts";

const BOB = 7;

describe("where others are", () => {
  const awareness = new Awareness(new Doc());
  const place = (row: number): Place => ({ sheet: "s0", row: `r${row}`, column: "c0" });
  let active: string;
  let add: ReturnType<typeof vi.fn>;
  let marks: PresenceMarks;

  const bobGoesTo = (row: number): void => {
    const cursor = { from: place(row), to: place(row) };
    awareness.states.set(BOB, { user: { name: "Bob", color: "#00aa00" }, cursor });
    awareness.emit("change", [{ added: [], updated: [BOB], removed: [] }, "remote"]);
  };

  beforeEach(() => {
    active = "s0";
    add = vi.fn(() => "mark");
    const services = new Map<unknown, object>([
      [IMarkSelectionService, { addShape: add, removeShape: () => undefined }],
      [SheetCanvasPopManagerService, { attachPopupToCell: () => null }],
    ]);
    const get = (id: unknown): object => services.get(id) ?? { register: () => undefined };
    const book = { getActiveSheet: () => ({ getSheetId: () => active }) };
    const grid = { univer: { __getInjector: () => ({ get }) }, book, unit: "unit" } as unknown as Grid;
    const pointOf = ({ row, sheet }: Place) => ({ sheet, row: Number(row.slice(1)), column: 0 });
    const ids = { grid: (id: string) => id } as unknown as SheetIds;
    marks = new PresenceMarks({ awareness, grid, ids, model: { pointOf } as unknown as WorkbookModel });
    return () => marks.dispose();
  });

  it("is drawn anew when they move, or one is on another sheet, and not when one moves oneself", () => {
    bobGoesTo(1);
    bobGoesTo(2);
    expect(add.mock.calls.map(([{ range }]) => range.startRow)).toEqual([1, 2]);
    awareness.setLocalStateField("cursor", { from: place(5), to: place(5) });
    marks.follow();
    expect(add).toHaveBeenCalledTimes(2);
    active = "s1";
    marks.follow();
    active = "s0";
    marks.follow();
    expect(add).toHaveBeenCalledTimes(3);
  });

  it("is drawn anew after rows came or went", () => {
    bobGoesTo(2);
    marks.update();
    expect(add).toHaveBeenCalledTimes(2);
  });
});
