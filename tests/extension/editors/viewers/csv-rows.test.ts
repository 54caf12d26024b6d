import { describe, expect, it } from "vitest";
import { csvRows, numberIn } from "../../../../extension/editors/viewers/csv-rows.ts";

describe("comma-separated values", () => {
  it.each([140, 160, 1000])("are the same rows, read %i letters at a time", async (length) => {
    const quoted = '"peas; green";2.50\n\n"a ""word""\nover two lines";4\n';
    const rows = await csvRows("what;price\n".repeat(12) + quoted, length);
    expect(rows.slice(11)).toEqual([
      ["what", "price"],
      ["peas; green", "2.50"],
      ['a "word"\nover two lines', "4"],
    ]);
  });

  it("leave the page its turns while a long file is read", async () => {
    let turns = 0;
    const timer = setInterval(() => (turns += 1), 0);
    const rows = await csvRows("one,two\n".repeat(20_000), 4096);
    clearInterval(timer);
    expect(rows).toHaveLength(20_000);
    expect(turns).toBeGreaterThan(5);
  });

  it.each([
    ["2.50", 2.5],
    [" -1e3 ", -1000],
    ["1,000", null],
    ["", null],
    ["0x10", null],
  ])("take %j for %j", (text, number) => {
    expect(numberIn(text)).toBe(number);
  });
});
