import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { longSheet } from "../bench/long-sheet.ts";
import { BROWSERS } from "../support/browsers.ts";
import { enter } from "../support/grid-page.ts";
import { openSheetLab, type SheetLab } from "../support/sheet-lab.ts";
import { until } from "../support/until.ts";
import type { lab as Lab } from "../support/xlsx-lab/page.ts";

declare const retyped: () => number;

/** Runs in the page: counts the keys that were kept, and typed for her when the grid took them. */
function countRetyped(): void {
  let count = 0;
  const listen = ({ isTrusted }: Event): void => {
    if (!isTrusted) count += 1;
  };
  document.addEventListener("keydown", listen, true);
  Object.assign(globalThis, { retyped: () => count });
}

declare const lab: typeof Lab;

describe.each(BROWSERS)("a spreadsheet that still opens in %s", (name) => {
  let at: SheetLab;
  beforeAll(async () => {
    at = await openSheetLab(name);
  });
  afterAll(() => at?.close());

  it("loses no key, of those that write and of those that move", async () => {
    const bytes = Buffer.from(longSheet(100)).toString("base64");
    await at.page.evaluate(countRetyped);
    await at.page.evaluate((text) => void lab.open(text, ["alice"]), bytes);
    const { keyboard } = at.page;
    await enter(at.page, "first");
    await enter(at.page, "=SUM(B3:B4)");
    for (const key of ["ArrowRight", "ArrowUp", "ArrowUp"] as const) await keyboard.press(key);
    await enter(at.page, "12.5");
    await keyboard.press("Delete");
    for (const words of ["0,0: first", "1,0: =SUM(B3:B4)", "0,1: 12.5"]) await holds(words);
    expect(await at.page.evaluate(() => retyped())).toBeGreaterThan(0);
    await until("no quantity in B2", async () => !(await contents()).includes("1,1: 26"));
  });

  it("takes the focus from nothing that has it", async () => {
    await at.page.evaluate(() => lab.close());
    const focused = await at.page.evaluate(
      async (text) => {
        const button = document.createElement("button");
        document.body.append(button);
        button.focus();
        await lab.open(text, ["alice"]);
        const isFocused = document.activeElement === button;
        button.remove();
        return isFocused;
      },
      Buffer.from(longSheet(5)).toString("base64"),
    );
    expect(focused).toBe(true);
  });

  const contents = async (): Promise<string[]> =>
    (await at.page.evaluate(() => lab.contents("alice"))).split("; ");

  const holds = (words: string) => until(`“${words}”`, async () => (await contents()).includes(words));
});
