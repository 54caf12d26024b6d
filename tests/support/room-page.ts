import { createHash, randomUUID } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import type { ElementHandle, Page } from "puppeteer-core";
import type { TestBrowser } from "./browsers.ts";
import { find, press, withText } from "./screen.ts";
import type { AliceAtHome } from "./story-world.ts";
import { until } from "./until.ts";

/** The list of files, as alice sees it. */

/** The names in the list, from top to bottom. */
export const namesIn = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll(".file-rows [role=row] .file-name")].map((name) =>
      (name.textContent ?? "").replace(/[\u2068\u2069]/g, ""),
    ),
  );

/** Waits until the list holds exactly these, saved, in whatever order. */
export async function listHolds(page: Page, names: readonly string[]): Promise<void> {
  const wanted = names.toSorted().join("|");
  let last = "";
  await until(
    () => withText(page, `a list of ${wanted} (not ${last})`),
    async () => {
      last = (await namesIn(page)).sort().join("|");
      const isPending = await page.evaluate(() => document.querySelector(".file-row.is-pending") !== null);
      return last === wanted && !isPending;
    },
  );
}

/** The row's menu, by its button. */
export async function chooseFor(page: Page, name: string, entry: string): Promise<void> {
  await press(page, `Actions for “${name}”`);
  await press(page, entry);
}

/** Gives the row a name by the menu and the keyboard. */
export async function rename(page: Page, name: string, next: string): Promise<void> {
  await chooseFor(page, name, "Rename");
  await nameRow(page, next);
}

/** Types into the field that stands in a row, and keeps it. */
export async function nameRow(page: Page, name: string): Promise<void> {
  await until("a field for the name", () =>
    page.evaluate(() => document.activeElement?.matches(".name-input input") === true),
  );
  await page.keyboard.down("Control");
  await page.keyboard.press("a");
  await page.keyboard.up("Control");
  await page.keyboard.type(name);
  await page.keyboard.press("Enter");
}

/** Opens what the row names, in the same tab. */
export async function openRow(page: Page, name: string): Promise<void> {
  const row = await find(page, "row", name);
  await (await row.$(".file-open"))?.click();
}

/** Picks files of this machine, as in the browser's own dialog. */
export async function pickFiles(page: Page, ...paths: string[]): Promise<void> {
  await (await picker(page, "upload-files")).uploadFile(...paths);
}

/** Picks a folder. Firefox lets no test do that: there the page gets the folder's files as from its dialog. */
export async function pickFolder(at: TestBrowser, page: Page, folder: string): Promise<void> {
  const input = await picker(page, "upload-folder");
  if (at.name === "chrome") return input.uploadFile(folder);
  const paths = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = paths.filter((each) => each.isFile()).map((each) => join(each.parentPath, each.name));
  const contents = await Promise.all(
    files.map(async (path) => [relative(dirname(folder), path), await readFile(path, "utf8")]),
  );
  await input.evaluate((element, given) => {
    const picked = (given as string[][]).map(([path = "", content = ""]) =>
      Object.defineProperty(new File([content], path.split("/").at(-1) ?? ""), "webkitRelativePath", {
        value: path,
      }),
    );
    Object.defineProperty(element, "files", { value: picked, configurable: true });
    element.dispatchEvent(new Event("change", { bubbles: true }));
  }, contents);
}

async function picker(
  page: Page,
  name: "upload-files" | "upload-folder",
): Promise<ElementHandle<HTMLInputElement>> {
  await find(page, "control", "Upload");
  const input = await page.$(`[data-testid=${name}]`);
  if (input === null) throw new Error("No picker on the page");
  return input as ElementHandle<HTMLInputElement>;
}

export const digestOf = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/**
 * Downloads what the row names and gives its SHA-256. Chromium asks where to: the answer is a file of the page's own;
 * Firefox puts it into a folder.
 */
export async function downloadDigest(
  { at, downloads, page }: Pick<AliceAtHome, "at" | "downloads" | "page">,
  name: string,
): Promise<string> {
  if (at.name === "chrome") return downloadByDialog(page, name);
  await chooseFor(page, name, "Download");
  await until("a finished transfer", () =>
    page.evaluate(() => document.querySelector(".transfer[data-state=done]") !== null),
  );
  return until("the downloaded file", async () => {
    const bytes = await readFile(join(downloads, name));
    return bytes.length > 0 && !(await readdir(downloads)).includes(`${name}.part`) ? digestOf(bytes) : null;
  });
}

async function downloadByDialog(page: Page, name: string): Promise<string> {
  const chosen = randomUUID();
  await page.evaluate((file) => {
    const showSaveFilePicker = async () =>
      (await navigator.storage.getDirectory()).getFileHandle(file, { create: true });
    Object.assign(globalThis, { showSaveFilePicker });
  }, chosen);
  await chooseFor(page, name, "Download");
  // The browser shows nothing in the file before it is whole
  return until("the downloaded file", () => page.evaluate(digestOfChosen, chosen));
}

/** Runs in the page. */
async function digestOfChosen(name: string): Promise<string | null> {
  const file = await (await (await navigator.storage.getDirectory()).getFileHandle(name)).getFile();
  if (file.size === 0) return null;
  const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
