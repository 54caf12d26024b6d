import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { parseCell } from "../../extension/editors/xlsx/formula/references.ts";
import { bookBytes } from "../extension/editors/xlsx/books.ts";
import { BROWSERS } from "../support/browsers.ts";
import { enter } from "../support/grid-page.ts";
import { type Act, openSheetLab, type SheetLab } from "../support/sheet-lab.ts";
import { until } from "../support/until.ts";
import type { lab as Lab, Person } from "../support/xlsx-lab/page.ts";

declare const lab: typeof Lab;

const BOOK = bookBytes({ Data: { A1: 1, A2: 2, A3: 3, A4: 4 }, Other: { A1: 1 } });
/** Things laid out late, and what the grid says of its own accord when a second one opens; no harm is done. */
const BENIGN = /^ResizeObserver loop|cannot subscribe to rect changes when container is not set/;

describe.each(BROWSERS)("two people in one spreadsheet in %s", (name) => {
  let at: SheetLab;
  beforeAll(async () => {
    at = await openSheetLab(name);
    await at.open(BOOK);
  });
  afterAll(() => at?.close());

  it("takes formulas faster than anybody types them", async () => {
    await at.goTo("alice", 0, 2);
    for (let i = 0; i < 3; i++) {
      await enter(at.page, "=SUM(A1:A3)");
    }
    for (const row of [0, 1, 2]) await at.bothHold(`${row},2: =SUM(A1:A3)`);
  });

  it("goes on behind a function that was taken from the list, however fast she types", async () => {
    await at.goTo("alice", 0, 3);
    await at.page.keyboard.type("=SUMIF");
    await at.page.waitForFunction(functionIs, {}, "SUMIF");
    // The grid listens for the list's keys right after it has drawn it
    await at.page.evaluate(() => new Promise((done) => requestIdleCallback(done)));
    await at.page.keyboard.press("ArrowDown");
    await at.page.keyboard.press("Tab");
    await enter(at.page, "A1:A3)");
    await at.bothHold("0,3: =SUMIFS(A1:A3)");
  });

  const acts: readonly (readonly [string, string, Act])[] = [
    ["inserts rows above", "B5", (m) => m.insertLines("s0", "rows", 1, 2)],
    ["deletes a row above", "B2", (m) => m.removeLines("s0", "rows", 0, 1)],
    ["inserts a column before", "C3", (m) => m.insertLines("s0", "columns", 0, 1)],
    ["inserts rows on another sheet", "B3", (m) => m.insertLines("s1", "rows", 0, 3)],
    ["deletes another sheet", "B3", (m) => m.removeSheet("s1")],
    ["writes in that very cell", "B3", (m) => m.setCell("s0", { row: 2, column: 1 }, { value: 1 })],
    ["sorts the rows", "B2", (m) => m.reorderLines("s0", "rows", [3, 2, 1, 0])],
  ];
  test.each(acts)("keeps what alice writes with its cell when bob %s", async (what, cell, act) => {
    await at.goTo("alice", 2, 1);
    await at.page.keyboard.type("when bob ");
    await at.bobDoes(act);
    await enter(at.page, what);
    await at.bothHold(`${placeOf(cell)}: when bob ${what}`);
  });

  it("goes on below the cell that alice wrote in, wherever it is now", async () => {
    await at.goTo("alice", 2, 5);
    await at.page.keyboard.type("half");
    await at.bobDoes((m) => m.insertLines("s0", "rows", 0, 2));
    await at.page.keyboard.press("Enter");
    await until("alice in F6", async () => (await at.said("alice")) === "F6");
  });

  it("tells both what happened when they write in one cell at once, and takes the other back with a click", async () => {
    await at.page.evaluate(() => lab.cut());
    await at.goTo("alice", 0, 7);
    await enter(at.page, "from alice");
    await at.goTo("bob", 0, 7);
    await enter(at.page, "from bob");
    await at.page.evaluate(() => lab.mend());
    const notice = (person: Person) => at.notice(person);
    await until("alice's notice", async () => (await notice("alice")).includes("H1"));
    await until("bob's notice", async () => (await notice("bob")).includes("H1"));
    const isHers = (await notice("alice")).includes("Yours stands");
    const [kept, lost] = isHers ? ["from alice", "from bob"] : ["from bob", "from alice"];
    await at.bothHold(`0,7: ${kept}`);
    await at.pressNotice(isHers ? "bob" : "alice", "Put mine back");
    await at.bothHold(`0,7: ${lost}`);
  });

  it("says what alice was writing when bob deletes its row", async () => {
    await at.goTo("alice", 1, 6);
    await at.page.keyboard.type("nowhere to go");
    await at.bobDoes((m) => m.removeLines("s0", "rows", 1, 1));
    await until("alice's notice", async () => (await at.notice("alice")).includes("nowhere to go"));
  });

  it("prints what stands in the sheet", async () => {
    const printed = await at.page.evaluate(() => {
      window.print = () => undefined;
      lab.editor("alice").print?.();
      const words = document.querySelector(".print-sheet")?.textContent ?? "";
      window.dispatchEvent(new Event("afterprint"));
      return words;
    });
    expect(printed).toContain("when bob sorts the rows");
  });

  it("breaks no rule of the page", async () => {
    const trouble = await at.page.evaluate(() => lab.trouble());
    expect([...at.foreign, ...trouble.filter((each) => !BENIGN.test(each))]).toEqual([]);
  });
});

/** Whether the list of functions is the one for what she typed. */
const functionIs = (typed: string): boolean =>
  document.querySelector('[data-u-comp="sheets-formula-editor"] li span span')?.textContent === typed;

function placeOf(cell: string): string {
  const at = parseCell(cell);
  return `${at?.row},${at?.column}`;
}
