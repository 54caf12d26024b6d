import { describe, expect, it } from "vitest";
import { linkGoal } from "../../../../../extension/editors/xlsx/links/link-goal.ts";

describe("a link of a spreadsheet", () => {
  it.each([
    ["https://example.com/a?b=c#d", "https://example.com/a?b=c#d", "example.com"],
    ["HTTP://EXAMPLE.com:8080", "http://example.com:8080/", "example.com:8080"],
    ["mailto:alice@example.com", "mailto:alice@example.com", ""],
    [" https://example.com ", "https://example.com/", "example.com"],
    ["https://аррӏе.com", "https://xn--80ak6aa92e.com/", "xn--80ak6aa92e.com"],
  ])("to %s is opened as %s", (target, address, host) => {
    expect(linkGoal(target)).toEqual({ kind: "address", address, host });
  });

  it.each([
    "javascript:alert(1)",
    " java\nscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "file:///etc/passwd",
    "chrome-extension://abc/editor.html",
    "blob:https://example.com/x",
    "vbscript:x",
    "ms-word:ofe|u|https://example.com",
    "//example.com",
    "../secrets.xlsx",
    "https://bank.example@mallory.example/",
    `https://example.com/${"a".repeat(5000)}`,
  ])("to %s is not opened", (target) => {
    expect(linkGoal(target)).toBeNull();
  });

  it("leads to a place in the workbook, whichever way it is said", () => {
    const place = { kind: "place", location: "Other!A3" };
    expect(linkGoal(null, "Other!A3")).toEqual(place);
    expect(linkGoal(null, "#Other!A3")).toEqual(place);
    expect(linkGoal("#Other!A3")).toEqual(place);
    expect(linkGoal(null)).toBeNull();
    expect(linkGoal("")).toBeNull();
  });
});
