import type { Page } from "puppeteer-core";
import type { LaunchOptions, TestBrowser } from "./browsers.ts";

/** A browser whose storage for Strongroom is full. */

/** Firefox gives no site less than 10 MiB; without this it would take gigabytes to fill. */
export const SMALL_STORAGE: LaunchOptions = {
  prefs: { "dom.quotaManager.temporaryStorage.fixedLimit": 40 * 1024 },
};

/** Lets nothing more be stored. Gives the function that makes room again. */
export async function fillStorage(at: TestBrowser, page: Page): Promise<() => Promise<void>> {
  if (at.name === "firefox") {
    await page.evaluate(addBallast);
    return () => page.evaluate(dropBallast);
  }
  const session = await page.createCDPSession();
  await session.send("Storage.overrideQuotaForOrigin", { origin: at.origin, quotaSize: 1 });
  return async () => {
    await session.send("Storage.overrideQuotaForOrigin", { origin: at.origin });
    await session.detach();
  };
}

/** Runs in the page: writes until nothing more goes in, at the end in the smallest pieces. */
async function addBallast(): Promise<void> {
  const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle("ballast", {
    create: true,
  });
  let count = 0;
  const add = async (sizeBytes: number) => {
    const file = await folder.getFileHandle(`${count++}`, { create: true });
    const stream = await file.createWritable();
    await stream.write(new Uint8Array(sizeBytes));
    await stream.close();
    return true;
  };
  for (let sizeBytes = 4 * 2 ** 20; sizeBytes >= 256; sizeBytes /= 2)
    while (await add(sizeBytes).catch(() => false)) if (count > 1000) throw new Error("It does not fill");
}

/** Runs in the page. */
async function dropBallast(): Promise<void> {
  await (await navigator.storage.getDirectory()).removeEntry("ballast", { recursive: true });
}
