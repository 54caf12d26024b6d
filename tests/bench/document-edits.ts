import type { Page } from "puppeteer-core";
import type { DocumentKind } from "../../extension/editors/document-kinds.ts";
import { goToCell } from "../support/grid-page.ts";
import { until } from "../support/until.ts";
import type { Watched } from "./in-browser/watch-edits.ts";

/** How one edits a document of a kind by the keyboard, and where that is seen. */
export interface Editing {
  readonly watched: Watched;
  /** Who edits sees it elsewhere. */
  readonly watchedByEditor?: Partial<Watched>;
  /** Brings the caret to where the edits are made. */
  take(page: Page): Promise<void>;
  /** Brings that place in sight. */
  look(page: Page): Promise<void>;
  /** Makes the n-th edit; the first is 1. */
  edit(page: Page, n: number): Promise<void>;
}

const LETTERS = ["q", "x"] as const;
const typeLetter = (page: Page, n: number): Promise<void> => page.keyboard.press(LETTERS[n % 2] ?? "q");
const nothing = async (): Promise<void> => undefined;

const docx: Editing = {
  watched: {
    // The first page alone: to read all fifty at each frame is no part of what is measured
    selector: ".layout-page[data-page-number='1']",
    ...{ mark: "Chapter 1", shows: "letters", keys: LETTERS },
  },
  async take(page) {
    await page.bringToFront();
    const { x, y } = await headingPlace(page);
    await page.mouse.click(x, y);
    await page.keyboard.press("End");
  },
  look: nothing,
  edit: typeLetter,
};

/** The middle of the first heading's words. */
const headingPlace = (page: Page): Promise<{ x: number; y: number }> =>
  until("the first heading", () =>
    page.evaluate(() => {
      const all = [...document.querySelectorAll(".layout-page *")];
      const found = all.findLast(({ textContent }) => /^Chapter\s1$/.test(textContent?.trim() ?? ""));
      const box = found?.getBoundingClientRect();
      return box && { x: box.x + Math.min(box.width, 100) / 2, y: box.y + box.height / 2 };
    }),
  );

/** The quantity in the second row: a product and a sum of ten thousand hang on it. */
const xlsx: Editing = {
  watched: {
    ...{ selector: ".xlsx-mirror [role=gridcell]", attribute: "aria-label", mark: "B2 " },
    ...{ shows: "numbers", keys: ["Tab"] },
  },
  async take(page) {
    await page.bringToFront();
    await goToCell(page, 1, 1);
  },
  look: (page) => goToCell(page, 1, 1),
  async edit(page, n) {
    await page.keyboard.type(String(1000 + n));
    await page.keyboard.press("Tab");
    await page.keyboard.press("ArrowLeft");
  },
};

const pptx: Editing = {
  watched: {
    selector: "[data-pptx-element][data-element-id]",
    ...{ mark: "Slide 1", shows: "letters", keys: LETTERS },
  },
  watchedByEditor: { selector: "[data-inline-editor]" },
  async take(page) {
    await page.bringToFront();
    const { x, y } = await titlePlace(page);
    await page.mouse.click(x, y);
    await page.mouse.click(x, y, { count: 2 });
    await page.waitForSelector("[data-inline-editor]");
    await page.keyboard.press("End");
  },
  look: nothing,
  edit: typeLetter,
};

/** The middle of the box at the top of the slide. */
const titlePlace = (page: Page): Promise<{ x: number; y: number }> =>
  until("the title of the slide", () =>
    page.evaluate(() => {
      const boxes = [...document.querySelectorAll("[data-pptx-element][data-element-id]")]
        .map((each) => each.getBoundingClientRect())
        .filter(({ width }) => width > 250)
        .sort((a, b) => a.y - b.y);
      const [found] = boxes;
      return found && { x: found.x + found.width / 2, y: found.y + found.height / 2 };
    }),
  );

export const EDITS: Readonly<Record<DocumentKind, Editing>> = { docx, xlsx, pptx };
