import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import type { Page } from "puppeteer-core";
import type { TestBrowser } from "./browsers.ts";

/** Drops a file of this machine on the list. Chromium: a real drag. Firefox lets no test drag: there the page gets the same events. */
export async function drop(at: TestBrowser, page: Page, path: string): Promise<void> {
  if (at.name === "firefox") return dropByEvents(page, path);
  const box = await (await page.$("[data-testid=drop-zone]"))?.boundingBox();
  if (!box) throw new Error("Nowhere to drop");
  const session = await page.createCDPSession();
  // Beside the rows: a folder under the pointer would take it
  const [x, y] = [box.x + 40, box.y + box.height - 15];
  const data = { items: [], files: [path], dragOperationsMask: 1 };
  for (const kind of ["dragEnter", "dragOver", "drop"] as const)
    await session.send("Input.dispatchDragEvent", { type: kind, x, y, data });
  await session.detach();
}

async function dropByEvents(page: Page, path: string): Promise<void> {
  const content = (await readFile(path)).toString("base64");
  await page.evaluate(
    (name, base64) => {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([bytes], name));
      const zone = document.querySelector("[data-testid=drop-zone]");
      for (const kind of ["dragenter", "dragover", "drop"])
        zone?.dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer }));
    },
    basename(path),
    content,
  );
}
