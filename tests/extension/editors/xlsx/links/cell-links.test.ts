import { describe, expect, it } from "vitest";
import { Doc } from "yjs";
import { parseCell } from "../../../../../extension/editors/xlsx/formula/references.ts";
import { CellLinks } from "../../../../../extension/editors/xlsx/links/cell-links.ts";
import { placeOf } from "../../../../../extension/editors/xlsx/links/place-of.ts";
import { openModel } from "../../../../../extension/editors/xlsx/model/open-model.ts";
import { readWorkbook } from "../../../../../extension/editors/xlsx/package/read-workbook.ts";
import type { Plain } from "../../../../../shared/bytes.ts";
import { bookBytes } from "../books.ts";
import { corpus, corpusFile } from "../corpus.ts";

const RELATIONSHIPS = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="https://example.com/" TargetMode="External"/></Relationships>`;

const withLinks = (links: string, more: Record<string, string | number> = {}): Plain =>
  bookBytes(
    { Data: { A1: "text", ...more }, Other: { A1: 1, A3: 3 }, Far: { A1: 1 } },
    {
      behind: { Data: `<hyperlinks>${links}</hyperlinks>` },
      names: '<definedNames><definedName name="Goal">Other!$A$3</definedName></definedNames>',
      parts: { "xl/worksheets/_rels/sheet1.xml.rels": RELATIONSHIPS },
    },
  );

function opened(bytes: Plain) {
  const model = openModel(new Doc(), readWorkbook(bytes));
  const links = new CellLinks(model, (sheet, { row, column }) =>
    String(model.cellAt(sheet, row, column).value),
  );
  const at = (cell: string, sheet = "s0") => links.at(sheet, parseCell(cell)!)?.goal;
  return { model, links, at };
}

const OUT = { kind: "address", address: "https://example.com/", host: "example.com" };

describe("links of a file", () => {
  it("are at their cells, and at each cell of an area", () => {
    const { at } = opened(withLinks('<hyperlink ref="B2:C3" r:id="rId1"/>'));
    expect([at("B2"), at("C3"), at("D3")]).toEqual([OUT, OUT, undefined]);
  });

  it("go along with rows and columns, and go with their cells", () => {
    const { model, links, at } = opened(withLinks('<hyperlink ref="B2" r:id="rId1"/>'));
    model.insertLines("s0", "rows", 0, 2);
    model.insertLines("s0", "columns", 1, 1);
    links.forget();
    expect([at("C4"), at("B2")]).toEqual([OUT, undefined]);
    model.removeLines("s0", "rows", 3, 1);
    links.forget();
    expect(at("C4")).toBeUndefined();
  });

  it("lead to their place under the name that its sheet has now, and where it has gone", () => {
    const { model, links, at } = opened(withLinks('<hyperlink ref="A1" location="Other!A3"/>'));
    model.renameSheet("s1", "New name");
    model.insertLines("s1", "rows", 0, 1);
    links.forget();
    expect(at("A1")).toEqual({ kind: "place", location: "'New name'!A4" });
    const one = { left: 0, right: 0 };
    expect(placeOf(model, "s0", "'New name'!A4")).toEqual({
      sheet: "s1",
      area: { top: 3, bottom: 3, ...one },
    });
    expect(placeOf(model, "s0", "goal")).toEqual({ sheet: "s1", area: { top: 3, bottom: 3, ...one } });
    model.setSheetHidden("s1", true);
    expect(placeOf(model, "s0", "goal")).toBeNull();
  });

  it("are also made by formulas, from a text or from a cell", () => {
    const { at } = opened(
      withLinks("", {
        B1: "https://example.com/",
        A2: '=HYPERLINK("https://example.com/","here")',
        A3: "=HYPERLINK(B1)",
        A4: '=HYPERLINK("javascript:alert(1)")',
        A5: '=HYPERLINK("https://"&B1)',
      }),
    );
    expect([at("A2"), at("A3"), at("A4"), at("A5")]).toEqual([OUT, OUT, null, undefined]);
  });

  it.runIf(corpus.length > 0)("are found in real files", () => {
    const book = opened(corpusFile("test-issue-877.xlsx"));
    const goals = book.model
      .sheets()
      .flatMap(({ id }) => ["A1", "D41", "D42"].map((cell) => book.at(cell, id)));
    expect(goals.flatMap((goal) => (goal?.kind === "address" ? goal.address : []))).toEqual(
      expect.arrayContaining([
        "https://www.fega-schmitt.de/unternehmen/standorte/deutschland/",
        "mailto:doku@allessafe.de",
      ]),
    );
  });
});

describe("links that mallory wrote", () => {
  it("over the whole sheet, again and again, hold nobody up", () => {
    const whole = '<hyperlink ref="A1:XFD1048576" r:id="rId1"/>'.repeat(20_000);
    const { at } = opened(withLinks(whole));
    for (let row = 1; row < 100; row++) expect(at(`B${row}`)).toEqual(OUT);
  }, 15_000);

  it.each(["", "1:1", "Other!", "#REF!", "A1:", "[1]Other!A1", "'".repeat(200)])(
    "to %s lead nowhere",
    (location) => {
      expect(placeOf(opened(withLinks("")).model, "s2", location)?.sheet ?? "s2").toBe("s2");
    },
  );
});
