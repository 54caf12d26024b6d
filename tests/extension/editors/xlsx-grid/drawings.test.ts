import { describe, expect, it } from "vitest";
import { Doc } from "yjs";
import { COLUMNS_MAX, ROWS_MAX } from "../../../../extension/editors/xlsx/formula/references.ts";
import { drawingsOn } from "../../../../extension/editors/xlsx/grid/drawings-to-grid.ts";
import { openModel } from "../../../../extension/editors/xlsx/model/open-model.ts";
import { readWorkbook } from "../../../../extension/editors/xlsx/package/read-workbook.ts";
import { chartedBook, KINDS } from "../xlsx/charted-book.ts";

function opened(change?: Parameters<typeof chartedBook>[0]) {
  const model = openModel(new Doc(), readWorkbook(chartedBook(change)));
  const [sheet] = model.workbook.sheets;
  const drawings = { model, unit: "book", nameKind: (kind: string) => `Chart: ${kind}` };
  return { model, drawn: () => drawingsOn(drawings, sheet!) };
}

describe("charts on a sheet", () => {
  it("are all there, each as a picture of its own", () => {
    const shown = opened().drawn();
    expect(shown).toHaveLength(KINDS.length);
    for (const [i, { source }] of shown.entries())
      expect(decodeURIComponent(source)).toContain(`>A ${KINDS[i]}</text>`);
  });

  it("go along when alice inserts rows above, and grow with rows among theirs", () => {
    const { model, drawn } = opened();
    const [before] = drawn();
    model.insertLines("s0", "rows", 0, 2);
    const [below] = drawn();
    expect(below!.sheetTransform.from.row).toBe(before!.sheetTransform.from.row + 2);
    expect(below!.transform.height).toBe(before!.transform.height);
    model.insertLines("s0", "rows", 7, 3);
    expect(drawn()[0]!.transform.height).toBeGreaterThan(before!.transform.height);
  });

  it("follow the widths of columns, and stay when theirs are deleted", () => {
    const { model, drawn } = opened();
    const [before] = drawn();
    model.setLineSize("s0", "columns", 0, 40);
    expect(drawn()[0]!.transform.left).toBeGreaterThan(before!.transform.left);
    model.removeLines("s0", "rows", 2, 4);
    expect(drawn()[0]!.sheetTransform.from.row).toBe(2);
    expect(drawn()[0]!.transform.height).toBeLessThan(before!.transform.height);
  });
});

describe("a drawing that mallory wrote", () => {
  const TIME_MS = 15_000;

  it.each(["1e12", "Infinity", "-1e12", "2.5", "NaN"])(
    "at row and column %s is somewhere on the sheet",
    (at) => {
      const far = (xml: string) =>
        xml
          .replaceAll(/<xdr:(col|row)>\d+</g, `<xdr:$1>${at}<`)
          .replaceAll(/<xdr:(colOff|rowOff)>\d+</g, `<xdr:$1>${at}<`);
      const shown = opened((xml, part) => (part.includes("drawing1.xml") ? far(xml) : xml)).drawn();
      expect(shown).toHaveLength(KINDS.length);
      for (const { transform, sheetTransform } of shown) {
        expect(
          Object.values(transform).every((each) => typeof each === "boolean" || Number.isFinite(each)),
        ).toBe(true);
        for (const { row, column } of [sheetTransform.from, sheetTransform.to]) {
          expect(Number.isInteger(row) && row >= 0 && row < ROWS_MAX).toBe(true);
          expect(Number.isInteger(column) && column >= 0 && column < COLUMNS_MAX).toBe(true);
        }
      }
    },
    TIME_MS,
  );

  it(
    "many times at the last row is there in no time, and as often as a sheet may have one",
    () => {
      const many = (xml: string) =>
        xml.replace(/<xdr:twoCellAnchor>.*<\/xdr:twoCellAnchor>/s, (anchors) =>
          anchors.replaceAll(/<xdr:row>\d+</g, `<xdr:row>${ROWS_MAX - 1}<`).repeat(100),
        );
      const shown = opened((xml, part) => (part.endsWith("drawing1.xml") ? many(xml) : xml)).drawn();
      expect(shown).toHaveLength(500);
    },
    TIME_MS,
  );

  it(
    "stays on the sheet however many rows mallory inserts above it",
    () => {
      const { model, drawn } = opened();
      const births = model.doc.getMap("xlsx.births");
      births.set("s0|r|evil", { after: "", count: 1e12, time: 1, like: "" });
      model.doc.getMap("xlsx.marks").set("s0|r|live|evil", 1);
      expect(drawn()[0]!.sheetTransform.from.row).toBeLessThan(ROWS_MAX);
    },
    TIME_MS,
  );

  it(
    "of thousands of series with far points is drawn in part",
    () => {
      const last = '<c:pt idx="3999"><c:v>1</c:v></c:pt>';
      const series = `<c:ser><c:cat>${last}</c:cat><c:val>${last}</c:val></c:ser>`;
      const [first] = opened((xml, part) =>
        part.endsWith("chart1.xml")
          ? xml.replace("</c:barChart>", () => `${series.repeat(3_000)}</c:barChart>`)
          : xml,
      ).drawn();
      expect(first!.source.length).toBeLessThan(5_000_000);
      expect(decodeURIComponent(first!.source)).toContain(">A barChart</text>");
    },
    TIME_MS,
  );
});
