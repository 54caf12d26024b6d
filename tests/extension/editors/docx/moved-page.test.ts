import { schema } from "@eigenpal/docx-editor-core/prosemirror";
import type { Node } from "prosemirror-model";
import { beforeEach, describe, expect, it } from "vitest";
import { keptTable } from "../../../../extension/editors/docx/kept-tables.ts";
import { type Drawing, keepPage, type PlacedPage } from "../../../../extension/editors/docx/moved-page.ts";

interface Drawn {
  readonly at: number;
  readonly number: number;
  readonly text?: string;
  readonly y?: number;
  readonly theme?: object;
}

const THEME = {};

/** A page with one paragraph at this place of the text, as the library lays it out: with a number of its own each time. */
function drawn({ at, number, text = "The rent is 900.", y = 96, theme = THEME }: Drawn): {
  page: PlacedPage;
  rendered: boolean;
  drawing: Drawing;
} {
  const places = { pmStart: at, pmEnd: at + 18 };
  const runs = [{ kind: "text", text, pmStart: at + 1, pmEnd: at + 17 }];
  const block = {
    kind: "paragraph",
    id: `block-${number}`,
    runs,
    attrs: { spacing: { after: 8 } },
    ...places,
  };
  const measure = { kind: "paragraph", lines: [{ fromRun: 0, toRun: 0, width: 90 }], totalHeight: 20 };
  const fragment = { kind: "paragraph", blockId: block.id, x: 96, y, ...places };
  const page = { number: 2, size: { w: 816, h: 1056 }, fragments: [fragment] };
  return { page, rendered: true, drawing: { theme, blockLookup: new Map([[block.id, { block, measure }]]) } };
}

let element: HTMLElement;

beforeEach(() => {
  element = document.createElement("div");
  element.innerHTML =
    '<div class="layout-page-header"><span data-pm-start="1"></span></div>' +
    '<div class="layout-page-content"><p data-pm-start="10" data-pm-end="28"><span data-pm-start="11" data-pm-end="27"></span></p><b data-table-pm-start="10"></b></div>';
});

const placesIn = (part: string): string[] =>
  [...element.querySelectorAll<HTMLElement>(`.layout-page-${part} *`)].flatMap(({ dataset }) =>
    [dataset.pmStart, dataset.pmEnd, dataset.tablePmStart].filter((place) => place !== undefined),
  );

describe("a page behind the one on which somebody types", () => {
  it("stays as it is drawn and knows where its text is now", () => {
    const [before, now] = [drawn({ at: 10, number: 1 }), drawn({ at: 12, number: 7 })];
    expect(keepPage(element, before, now)).toBe(true);
    expect(placesIn("content")).toEqual(["12", "30", "13", "29", "12"]);
    expect(placesIn("header")).toEqual(["1"]);
  });

  it("stays untouched when it stands before that one", () => {
    expect(keepPage(element, drawn({ at: 10, number: 1 }), drawn({ at: 10, number: 7 }))).toBe(true);
    expect(placesIn("content")).toEqual(["10", "28", "11", "27", "10"]);
  });

  it.each([
    ["has other words", { text: "The rent is 901." }],
    ["has its words elsewhere on the paper", { y: 116 }],
    ["has other colours", { theme: {} }],
  ])("is drawn anew when it %s", (_, change) => {
    const before = drawn({ at: 10, number: 1 });
    expect(keepPage(element, before, drawn({ at: 10, number: 7, ...change }))).toBe(false);
    expect(keepPage(element, before, drawn({ at: 12, number: 7, ...change }))).toBe(false);
    expect(placesIn("content")).toEqual(["10", "28", "11", "27", "10"]);
  });

  it("stays when it holds a table that was kept, which is at its new place before as now", () => {
    const node = schema.node("table", null, [
      schema.node("tableRow", null, [schema.node("tableCell", null, [schema.node("paragraph")])]),
    ]);
    const making = () => ({ pageContentHeight: 900 });
    const make = (_: Node, at: number) => ({ kind: "table", id: "block-1", pmStart: at, pmEnd: at + 18 });
    const withTable = (at: number, y = 96) => {
      const block = keptTable(make, node, at, making());
      const { page, ...rest } = drawn({ at, number: 1, y });
      return { page, ...rest, drawing: { ...rest.drawing, blockLookup: new Map([["block-1", { block }]]) } };
    };
    const before = withTable(10);
    expect(keepPage(element, before, withTable(12))).toBe(true);
    expect(placesIn("content")).toEqual(["12", "30", "13", "29", "12"]);
    expect(keepPage(element, before, withTable(12, 116))).toBe(false);
  });

  it("is drawn when it was out of sight, or is new", () => {
    const now = drawn({ at: 10, number: 7 });
    expect(keepPage(element, { ...drawn({ at: 10, number: 1 }), rendered: false }, now)).toBe(false);
    expect(keepPage(element, undefined, now)).toBe(false);
  });
});
