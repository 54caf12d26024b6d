import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addressOf, BROWSERS, openPage, screenshot } from "../support/browsers.ts";
import {
  clickDocument,
  documentSays,
  documentStands,
  documentText,
  newDocument,
  save,
  type,
} from "../support/document-page.ts";
import { choose, press, sees, waitForElement } from "../support/screen.ts";
import { type AliceAtHome, openHome } from "../support/story-world.ts";
import { until } from "../support/until.ts";

const REFUSED = "Others have this document open.";

describe.each(BROWSERS)("the versions of a document in %s", (name) => {
  let home: AliceAtHome;
  let page: Page;
  beforeAll(async () => {
    home = await openHome(name);
    page = home.page;
    await newDocument(page);
    await type(page, "The first thought.");
    await save(page);
    await type(page, " The second thought.");
    await save(page);
  }, 150_000);
  afterAll(() => home?.close());

  it("are listed with who and when", async () => {
    await choose(page, "More actions for this document", "Version history");
    await until(
      "three versions",
      async () => (await page.$$("[data-testid=version-rows] > li")).length === 3,
    );
    await sees(page, "Version 3 · Newest");
    await sees(page, "Alice Owner");
    await screenshot(page, `history/${name}-panel`);
  });

  it("can be looked at, and not changed", async () => {
    await press(page, "View version 2");
    await sees(page, "You are looking at version 2");
    await documentStands(page);
    await documentSays(page, "The first thought.");
    expect(await documentText(page)).not.toContain("second thought");
    await clickDocument(page);
    await page.keyboard.type("Not to be seen");
    expect(await documentText(page)).not.toContain("Not to be seen");
    await screenshot(page, `history/${name}-version`);
    await press(page, "Back to the newest version");
    await waitForElement(page, "[data-testid=editor-page]");
    await documentSays(page, "The second thought.");
  });

  it("are not restored under somebody else, neither beside the document nor on their own page", async () => {
    const other = await openPage(home.at, (await addressOf(page)).slice(home.at.origin.length + 1));
    await documentStands(other);
    await page.bringToFront();
    await choose(page, "More actions for this document", "Version history");
    await waitForElement(page, "[data-testid=people-here]");
    await press(page, "Restore version 2");
    await press(page, "Restore this version");
    await sees(page, REFUSED);
    await press(page, "Close");
    await choose(page, "More actions for this document", "Version history");
    await press(page, "View version 2");
    await sees(page, "You are looking at version 2");
    await documentStands(page);
    await press(page, "Restore this version");
    await press(page, "Restore this version");
    await sees(page, REFUSED);
    await press(page, "Close");
    await other.close();
    await press(page, "Back to the newest version");
    await documentSays(page, "The second thought.");
  });

  it("can be restored, as a new version on top of the others", async () => {
    await choose(page, "More actions for this document", "Version history");
    await press(page, "Restore version 2");
    await press(page, "Restore this version");
    await until("the restored text", async () => {
      const text = await documentText(page);
      return text.includes("The first thought.") && !text.includes("second thought");
    });
    await documentStands(page);
    await choose(page, "More actions for this document", "Version history");
    await sees(page, "Version 4 · Newest");
  });
});
