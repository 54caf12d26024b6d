import type { Comment } from "@eigenpal/docx-editor-core/types/content";
import type { Document } from "@eigenpal/docx-editor-core/types/document";
import { describe, expect, it } from "vitest";
import { Doc, type Map as SharedMap } from "yjs";
import { SharedComments } from "../../../../extension/editors/docx/shared-comments.ts";
import { sharedWatermark, withSharedPage } from "../../../../extension/editors/docx/shared-page.ts";

const comment: Comment = { id: 1, author: "Bob", content: [{ type: "paragraph", content: [] }] };

const HOSTILE: readonly [string, unknown][] = [
  ["a number", 5],
  ["an empty object", {}],
  ["null", null],
  ["text", "x"],
  ["a list", [1]],
  ["another's number", { ...comment, id: 9 }],
  ["a comment without content", { ...comment, id: 2, content: 5 }],
  ["a comment of nothing", { ...comment, id: 2, content: [null] }],
  ["a comment whose author is none", { ...comment, id: 2, author: {} }],
];

const model = (): Document =>
  ({
    package: { document: { content: [], finalSectionProperties: { pageWidth: 100 } } },
  }) as unknown as Document;

describe("what mallory writes into a document by hand", () => {
  it.each(HOSTILE)("is no comment when it is %s", (_, value) => {
    const doc = new Doc();
    const comments: SharedMap<unknown> = doc.getMap("comments");
    comments.set("1", comment);
    comments.set("2", value);
    expect(new SharedComments(doc).list()).toEqual([comment]);
  });

  it.each(HOSTILE)("is no comment when %s arrives, and can be written over", (_, value) => {
    const doc = new Doc();
    const comments: SharedMap<unknown> = doc.getMap("comments");
    const shared = new SharedComments(doc);
    let told = 0;
    shared.watch(() => {
      told += 1;
    });
    comments.set("1", comment);
    comments.set("2", value);
    expect(shared.list()).toEqual([comment]);
    expect(told).toBe(2);
    const reply = { ...comment, id: 2 };
    shared.take([comment, reply]);
    expect(shared.list()).toEqual([comment, reply]);
  });

  it.each([
    5,
    {},
    "x",
    [],
    { kind: "body", pages: "default", target: "a.xml" },
    { kind: "header", pages: "default", target: "../../x.xml" },
    { kind: "header", pages: "all", target: "a.xml" },
    { kind: "header", pages: "first" },
  ])("is no header when it is %j", (value) => {
    const doc = new Doc();
    const margins: SharedMap<unknown> = doc.getMap("margins");
    margins.set("rId7", value);
    margins.set("rId8", { kind: "header", pages: "first", target: "header8.xml" });
    const { headers, footers } = withSharedPage(doc, model()).package;
    expect([...(headers?.keys() ?? []), ...(footers?.keys() ?? [])]).toEqual(["rId8"]);
  });

  it("is no page set-up and no watermark when it is of another type", () => {
    const doc = new Doc();
    const page: SharedMap<unknown> = doc.getMap("page");
    page.set("pageWidth", "wide");
    page.set("columns", [5]);
    page.set("headerReferences", [null]);
    page.set("pageBorders", 5);
    page.set("watermark", { kind: "picture", scale: 1, dataUrl: "https://mallory.example/" });
    page.set("pageHeight", 200);
    const { finalSectionProperties } = withSharedPage(doc, model()).package.document;
    expect(finalSectionProperties).toEqual({ pageWidth: 100, pageHeight: 200 });
    expect(sharedWatermark(doc)).toBeUndefined();
  });
});
