import type { TestBrowser } from "../../tests/support/browsers.ts";
import { openGallery } from "../../tests/support/gallery-site.ts";
import { waitForElement } from "../../tests/support/screen.ts";
import type { Take } from "./capture.ts";

/** States that hardly anybody ever sees, drawn by the components of the pages: `tests/support/gallery` holds them. */

const SHOWN =
  /^(?:above-|draft-found|denied|restore-refused|files-transfers|files-many|files-offline|shortcuts)/;

/** @param take pictures of each scene, named by it */
export async function lookAtGallery({ browser }: TestBrowser, take: Take): Promise<void> {
  const site = await openGallery();
  try {
    const page = await browser.newPage();
    await page.goto(site.sceneUrl(""));
    await waitForElement(page, "a[href^='#scene']");
    const scenes = await page.$$eval("a", (links) => links.map((link) => link.textContent ?? ""));
    for (const scene of scenes.filter((each) => SHOWN.test(each))) {
      await page.goto(site.sceneUrl(scene));
      await page.waitForFunction(() => document.body.childElementCount > 0);
      await take(page, scene, [380, 1280]);
    }
    await page.close();
  } finally {
    site.close();
  }
}
