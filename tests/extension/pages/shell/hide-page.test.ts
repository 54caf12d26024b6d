import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { hidePage } from "../../../../extension/pages/shell/hide-page.ts";

beforeEach(() => {
  document.title = "Plan.docx";
  document.body.innerHTML = `<div id="app">Strictly between us.</div><div>Between us, measured.</div>`;
});
afterEach(() => document.body.replaceChildren());

describe("a page that is being locked", () => {
  it("has neither text nor title in the document, and comes back once", () => {
    const show = hidePage();
    expect(document.title + document.documentElement.outerHTML).not.toMatch(/Plan|between us/i);
    show();
    expect(document.body.textContent).toContain("Strictly between us.");
  });

  it("comes back only when all who hid it are done", () => {
    const [first, second] = [hidePage(), hidePage()];
    first();
    first();
    expect(document.body.textContent).toBe("");
    second();
    expect(document.body.textContent).toContain("Strictly between us.");
  });
});
