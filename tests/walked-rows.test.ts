import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { MATRIX } from "../shared/rights/matrix.ts";
import { notOfferedReason } from "../shared/rights/not-offered.ts";
import { WALKED_ROWS } from "./support/walked-rows.ts";

describe("the access-rights table, by hand", () => {
  it.each(Object.entries(MATRIX).map(([right, { n }]) => [n, right]))(
    "row %d, %s, is walked by a test in both browsers, or is not offered",
    (n, right) => {
      const isWalked = WALKED_ROWS.some(({ rows }) => rows.some((row) => row === n));
      expect(isWalked).toBe(notOfferedReason(right) === null);
    },
  );

  it.each(WALKED_ROWS)("is walked in $file by the test that $test", ({ file, test }) => {
    const text = readFileSync(new URL(`../${file}`, import.meta.url), "utf8");
    expect(text).toContain("describe.each(BROWSERS)");
    expect(text).toContain(`it("${test}"`);
  });
});
