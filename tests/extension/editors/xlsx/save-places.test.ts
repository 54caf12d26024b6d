// What names places outside cells goes along when rows, columns and sheets move.
import { strFromU8, unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import { openModel } from "../../../../extension/editors/xlsx/model/open-model.ts";
import type { WorkbookModel } from "../../../../extension/editors/xlsx/model/workbook-model.ts";
import { readWorkbook } from "../../../../extension/editors/xlsx/package/read-workbook.ts";
import { saveWorkbook } from "../../../../extension/editors/xlsx/save/save-workbook.ts";
import type { Plain } from "../../../../shared/bytes.ts";
import { bookBytes } from "./books.ts";

const DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const relationships = (...types: readonly [type: string, target: string][]): string =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${types
    .map(
      ([type, target], i) => `<Relationship Id="rId${i + 1}" Type="${DOCUMENT}/${type}" Target="${target}"/>`,
    )
    .join("")}</Relationships>`;

const BEHIND =
  '<autoFilter ref="A1:C9"/>' +
  '<mergeCells count="1"><mergeCell ref="E5:F6"/></mergeCells>' +
  '<conditionalFormatting sqref="A3:A9 C3"><cfRule type="expression" dxfId="0" priority="1"><formula>$B3&gt;A3</formula></cfRule></conditionalFormatting>' +
  '<dataValidations count="1"><dataValidation type="list" sqref="B3:B9"><formula1>Other!$A$1:$A$3</formula1></dataValidation></dataValidations>' +
  '<hyperlinks><hyperlink ref="A9" location="Other!A3"/></hyperlinks>' +
  '<rowBreaks count="1"><brk id="8" man="1"/></rowBreaks>' +
  '<drawing r:id="rId1"/><legacyDrawing r:id="rId3"/>' +
  '<tableParts count="1"><tablePart r:id="rId4"/></tableParts>' +
  '<extLst><ext uri="x"><x14:conditionalFormattings xmlns:x14="urn:x14" xmlns:xm="urn:xm"><x14:conditionalFormatting><x14:cfRule type="expression"><xm:f>Other!$A$3</xm:f></x14:cfRule><xm:sqref>A5:A9</xm:sqref></x14:conditionalFormatting></x14:conditionalFormattings></ext></extLst>';

const BOOK = bookBytes(
  {
    Data: { A1: 1, A3: 3, A9: 9, H1: "key", I1: "value", H2: "a", I2: 1, H3: "b", I3: 2 },
    Other: { A1: 1, A2: 2, A3: 3, B1: "=SUM(Data!A1:A9)" },
  },
  {
    behind: { Data: BEHIND },
    names:
      '<definedNames><definedName name="Area">Data!$A$1:$B$9</definedName><definedName name="Own" localSheetId="1">Other!$A$3</definedName></definedNames>',
    parts: {
      "xl/worksheets/_rels/sheet1.xml.rels": relationships(
        ["drawing", "../drawings/drawing1.xml"],
        ["comments", "../comments1.xml"],
        ["vmlDrawing", "../drawings/vml1.vml"],
        ["table", "../tables/table1.xml"],
      ),
      "xl/drawings/_rels/drawing1.xml.rels": relationships(["chart", "../charts/chart1.xml"]),
      "xl/drawings/drawing1.xml": `<wsDr xmlns:r="${DOCUMENT}" xmlns:c="urn:c"><twoCellAnchor><from><col>2</col><colOff>5</colOff><row>4</row><rowOff>6</rowOff></from><to><col>4</col><colOff>0</colOff><row>8</row><rowOff>0</rowOff></to><graphicFrame><c:chart r:id="rId1"/></graphicFrame></twoCellAnchor></wsDr>`,
      "xl/charts/chart1.xml":
        '<c:chartSpace xmlns:c="urn:c"><c:chart><c:plotArea><c:barChart><c:ser><c:val><c:numRef><c:f>Data!$A$1:$A$9</c:f></c:numRef></c:val></c:ser></c:barChart></c:plotArea></c:chart></c:chartSpace>',
      "xl/comments1.xml":
        '<comments><authors><author>alice</author></authors><commentList><comment ref="A3" authorId="0"><text><t>gone?</t></text></comment><comment ref="A9" authorId="0"><text><t>stays</t></text></comment></commentList></comments>',
      "xl/drawings/vml1.vml":
        '<xml xmlns:v="urn:v" xmlns:x="urn:x"><v:shape id="a"><x:ClientData><x:Anchor>1, 15, 2, 10, 3, 15, 5, 4</x:Anchor><x:Row>2</x:Row><x:Column>0</x:Column></x:ClientData></v:shape><v:shape id="b"><x:ClientData><x:Anchor>1, 15, 8, 10, 3, 15, 11, 4</x:Anchor><x:Row>8</x:Row><x:Column>0</x:Column></x:ClientData></v:shape></xml>',
      "xl/tables/table1.xml":
        '<table id="1" name="T" displayName="T" ref="H1:I3"><autoFilter ref="H1:I3"/><tableColumns count="2"><tableColumn id="1" name="key"/><tableColumn id="2" name="value"/></tableColumns></table>',
    },
  },
);

function partAfter(change: (model: WorkbookModel) => void, bytes: Plain = BOOK): (part: string) => string {
  const model = openModel(new Y.Doc(), readWorkbook(bytes));
  change(model);
  const saved = saveWorkbook({ bytes, model });
  expect(saved.report).toEqual({ fallbacks: 0, missing: [] });
  const parts = unzipSync(saved.bytes);
  return (part) => (parts[part] === undefined ? "" : strFromU8(parts[part]));
}

const SHEET = "xl/worksheets/sheet1.xml";

describe("rows inserted above", () => {
  const part = partAfter((model) => model.insertLines("s0", "rows", 1, 2));

  it.each([
    [SHEET, '<autoFilter ref="A1:C11"/>'],
    [SHEET, '<mergeCell ref="E7:F8"/>'],
    [SHEET, '<conditionalFormatting sqref="A5:A11 C5">'],
    [SHEET, "<formula>$B5&gt;A5</formula>"],
    [SHEET, 'sqref="B5:B11"><formula1>Other!$A$1:$A$3</formula1>'],
    [SHEET, '<hyperlink ref="A11" location="Other!A3"/>'],
    [SHEET, '<brk id="10" man="1"/>'],
    [SHEET, "<xm:sqref>A7:A11</xm:sqref>"],
    ["xl/worksheets/sheet2.xml", "<f>SUM(Data!A1:A11)</f>"],
    ["xl/workbook.xml", "Data!$A$1:$B$11"],
    ["xl/charts/chart1.xml", "<c:f>Data!$A$1:$A$11</c:f>"],
    ["xl/drawings/drawing1.xml", "<row>6</row>"],
    ["xl/drawings/drawing1.xml", "<row>10</row>"],
    ["xl/comments1.xml", 'ref="A5"'],
    ["xl/comments1.xml", 'ref="A11"'],
    ["xl/drawings/vml1.vml", "<x:Anchor>1, 15, 4, 10, 3, 15, 7, 4</x:Anchor><x:Row>4</x:Row>"],
    ["xl/tables/table1.xml", 'ref="H1:I5"'],
  ])("move what %s names: %s", (name, wanted) => {
    expect(part(name)).toContain(wanted);
  });
});

describe("a row deleted", () => {
  const part = partAfter((model) => model.removeLines("s0", "rows", 2, 1));

  it.each([
    [SHEET, '<conditionalFormatting sqref="A3:A8">'],
    [SHEET, "<formula>$B3&gt;A3</formula>"],
    ["xl/comments1.xml", 'ref="A8"'],
    ["xl/tables/table1.xml", 'ref="H1:I2"'],
  ])("shortens what %s names: %s", (name, wanted) => {
    expect(part(name)).toContain(wanted);
  });

  it("takes its note and the note's box along", () => {
    expect(part("xl/comments1.xml")).not.toContain("gone?");
    expect(part("xl/drawings/vml1.vml")).not.toContain('id="a"');
    expect(part("xl/drawings/vml1.vml")).toContain('id="b"');
  });
});

describe("a rule whose first area is gone", () => {
  const sqref = "A1:A9 C1:C9";
  const book = bookBytes(
    { Data: { A1: 1, D1: 2 } },
    {
      behind: {
        Data:
          `<conditionalFormatting sqref="${sqref}"><cfRule type="expression" dxfId="0" priority="1"><formula>A1&gt;B1</formula></cfRule></conditionalFormatting>` +
          `<dataValidations count="1"><dataValidation type="whole" sqref="${sqref}"><formula1>B1</formula1></dataValidation></dataValidations>`,
      },
    },
  );
  const part = partAfter((model) => model.removeLines("s0", "columns", 0, 1), book);

  it.each([
    '<conditionalFormatting sqref="B1:B9">',
    "<formula>B1&gt;C1</formula>",
    'sqref="B1:B9"><formula1>C1</formula1>',
  ])("is written as it was meant for the next: %s", (wanted) => {
    expect(part(SHEET)).toContain(wanted);
  });
});

describe("columns of a table", () => {
  it("get a name and a header of their own when they are new", () => {
    const part = partAfter((model) => model.insertLines("s0", "columns", 8, 1));
    expect(part("xl/tables/table1.xml")).toContain('ref="H1:J3"');
    expect(part("xl/tables/table1.xml")).toMatch(/count="3".*name="key".*name="Column2".*name="value"/);
    expect(part(SHEET)).toContain("Column2");
  });

  it("go with the sheet's", () => {
    const part = partAfter((model) => model.removeLines("s0", "columns", 7, 1));
    expect(part("xl/tables/table1.xml")).toMatch(
      /ref="H1:H3".*count="1"><tableColumn id="2" name="value"\/>/,
    );
  });

  it("are called what their header says", () => {
    const part = partAfter((model) => model.setCell("s0", { row: 0, column: 7 }, { value: "word" }));
    expect(part("xl/tables/table1.xml")).toContain('name="word"');
  });

  it("are a table no more without a header", () => {
    const part = partAfter((model) => model.removeLines("s0", "rows", 0, 1));
    expect(part("xl/tables/table1.xml")).toBe("");
    expect(part(SHEET)).not.toContain("tablePart");
    expect(part("xl/worksheets/_rels/sheet1.xml.rels")).not.toContain("table1.xml");
  });
});

describe("sheets", () => {
  it("are called by their new name everywhere", () => {
    const part = partAfter((model) => model.renameSheet("s0", "New name"));
    expect(part("xl/workbook.xml")).toContain("'New name'!$A$1:$B$9");
    expect(part("xl/charts/chart1.xml")).toContain("'New name'!$A$1:$A$9");
    expect(part("xl/worksheets/sheet2.xml")).toContain("<f>SUM('New name'!A1:A9)</f>");
  });

  it("keep their own names when they change places", () => {
    const part = partAfter((model) => model.moveSheet("s1", 0));
    expect(part("xl/workbook.xml")).toMatch(/name="Other".*name="Data"/);
    expect(part("xl/workbook.xml")).toContain('localSheetId="0"');
  });

  it("take their own parts along when they are deleted, and leave #REF! behind", () => {
    const part = partAfter((model) => model.removeSheet("s0"));
    for (const name of [SHEET, "xl/comments1.xml", "xl/charts/chart1.xml", "xl/tables/table1.xml"])
      expect(part(name)).toBe("");
    expect(part("[Content_Types].xml")).not.toContain("sheet1.xml");
    expect(part("xl/worksheets/sheet2.xml")).toContain("<f>SUM(#REF!)</f>");
    expect(part("xl/workbook.xml")).toContain('localSheetId="0"');
  });
});

describe("results", () => {
  it("are written beside formulas for readers that do not compute", () => {
    const model = openModel(new Y.Doc(), readWorkbook(BOOK));
    model.setCell("s0", { row: 0, column: 0 }, { value: 5 });
    const { bytes } = saveWorkbook({
      bytes: BOOK,
      model,
      computed: (sheet, row, column) => (sheet === "s1" && row === 0 && column === 1 ? 17 : undefined),
    });
    expect(strFromU8(unzipSync(bytes)["xl/worksheets/sheet2.xml"]!)).toContain(
      "<f>SUM(Data!A1:A9)</f><v>17</v>",
    );
    expect(strFromU8(unzipSync(bytes)["xl/workbook.xml"]!)).toContain('fullCalcOnLoad="1"');
  });
});
