import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { unlock } from "../support/at-browser.ts";
import { addressOf, BROWSERS, openPage } from "../support/browsers.ts";
import { documentSays, newDocument, save, type } from "../support/document-page.ts";
import { listHolds } from "../support/room-page.ts";
import { press, sees } from "../support/screen.ts";
import { type AliceAtHome, openFiles, openHome } from "../support/story-world.ts";
import { until } from "../support/until.ts";

declare const chrome: {
  readonly storage: {
    readonly onChanged: {
      addListener(listener: (changes: Record<string, { newValue?: unknown }>, area: string) => void): void;
    };
  };
};
declare global {
  var clearedAfterMs: number | undefined;
}

/** From now on the page takes the time from hearing of a lock to showing nothing of this text any more. */
function watch(page: Page, secret: string): Promise<void> {
  return page.evaluate((wanted) => {
    const shows = () => (document.title + document.documentElement.outerHTML).includes(wanted);
    chrome.storage.onChanged.addListener((changes, area) => {
      const isLock = Object.entries(changes).some(
        ([key, { newValue }]) => key.startsWith("unlocked") && newValue === undefined,
      );
      if (area !== "session" || !isLock) return;
      // Our page heard first, and may have emptied itself within the same event
      if (!shows()) {
        globalThis.clearedAfterMs = 0;
        return;
      }
      const heardMs = performance.now();
      const observer = new MutationObserver(() => {
        if (shows()) return;
        globalThis.clearedAfterMs = performance.now() - heardMs;
        observer.disconnect();
      });
      observer.observe(document.documentElement, { subtree: true, childList: true, characterData: true });
    });
  }, secret);
}

describe.each(BROWSERS)("a tab that nobody looks at in %s", (name) => {
  let home: AliceAtHome;
  beforeAll(async () => {
    home = await openHome(name);
  });
  afterAll(() => home?.close());

  it("shows nothing as soon as it hears of the lock, and loses nothing that was not saved yet", async () => {
    const { page, line } = home;
    await newDocument(page);
    await type(page, "Only for alice.");
    await save(page);
    const { hash } = new URL(await addressOf(page));
    await press(page, "Back to files");
    await listHolds(page, ["New document.docx"]);
    const inFront = await openFiles(home);
    const editor = await openPage(home.at, `editor.html${hash}`);
    await documentSays(editor, "Only for alice.");
    line.cut();
    await type(editor, "Not saved. ");
    await inFront.bringToFront();
    for (const hidden of [page, editor]) {
      await until("a tab in the back", () => hidden.evaluate(() => document.hidden));
      await watch(hidden, hidden === page ? "New document" : "Only for alice.");
    }
    await press(inFront, "Lock now");
    for (const hidden of [page, editor]) {
      const cleared = await until("the clearing", async () => {
        const afterMs = await hidden.evaluate(() => globalThis.clearedAfterMs);
        return afterMs === undefined ? null : { afterMs };
      });
      expect(cleared.afterMs).toBeLessThan(500);
      await sees(hidden, "Unlock Strongroom");
    }
    line.mend();
    await editor.bringToFront();
    await unlock(editor);
    await documentSays(editor, "Not saved.");
  });
});
