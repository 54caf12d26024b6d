import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { renderRightsDoc } from "../../../tools/rights-doc.ts";

describe("docs/rights.md", () => {
  it("is what the tables say now; otherwise run npm run rights-doc", () => {
    expect(readFileSync(new URL("../../../docs/rights.md", import.meta.url), "utf8")).toBe(renderRightsDoc());
  });
});
