import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { violationsOn } from "../support/axe.ts";
import { BROWSERS, launch, type TestBrowser } from "../support/browsers.ts";
import { type GallerySite, openGallery } from "../support/gallery-site.ts";
import { press, sees, waitForElement } from "../support/screen.ts";

// No walk gets into these states quickly: they are drawn by the pages' own components, in real browsers.
describe.each(BROWSERS)("what is seldom seen of an open document, in %s", (name) => {
  let at: TestBrowser;
  let site: GallerySite;
  let page: Page;
  beforeAll(async () => {
    [at, site] = await Promise.all([launch(name), openGallery()]);
    page = await at.browser.newPage();
  });
  afterAll(async () => {
    site?.close();
    await at?.close();
  });

  const open = async (scene: string) => {
    await page.goto(site.sceneUrl(scene));
    await waitForElement(page, ".editor-page, .card-page, dialog");
  };

  it("has nothing that axe objects to", async () => {
    await page.goto(site.sceneUrl(""));
    await waitForElement(page, "a");
    const scenes = await page.$$eval("a", (links) => links.map((link) => link.textContent ?? ""));
    const ofEditor = scenes.filter((each) => /^(?:above-|draft-|denied|restore-)/.test(each));
    expect(ofEditor.length).toBeGreaterThan(10);
    for (const scene of ofEditor) {
      await open(scene);
      expect(await violationsOn(page), scene).toEqual([]);
    }
  });

  it.each([
    ["before a text is given up for a newer one", "above-conflict", "Open the newer version", "Give up"],
    ["before kept work is thrown away", "draft-found", "Discard", "Discard the unsaved work?"],
  ])("asks so that everybody can answer: %s", async (_, scene, action, question) => {
    await open(scene);
    await press(page, action);
    await sees(page, question);
    expect(await violationsOn(page)).toEqual([]);
  });
});
