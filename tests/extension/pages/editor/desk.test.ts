import { afterEach, describe, expect, it, vi } from "vitest";
import type { OpenedDocument } from "../../../../extension/files/document.ts";
import { type OpenPhase, openDesk } from "../../../../extension/pages/editor/desk.ts";
import { ENGLISH } from "../../../../extension/ui/locale.ts";
import { asPlain, utf8 } from "../../../../shared/bytes.ts";

/** Alice opens a text in an element of the page, until she leaves. */
function open(leaving: AbortController) {
  const element = document.createElement("main");
  document.body.append(element);
  const bytes = asPlain(utf8("A text."));
  const opened = { name: "Notes.txt", version: 1, canEdit: true, bytes } as OpenedDocument;
  const phase: OpenPhase = { kind: "open", opened, bytes, baseVersion: 1, isDraft: false };
  const nothing = () => undefined;
  const desk = openDesk({
    ...{ element, phase, kind: "text", author: "Alice", locale: ENGLISH },
    ...{ onReplaced: nothing, onError: nothing, signal: leaving.signal },
  });
  return { element, desk };
}

// Browsers have it, this page has not
vi.stubGlobal("CSS", { highlights: new Map() });
afterEach(() => document.body.replaceChildren());

describe("a desk", () => {
  it("stands with the document on it", async () => {
    const { element, desk } = open(new AbortController());
    const opened = await desk;
    expect(element.textContent).toBe("A text.");
    await opened.dispose();
    expect(element.textContent).toBe("");
  });

  it("gives up work whose draft this browser cannot remove: it is offered once more", async () => {
    const desk = await open(new AbortController()).desk;
    await expect(desk.discardWork()).resolves.toBeUndefined();
    await desk.dispose();
  });

  it("is never set up when alice has left already", async () => {
    const leaving = new AbortController();
    const { element, desk } = open(leaving);
    leaving.abort();
    await expect(desk).rejects.toMatchObject({ name: "AbortError" });
    expect(element.textContent).toBe("");
  });

  it("is taken down again when alice leaves while the document comes onto it", async () => {
    const leaving = new AbortController();
    const { element, desk } = open(leaving);
    new MutationObserver(() => leaving.abort()).observe(element, { childList: true });
    await expect(desk).rejects.toMatchObject({ name: "AbortError" });
    expect(element.textContent).toBe("");
  });
});
