import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PNG } from "pngjs";
import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addressOf, BROWSERS, landedOn, screenshot } from "../support/browsers.ts";
import { listHolds, openRow, pickFiles } from "../support/room-page.ts";
import { choose, press, sees, textOf, waitForElement } from "../support/screen.ts";
import { type AliceAtHome, openHome } from "../support/story-world.ts";
import { until } from "../support/until.ts";
import { hostileMarkdown, hostileSvg, millionCells, pdfOf } from "../support/viewed-files.ts";

describe.each(BROWSERS)("files that are only looked at, in %s", (name) => {
  let home: AliceAtHome;
  let page: Page;
  let before = 0;
  beforeAll(async () => {
    home = await openHome(name);
    page = home.page;
    const elsewhere = home.portal.url;
    const files = {
      "letter.pdf": pdfOf("The first page of the letter", "The second page says tulips", "And the third"),
      "photo.png": PNG.sync.write(new PNG({ width: 300, height: 200, fill: true })),
      "drawing.svg": hostileSvg(elsewhere),
      "plan.md": hostileMarkdown(elsewhere),
      // Setting it takes most of a minute
      "stars.md": "a__".repeat(60_000),
      "prices.csv": 'what;price\npeas;2.50\n=HYPERLINK("http://x");4\n',
      "million.csv": millionCells(),
      "notes.txt": "one two three <b>four</b>",
      "broken.pdf": "%PDF-1.7 and then nothing",
      "archive.zip": "PK",
    };
    const folder = await mkdtemp(join(tmpdir(), "strongroom-"));
    for (const [file, content] of Object.entries(files)) await writeFile(join(folder, file), content);
    await pickFiles(page, ...Object.keys(files).map((file) => join(folder, file)));
    await listHolds(page, Object.keys(files));
    await press(page, "Close");
    before = home.line.requests.length;
  }, 150_000);
  afterAll(() => home?.close());

  const look = async (file: string) => {
    if (!(await addressOf(page)).includes("files.html")) await leave();
    await openRow(page, file);
    await landedOn(page, "editor.html");
  };
  const leave = async () => {
    await press(page, "Back to files");
    await landedOn(page, "files.html");
  };

  it("shows a PDF with its text, finds words on a later page and zooms", async () => {
    await look("letter.pdf");
    await sees(page, "The first page of the letter");
    await until("ink on the page", async () => (await inkOn(page)) > 100);
    await choose(page, "More actions for this document", "Find");
    await waitForElement(page, "[data-testid=find-bar]");
    await page.keyboard.type("tulips");
    await sees(page, "1 of 1");
    await sees(page, "The second page says tulips");
    await screenshot(page, `viewers/${name}-pdf`);
    expect(await marksOn(page)).toBeGreaterThan(0);
    await page.keyboard.type("x");
    await sees(page, "Not found");
    expect(await marksOn(page)).toBe(0);
    await page.keyboard.press("Escape");
    const before = await widthOf(page);
    await choose(page, "More actions for this document", "Zoom in");
    await until("a wider page", async () => (await widthOf(page)) > before);
    await leave();
  });

  /** Places that are marked as found. */
  const marksOn = (shown: Page) => shown.evaluate(() => CSS.highlights.get("found")?.size ?? 0);
  /** Dark dots of the first page's picture. */
  const inkOn = (shown: Page) =>
    shown.evaluate(() => {
      const canvas = document.querySelector<HTMLCanvasElement>(".pdf-page canvas");
      const pixels = canvas?.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
      let dark = 0;
      for (let at = 0; at < pixels.length; at += 4) if ((pixels[at] ?? 255) < 100) dark += 1;
      return dark;
    });
  const widthOf = (shown: Page) =>
    shown.evaluate(() => document.querySelector(".pdf-page")?.getBoundingClientRect().width ?? 0);

  it.each(["photo.png", "drawing.svg"])("shows the picture %s", async (file) => {
    await look(file);
    await waitForElement(page, ".viewer-image > img");
    await screenshot(page, `viewers/${name}-${file}`);
    await leave();
  });

  it("sets Markdown as a page, without what is hostile in it", async () => {
    await look("plan.md");
    await sees(page, "Plan of the garden");
    const found = await page.evaluate(() => ({
      pictures: document.querySelectorAll(".viewer img").length,
      links: [...document.querySelectorAll<HTMLAnchorElement>(".viewer a")].map((each) => each.href),
      strangers: document.querySelectorAll(".viewer :is(script, iframe, style, form, button, [id], [class])")
        .length,
      rows: document.querySelectorAll(".viewer td").length,
    }));
    expect(found).toMatchObject({ pictures: 0, links: ["https://example.org/seeds"], rows: 2 });
    await screenshot(page, `viewers/${name}-md`);
    await leave();
  });

  it("shows Markdown that takes for ever to be set as plain text, and says so", async () => {
    await look("stars.md");
    await sees(page, "It is shown as plain text");
    await sees(page, "a__a__a__");
    await leave();
  });

  it("shows a table of values, which calculates nothing", async () => {
    await look("prices.csv");
    await sees(page, "=HYPERLINK");
    expect(await textOf(page)).toContain("peas");
    await screenshot(page, `viewers/${name}-csv`);
    await leave();
  });

  it("shows a table of a million cells line by line, and finds what stands far down", async () => {
    await look("million.csv");
    await sees(page, "r2c3");
    const lines = () => page.evaluate(() => document.querySelectorAll(".viewer-csv tr").length);
    expect(await lines()).toBeLessThan(200);
    await choose(page, "More actions for this document", "Find");
    await waitForElement(page, "[data-testid=find-bar]");
    await page.keyboard.type("r9999c7");
    await sees(page, "1 of 1");
    await sees(page, "r9999c7");
    expect(await lines()).toBeLessThan(200);
    await page.keyboard.press("Escape");
    await screenshot(page, `viewers/${name}-million`);
    await leave();
  });

  it("shows plain text as it is and counts its words", async () => {
    await look("notes.txt");
    await sees(page, "one two three <b>four</b>");
    await choose(page, "More actions for this document", "Statistics");
    await sees(page, "The whole document");
    await press(page, "Close");
    await leave();
  });

  it("says that a broken PDF is broken, and offers what cannot be shown as a download", async () => {
    await look("broken.pdf");
    await waitForElement(page, "[data-testid=error-state][data-code=DOCUMENT_DAMAGED]");
    await leave();
    await look("archive.zip");
    await sees(page, "This kind of file cannot be shown here");
    await leave();
  });

  it("asked the portal for nothing but the files", () => {
    const paths = home.line.requests.slice(before).map(({ path }) => path);
    expect(paths.filter((path) => !path.startsWith("/api/"))).toEqual([]);
  });
});
