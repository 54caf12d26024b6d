import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addressOf, BROWSERS, goTo, landedOn, openPage } from "../support/browsers.ts";
import {
  documentSays,
  documentStands,
  newDocument,
  pressKeys,
  save,
  saveStateIs,
  type,
} from "../support/document-page.ts";
import { listHolds, openRow } from "../support/room-page.ts";
import { press } from "../support/screen.ts";
import { type AliceAtHome, openHome } from "../support/story-world.ts";
import { until } from "../support/until.ts";

describe.each(BROWSERS)("a document in %s", (name) => {
  let home: AliceAtHome;
  let page: Page;
  let file: string;
  beforeAll(async () => {
    home = await openHome(name);
    page = home.page;
    await newDocument(page);
    file = new URLSearchParams(new URL(await addressOf(page)).hash.slice(1)).get("file") ?? "";
    // What a portal may hold: a page with a link to the file, and a page at the file's own address, both with a script
    home.line.play(({ path }, response) => {
      const isLetter = path === "/letter";
      if (!isLetter && !path.startsWith("/files/")) return false;
      response.setHeader("content-type", "text/html");
      response.end(`<script>fetch("/script-ran-on-${isLetter ? "letter" : "file"}")</script>
        <a href="/files/${file}" onclick="fetch('/click-seen')">The contract</a>`);
      return true;
    });
  });
  afterAll(() => home?.close());

  const asked = (path: string) => home.line.requests.filter((each) => each.path === path).length;

  const barSays = () =>
    page.evaluate(() =>
      ["[aria-label='Select font family']", "[data-testid='font-size-display']"].map(
        (part) => document.querySelector(part)?.textContent,
      ),
    );

  it("names the font of the text at the caret, and of all of it when it is selected", async () => {
    await type(page, "Dear Bob, all is well.");
    expect(await barSays()).toEqual(["Calibri", "11"]);
    await pressKeys(page, "Control", "a");
    await pressKeys(page, "Control", "b");
    await until("the bar to show that all is bold", () =>
      page.evaluate(
        () => document.querySelector("[data-testid='toolbar-bold']")?.getAttribute("aria-pressed") === "true",
      ),
    );
    expect(await barSays()).toEqual(["Calibri", "11"]);
    await pressKeys(page, "Control", "b");
  });

  it("takes typing and formatting, and Ctrl+S saves them", async () => {
    await pressKeys(page, "Control", "a");
    await pressKeys(page, "Control", "b");
    await save(page);
    expect(await page.evaluate(() => document.title)).toContain("🔒");
  });

  it("opens again as it was saved", async () => {
    await press(page, "Back to files");
    await landedOn(page, "files.html");
    await openRow(page, "New document.docx");
    await documentStands(page);
    await documentSays(page, "Dear Bob, all is well.");
    expect(await weightOf(page, "Dear Bob")).toBeGreaterThanOrEqual(600);
  });

  const weightOf = (shown: Page, text: string) =>
    shown.evaluate((wanted) => {
      const spans = [...document.querySelectorAll<HTMLElement>(".layout-page span")];
      const span = spans.findLast((each) => each.textContent?.includes(wanted));
      return span ? Number(getComputedStyle(span).fontWeight) : 0;
    }, text);

  /** What this very page asked the portal for, in order. */
  const askedBy = (shown: Page): Promise<string[]> =>
    shown.evaluate(
      (portal) =>
        performance
          .getEntriesByType("resource")
          .flatMap((each) => (each.name.startsWith(portal) ? [new URL(each.name).pathname] : [])),
      home.portal.url,
    );

  it("opens by a click on a link on a portal's page, with two requests and one socket; the page hears nothing of it, and Back leads back", async () => {
    const sockets = asked(`/api/live/${file}`);
    const visit = await home.at.browser.newPage();
    await goTo(home.at, visit, `${home.portal.url}/letter`);
    await press(visit, "The contract");
    await documentStands(visit);
    await documentSays(visit, "Dear Bob");
    expect(await askedBy(visit)).toEqual([
      `/api/files/${file}/open`,
      expect.stringMatching(/^\/api\/blobs\/[^/]+\/content$/),
    ]);
    await until("the socket", async () => asked(`/api/live/${file}`) > sockets);
    expect(asked(`/files/${file}`)).toBe(0);
    expect(asked("/click-seen")).toBe(0);
    expect(asked("/script-ran-on-letter")).toBe(1);
    await visit.evaluate(() => history.back());
    await landedOn(visit, "/letter");
    await visit.close();
  });

  it("opens by its address, typed into a new tab, and no script of the portal runs", async () => {
    const visit = await home.at.browser.newPage();
    await goTo(home.at, visit, `${home.portal.url}/letter`);
    await landedOn(visit, "/letter");
    visit.goto(`${home.portal.url}/files/${file}`).catch(() => {});
    await documentStands(visit);
    await documentSays(visit, "Dear Bob");
    expect(asked("/script-ran-on-file")).toBe(0);
    await visit.evaluate(() => history.back());
    await landedOn(visit, "/letter");
    await visit.close();
  });

  it("saves by itself when the person stops typing", async () => {
    await type(page, "I typed and stopped.");
    await saveStateIs(page, "Saved at");
    const saved = await openPage(home.at, `editor.html${new URL(await addressOf(page)).hash}`);
    await documentSays(saved, "I typed and stopped.");
    await saved.close();
  });

  it("saves what was just typed before it goes back to the files", async () => {
    await type(page, "And left at once.");
    await press(page, "Back to files");
    await landedOn(page, "files.html");
    await openRow(page, "New document.docx");
    await documentStands(page);
    await documentSays(page, "And left at once.");
  });

  it("asks before the tab is closed in the middle of a word, and saves while it asks", async () => {
    const asked = new Promise<string>((resolve) => {
      page.once("dialog", (dialog) => {
        resolve(dialog.type());
        void dialog.dismiss();
      });
    });
    await type(page, "Closing now.");
    await page.close({ runBeforeUnload: true });
    expect(await asked).toBe("beforeunload");
    await saveStateIs(page, "Saved at");
  });

  it("says that it is not saved while the portal is away, and saves when it is back", async () => {
    home.line.cut();
    await type(page, "Written on a train.");
    await pressKeys(page, "Control", "s");
    await saveStateIs(page, "Not saved: offline");
    home.line.mend();
    await pressKeys(page, "Control", "s");
    await saveStateIs(page, "Saved at");
  });

  it("shows in both tabs what is typed in either, and saves it once for both", async () => {
    const other = await openPage(home.at, `editor.html${new URL(await addressOf(page)).hash}`);
    await documentStands(other);
    await documentSays(other, "Written on a train.");
    await page.bringToFront(); // a tab in the back takes no keys and draws nothing
    await type(page, "From the first tab.");
    await other.bringToFront();
    await documentSays(other, "From the first tab.");
    await type(other, "From the second tab.");
    await page.bringToFront();
    await documentSays(page, "From the second tab.");
    await other.bringToFront();
    await saveStateIs(other, "Saved at");
    await other.close();
    await page.bringToFront();
    await saveStateIs(page, "Saved at");
    await press(page, "Back to files");
    await landedOn(page, "files.html");
    await listHolds(page, ["New document.docx"]);
    await openRow(page, "New document.docx");
    await documentSays(page, "From the first tab.");
    await documentSays(page, "From the second tab.");
  });
});
