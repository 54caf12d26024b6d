import { describe, expect, it } from "vitest";
import { readAhead, takeRead } from "../../../../extension/editors/docx/read-once.ts";
import { asPlain } from "../../../../shared/bytes.ts";
import { sampleDocx } from "../../../support/sample-docx.ts";

describe("a text document that its first reader makes a session of", () => {
  it("is read once, and anew by the next editor", async () => {
    const bytes = asPlain(sampleDocx().slice());
    const ahead = readAhead(bytes);
    expect(takeRead(bytes)).toBe(ahead);
    const next = takeRead(bytes);
    expect(next).not.toBe(ahead);
    expect((await next).body.textContent).toBe((await ahead).body.textContent);
  });
});
