// Real files: what is done to them arrives, and nothing else changes.
import { unzipSync } from "fflate";
import { SaxesParser } from "saxes";
import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import { joinFormula, splitFormula } from "../../../../extension/editors/xlsx/formula/formula-text.ts";
import { openModel } from "../../../../extension/editors/xlsx/model/open-model.ts";
import type { SheetId, WorkbookModel } from "../../../../extension/editors/xlsx/model/workbook-model.ts";
import { readWorkbook } from "../../../../extension/editors/xlsx/package/read-workbook.ts";
import { saveWorkbook } from "../../../../extension/editors/xlsx/save/save-workbook.ts";
import type { Plain } from "../../../../shared/bytes.ts";
import { corpus, corpusFile } from "./corpus.ts";

const open = (bytes: Plain): WorkbookModel => openModel(new Y.Doc(), readWorkbook(bytes));

function isWellFormed(bytes: Uint8Array): boolean {
  let isFine = true;
  const parser = new SaxesParser({ xmlns: true });
  parser.on("error", () => {
    isFine = false;
  });
  parser.write(new TextDecoder().decode(bytes)).close();
  return isFine;
}

/** Relationships that lead nowhere, and parts that are not well-formed. */
function faults(bytes: Plain): string[] {
  const parts = unzipSync(bytes);
  const names = new Set(Object.keys(parts).map((each) => each.toLowerCase()));
  return Object.entries(parts).flatMap(([name, content]) => {
    const broken = /\.(xml|rels)$/.test(name) && !isWellFormed(content) ? [name] : [];
    if (!name.endsWith(".rels")) return broken;
    const folder = name.replace(/_rels\/[^/]*$/, "");
    const inside = [...new TextDecoder().decode(content).matchAll(/<Relationship [^>]*>/g)].flatMap(
      ([whole]) =>
        whole.includes('TargetMode="External"') ? [] : [/Target="([^"]*)"/.exec(whole)?.[1] ?? ""],
    );
    const paths = inside.map((target) => decodeURI(new URL(target, `http://x/${folder}`).pathname.slice(1)));
    return [...broken, ...paths.filter((path) => !names.has(path.toLowerCase()))];
  });
}

const changedParts = (before: Plain, after: Plain): string[] => {
  const [old, now] = [unzipSync(before), unzipSync(after)];
  return Object.keys(old).filter(
    (name) => !name.endsWith("/") && (now[name] === undefined || Buffer.compare(old[name]!, now[name]) !== 0),
  );
};

const lostParts = (before: Plain, after: Plain): string[] => {
  const now = unzipSync(after);
  return Object.keys(unzipSync(before)).filter((name) => !name.endsWith("/") && now[name] === undefined);
};

const firstGrid = (model: WorkbookModel): SheetId | undefined =>
  model.sheets().find(({ kind }) => kind === "worksheet")?.id;

/** Everything that a model shows, as text. */
const shown = (model: WorkbookModel): string =>
  model
    .sheets()
    .flatMap(({ id, ...sheet }) => [
      sheet,
      ...[...model.cells(id)].filter(({ value, formula }) => value !== null || formula !== undefined),
      ...model.merges(id).toSorted((a, b) => a.top - b.top || a.left - b.left),
      ...Array.from({ length: 40 }, (_, i) => [model.lineAt(id, "rows", i), model.lineAt(id, "columns", i)]),
    ])
    .map((each) => JSON.stringify(each, (_, value) => (isPlain(value) ? ordered(value) : value)))
    .join("\n");

const isPlain = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const ordered = (value: object): object =>
  Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));

function save(bytes: Plain, model: WorkbookModel): Plain {
  const { bytes: saved, report } = saveWorkbook({ bytes, model });
  expect(report).toEqual({ fallbacks: 0, missing: [] });
  // What was broken before may stay so.
  const before = new Set(faults(bytes));
  expect(faults(saved).filter((each) => !before.has(each))).toEqual([]);
  const lost = lostParts(bytes, saved).filter((name) => name !== "xl/calcChain.xml");
  const ids = new Set(model.sheets().map(({ id }) => id));
  if (model.workbook.sheets.every(({ id }) => ids.has(id))) expect(lost).toEqual([]);
  return saved;
}

/** Saved and opened again everything looks as it did, only that formulas typed here have no result yet. */
function expectKept(model: WorkbookModel, saved: Plain): void {
  expect(shown(open(saved)).split("\n")).toEqual(shown(model).split("\n"));
}

type Edit = (model: WorkbookModel, sheet: SheetId) => void;

const EVERYTHING = "rows and columns at once, with typing";
const TABLED = new Set(["test-issue-1669.xlsx", "test-issue-988.xlsx"]);
const LARGE = new Set([
  "test-issue-877.xlsx",
  "test-issue-880.xlsx",
  "test-pr-1220.xlsx",
  "1519293514-KRISHNAPATNAM_LINE_UP.xlsx",
]);

const EDITS: Readonly<Record<string, Edit>> = {
  "typing text, a number, a truth and a formula": (model, sheet) => {
    const row = model.count(sheet, "rows") + 2;
    model.setCell(sheet, { row, column: 0 }, { value: ' <b> & "quoted"\n_x000D_ line ' });
    model.setCell(sheet, { row, column: 1 }, { value: 12.5 });
    model.setCell(sheet, { row: 0, column: 2 }, { value: true });
    model.setCell(sheet, { row, column: 3 }, { formula: '=SUM(A1:B2)&"<"' });
  },
  "emptying cells": (model, sheet) => {
    for (const { row, column } of [...model.cells(sheet)].slice(0, 20))
      model.setCell(sheet, { row, column }, { value: null });
  },
  "looks of every kind": (model, sheet) => {
    const thin = { style: "thin", color: "#112233" };
    model.setStyle(
      sheet,
      { top: 0, left: 0, bottom: 2, right: 2 },
      {
        fontName: "Arial",
        fontSize: 13,
        isBold: true,
        isItalic: true,
        underline: "double",
        isStruck: true,
        color: "#FF0000",
        script: "superscript",
        fill: "#00FF00",
        borderTop: thin,
        borderLeft: thin,
        borderBottom: { style: "double", color: "#000000" },
        numberFormat: '0.000" kg"',
        horizontal: "right",
        vertical: "top",
        wraps: true,
        rotation: -45,
        indent: 2,
      },
    );
    model.setStyle(
      sheet,
      { top: 1, left: 1, bottom: 1, right: 1 },
      { isBold: null, fill: null, numberFormat: null, borderTop: null },
    );
  },
  "inserting rows": (model, sheet) => model.insertLines(sheet, "rows", 1, 2),
  "inserting columns": (model, sheet) => model.insertLines(sheet, "columns", 1, 2),
  "deleting rows": (model, sheet) => model.removeLines(sheet, "rows", 1, 2),
  "deleting columns": (model, sheet) => model.removeLines(sheet, "columns", 0, 1),
  "sorting rows": (model, sheet) => model.reorderLines(sheet, "rows", [3, 1, 0, 2]),
  [EVERYTHING]: (model, sheet) => {
    model.insertLines(sheet, "rows", 2, 2);
    model.insertLines(sheet, "columns", 1, 1);
    model.removeLines(sheet, "rows", 5, 1);
    model.setCell(sheet, { row: 2, column: 1 }, { value: "new" });
    model.setCell(sheet, { row: 3, column: 1 }, { formula: "A1+1" });
  },
  "merging and separating": (model, sheet) => {
    for (const area of model.merges(sheet).slice(0, 2)) model.unmerge(sheet, area);
    const top = model.count(sheet, "rows") + 1;
    model.merge(sheet, { top, left: 0, bottom: top + 1, right: 1 });
  },
  "sizes and hidden lines": (model, sheet) => {
    model.setLineSize(sheet, "rows", 1, 33);
    model.setLineSize(sheet, "columns", 1, 21.5);
    model.setLineHidden(sheet, "rows", 2, true);
    model.setLineHidden(sheet, "columns", 3, true);
  },
  freezing: (model, sheet) => model.setFrozen(sheet, 2, 1),
  "adding a sheet and writing there": (model, sheet) => {
    const added = model.addSheet("It's new", 0);
    model.setCell(added, { row: 0, column: 0 }, { formula: "1+1" });
    model.setStyle(added, { top: 0, left: 0, bottom: 0, right: 0 }, { isBold: true });
    model.setCell(sheet, { row: 0, column: 0 }, { formula: "'It''s new'!A1" });
  },
  "renaming a sheet": (model, sheet) => model.renameSheet(sheet, "Other name"),
  "moving a sheet to the end": (model, sheet) => model.moveSheet(sheet, model.sheets().length - 1),
  "deleting a sheet": (model) => {
    const [first] = model.sheets();
    model.addSheet("Left over", 1);
    if (first !== undefined) model.removeSheet(first.id);
  },
};

describe.skipIf(corpus.length === 0)("real workbooks", () => {
  it.each(corpus)("%s: comes out as it went in when nobody edits", (name) => {
    const bytes = corpusFile(name);
    expect(saveWorkbook({ bytes, model: open(bytes) }).bytes).toBe(bytes);
  });

  it.each(corpus)("%s: formulas are split and joined again", (name) => {
    for (const sheet of readWorkbook(corpusFile(name)).sheets)
      for (const { cells } of sheet.rows.values())
        for (const { formula = "" } of cells.values())
          expect(joinFormula(splitFormula(formula))).toBe(formula);
  });

  it.each(corpus)("%s: typing touches the sheet alone, and its table", (name) => {
    const bytes = corpusFile(name);
    const model = open(bytes);
    const sheet = firstGrid(model)!;
    model.setCell(sheet, { row: 0, column: 0 }, { value: "typed" });
    const part = model.workbook.sheets.find(({ id }) => id === sheet)!.part;
    const allowed = [
      part,
      "xl/workbook.xml",
      "xl/calcChain.xml",
      "xl/_rels/workbook.xml.rels",
      "[Content_Types].xml",
    ];
    expect(
      changedParts(bytes, save(bytes, model)).filter(
        (each) => !allowed.includes(each) && !each.startsWith("xl/tables/"),
      ),
    ).toEqual([]);
  });

  // The largest files take seconds a save: they get the edit that touches most.
  const small = corpus.filter((name) => !LARGE.has(name));

  describe.each(Object.keys(EDITS))("%s", (edit) => {
    it.each(edit === EVERYTHING ? [...small, "test-issue-880.xlsx"] : small)(
      "in %s",
      (name) => {
        const bytes = corpusFile(name);
        const model = open(bytes);
        EDITS[edit]!(model, firstGrid(model)!);
        const saved = save(bytes, model);
        // Headers of tables must say something: see save-tables.test.ts.
        if (!TABLED.has(name)) expectKept(model, saved);
        // And once more on top of what was saved.
        const again = open(saved);
        again.insertLines(firstGrid(again)!, "rows", 0, 1);
        const twice = save(saved, again);
        if (!TABLED.has(name)) expectKept(again, twice);
      },
      60_000,
    );
  });
});
