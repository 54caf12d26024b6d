import type { WorkbookModel } from "../../../../extension/editors/xlsx/model/workbook-model.ts";

/** A whole number from 0 to below its argument. */
export type Random = (below: number) => number;

/** Mulberry32: the same numbers for the same seed. */
export function numbers(seed: number): Random {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

function shuffled(count: number, random: Random): number[] {
  const order = Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const j = random(i + 1);
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}

function actOnCells(model: WorkbookModel, sheet: string, random: Random): void {
  const at = { row: random(8), column: random(4) };
  const one = { top: at.row, bottom: at.row, left: at.column, right: at.column };
  const kind = random(4);
  if (kind === 0) model.setStyle(sheet, one, { isBold: random(2) === 0 ? true : null });
  else if (kind === 1)
    model.setStyle(sheet, one, { fill: "#ABCDEF", borderTop: { style: "thin", color: "#000000" } });
  else if (kind === 2)
    model.setCell(sheet, at, {
      formula: `=SUM(A1:B${1 + random(8)})+${model.sheets()[0]!.name.length}+A${1 + random(6)}`,
    });
  else model.setCell(sheet, at, { value: random(2) === 0 ? random(99) : `text ${random(9)}` });
}

type BookAct = (model: WorkbookModel, sheet: string, at: number, random: Random) => void;

const BOOK_ACTS: readonly BookAct[] = [
  (model, sheet, at, random) => model.insertLines(sheet, "rows", at, 1 + random(3)),
  (model, sheet, at, random) => model.removeLines(sheet, "rows", at, 1 + random(2)),
  (model, sheet, _, random) => model.insertLines(sheet, "columns", random(3), 1),
  (model, sheet, _, random) => model.removeLines(sheet, "columns", random(3), 1),
  (model, sheet, _, random) => model.reorderLines(sheet, "rows", shuffled(2 + random(5), random)),
  (model, sheet, _, random) => model.renameSheet(sheet, `N${random(4)}`),
  (model, sheet, at, random) =>
    model.merge(sheet, { top: at, bottom: at + random(2), left: 0, right: random(3) }),
  (model, sheet, at) => model.unmerge(sheet, { top: at, bottom: at, left: 0, right: 2 }),
  (model, _, __, random) => {
    model.addSheet(`N${random(4)}`, random(3));
  },
  (model, sheet, _, random) => model.moveSheet(sheet, random(3)),
  (model, sheet) => model.removeSheet(sheet),
  (model, sheet, at, random) =>
    model.setLineSize(sheet, random(2) === 0 ? "rows" : "columns", at, 10 + random(30)),
  (model, sheet, at, random) =>
    model.setLineHidden(sheet, random(2) === 0 ? "rows" : "columns", at, random(2) === 0),
  (model, sheet, _, random) => model.setFrozen(sheet, random(3), random(2)),
];

/** Does something or other to a workbook. */
export function act(model: WorkbookModel, random: Random): void {
  const grids = model.sheets().filter(({ kind }) => kind === "worksheet");
  const sheet = grids[random(grids.length)]!.id;
  const kind = random(10);
  if (kind === 0) model.undoManager().undo();
  else if (kind < 5) BOOK_ACTS[random(BOOK_ACTS.length)]!(model, sheet, random(6), random);
  else actOnCells(model, sheet, random);
}
