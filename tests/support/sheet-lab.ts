import type { Page } from "puppeteer-core";
import { cellName } from "../../extension/editors/xlsx/formula/references.ts";
import type { BrowserName } from "./browsers.ts";
import { type EditorLab, openEditorLab } from "./editor-lab.ts";
import { walkToCell } from "./grid-page.ts";
import { until } from "./until.ts";
import type { lab as Lab, Person } from "./xlsx-lab/page.ts";

declare const lab: typeof Lab;

/** What bob can do while alice's hands are on the keys. */
export type Act = (model: ReturnType<typeof Lab.model>) => void;

/** Two people in one spreadsheet, side by side in one page. */
export interface SheetLab extends EditorLab {
  open(bytes: Uint8Array): Promise<void>;
  /** Her or his keys go to the grid, at this cell. */
  goTo(person: Person, row: number, column: number): Promise<void>;
  /** Bob's change stands before alice. `act` runs in the page and knows nothing from here. */
  bobDoes(act: Act): Promise<void>;
  /** Waits until both hold the same, and it says this. */
  bothHold(words: string, sheet?: string): Promise<void>;
  said(person: Person): Promise<string>;
  /** What stands under the grid about others' changes. */
  notice(person: Person): Promise<string>;
  pressNotice(person: Person, label: string): Promise<void>;
}

export async function openSheetLab(name: BrowserName): Promise<SheetLab> {
  const at = await openEditorLab(name, "tests/support/xlsx-lab/page.ts");
  return { ...at, ...hands(at.page) };
}

function hands(page: Page): Omit<SheetLab, keyof EditorLab> {
  const contents = (person: Person, sheet: string) =>
    page.evaluate((who, on) => lab.contents(who, on), person, sheet);
  const said = (person: Person): Promise<string> =>
    page.evaluate(
      (who) => document.querySelector(`#${who} [data-testid=current-cell]`)?.textContent ?? "",
      person,
    );
  return {
    said,
    open: async (bytes) => {
      await page.evaluate(() => lab.close());
      await page.evaluate((text) => lab.open(text), Buffer.from(bytes).toString("base64"));
    },
    async goTo(person, row, column) {
      await page.evaluate((who) => lab.editor(who).focus(), person);
      await walkToCell(page, row, column);
      const name = cellName({ row, column });
      await until(`${person} in ${name}`, async () => (await said(person)).split(", ")[0] === name);
    },
    bobDoes: async (act) => {
      await page.evaluate(
        `(${act})(lab.model("bob")); new Promise((done) => requestAnimationFrame(() => setTimeout(done)))`,
      );
      await until("one state", () => page.evaluate(() => lab.contents("alice") === lab.contents("bob")));
    },
    async bothHold(words, sheet = "s0") {
      for (const person of ["alice", "bob"] as const)
        await until(
          async () => `“${words}” before ${person}, who has ${await contents(person, sheet)}`,
          async () => (await contents(person, sheet)).split("; ").includes(words),
        );
    },
    notice: (person) =>
      page.evaluate(
        (who) =>
          document.querySelector(`#${who} .xlsx-notices`)?.textContent?.replace(/[\u2068\u2069]/g, "") ?? "",
        person,
      ),
    async pressNotice(person, label) {
      for (const button of await page.$$(`#${person} .xlsx-notice button`))
        if ((await button.evaluate((each) => each.textContent)) === label) return button.click();
      throw new Error(`${person} is not offered “${label}”`);
    },
  };
}
