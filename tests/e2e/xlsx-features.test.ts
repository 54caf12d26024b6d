import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bookBytes } from "../extension/editors/xlsx/books.ts";
import { formula, rule, rulesBook } from "../extension/editors/xlsx/rules/rules-book.ts";
import { BROWSERS } from "../support/browsers.ts";
import { enter, press } from "../support/grid-page.ts";
import { openSheetLab, type SheetLab } from "../support/sheet-lab.ts";
import { until } from "../support/until.ts";
import type { lab as Lab } from "../support/xlsx-lab/page.ts";

declare const lab: typeof Lab;

const TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink";
const outside = (id: string, target: string): string =>
  `<Relationship Id="${id}" Type="${TYPE}" Target="${target}" TargetMode="External"/>`;

const LINKS = bookBytes(
  { Data: { A1: "web", A2: "place", A3: "script" }, Other: { C3: "here" } },
  {
    behind: {
      Data: '<hyperlinks><hyperlink ref="A1" r:id="rId1"/><hyperlink ref="A2" location="Other!C3"/><hyperlink ref="A3" r:id="rId2"/></hyperlinks>',
    },
    parts: {
      "xl/worksheets/_rels/sheet1.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${outside("rId1", "https://example.com/a?b=c")}${outside("rId2", "javascript:alert(1)")}</Relationships>`,
    },
  },
);

const RULES = rulesBook(
  { A1: 1, A2: 4, A3: 5 },
  { "A1:A3": rule("expression", "", formula("MOD(A1,2)=0")), B1: '<cfRule type="iconSet" priority="9"/>' },
);

const CHOICES = bookBytes(
  { Data: { A1: "colour", C1: "red", C2: "green" } },
  {
    behind: {
      Data: '<dataValidations><dataValidation type="list" sqref="A2:A9" showErrorMessage="1" error="Only our colours."><formula1>$C$1:$C$2</formula1></dataValidation><dataValidation type="whole" errorStyle="warning" sqref="B1:B9" showErrorMessage="1" error="Few, please."><formula1>1</formula1><formula2>3</formula2></dataValidation></dataValidations>',
    },
  },
);

/** Runs in the page: the colour in column A, near the upper edge of a row. */
function colorOf(row: number): string {
  const canvases = [...document.querySelectorAll<HTMLCanvasElement>("#alice canvas")];
  const [canvas] = canvases.sort((a, b) => b.width * b.height - a.width * a.height);
  const scale = (canvas?.width ?? 0) / (canvas?.getBoundingClientRect().width ?? 1);
  const [x, y] = [(46 + 20) * scale, (20 + row * 20 + 4) * scale];
  const [red = 0, green = 0, blue = 0] = canvas?.getContext("2d")?.getImageData(x, y, 1, 1).data ?? [];
  return `${red},${green},${blue}`;
}

describe.each(BROWSERS)("what a spreadsheet has beside its cells in %s", (name) => {
  let at: SheetLab;
  beforeAll(async () => {
    at = await openSheetLab(name);
  });
  afterAll(() => at?.close());

  const saysInDialog = (): Promise<string> =>
    at.page.evaluate(() => document.querySelector("#alice dialog[open]")?.textContent ?? "");
  const hasChip = (text: string): Promise<unknown> =>
    until(`a button “${text}”`, async () => {
      const chips = await at.page.$$eval(".xlsx-chip", (all) => all.map((each) => each.textContent ?? ""));
      return chips.some((each) => each.replaceAll(/[\u2068\u2069]/g, "") === text);
    });

  describe("links", () => {
    beforeAll(() => at.open(LINKS));

    it("ask before they leave, and name the address", async () => {
      await at.goTo("alice", 0, 0);
      await hasChip("Open https://example.com/a?b=c");
      await press(at.page, "Alt", "Enter");
      await until("a question", async () => (await saysInDialog()).includes("https://example.com/a?b=c"));
      await at.page.keyboard.press("Escape");
      await until("no question", async () => (await saysInDialog()) === "");
      expect(at.foreign).toEqual([]);
    });

    it("to a script are never followed", async () => {
      await at.goTo("alice", 2, 0);
      await press(at.page, "Alt", "Enter");
      await until("a notice", async () => (await at.notice("alice")).includes("This link is not opened"));
    });

    it("lead to their place in the book", async () => {
      await at.goTo("alice", 1, 0);
      await hasChip("Open Other!C3");
      await at.page.click("#alice .xlsx-chip, .xlsx-chip");
      await until("alice at C3", async () => (await at.said("alice")) === "C3, here");
    });
  });

  describe("rules of formatting", () => {
    beforeAll(() => at.open(RULES));

    const isRed = (row: number, wanted: boolean): Promise<unknown> =>
      until(
        `row ${row + 1} ${wanted ? "red" : "plain"}`,
        async () => ((await at.page.evaluate(colorOf, row)) === "255,0,0") === wanted,
      );

    it("show in the cells, and those that are not shown are counted", async () => {
      await at.goTo("alice", 0, 3);
      for (const row of [0, 1, 2]) await isRed(row, row === 1);
      expect(await at.notice("alice")).toContain("1 rule of formatting of this workbook is not shown");
    });

    it("follow what is typed, and leave nothing of it in the cell", async () => {
      await at.goTo("alice", 1, 0);
      await enter(at.page, "7");
      await enter(at.page, "8");
      await isRed(1, false);
      await isRed(2, true);
      await at.bothHold("2,0: 8");
      const styles = await at.page.evaluate(() =>
        [1, 2].map((row) => lab.model("alice").cellAt("s0", row, 0).style.fill ?? "none"),
      );
      expect(styles).toEqual(["none", "none"]);
    });
  });

  describe("what may stand in a cell", () => {
    beforeAll(() => at.open(CHOICES));

    it("is chosen from a list by the keyboard", async () => {
      await at.goTo("alice", 1, 0);
      await hasChip("▾");
      await press(at.page, "Alt", "ArrowDown");
      await at.page.waitForSelector(".xlsx-choices:focus");
      await at.page.keyboard.press("ArrowDown");
      await at.page.keyboard.press("Enter");
      await at.bothHold("1,0: green");
      await at.page.keyboard.press("ArrowDown");
      await enter(at.page, "red");
      await at.bothHold("2,0: red");
    });

    it("and what may not is refused in the file's words, before anybody sees it", async () => {
      await at.goTo("alice", 3, 0);
      await enter(at.page, "violet");
      await until("a notice", async () =>
        /does not take violet.*Only our colours/.test(await at.notice("alice")),
      );
      await enter(at.page, "red");
      await at.bothHold("4,0: red");
      expect(await at.page.evaluate(() => lab.contents("bob"))).not.toContain("violet");
    });

    it("or is taken with a warning", async () => {
      await at.goTo("alice", 0, 1);
      await enter(at.page, "9");
      await at.bothHold("0,1: 9");
      await until("a warning", async () => (await at.notice("alice")).includes("Few, please."));
    });
  });
});
