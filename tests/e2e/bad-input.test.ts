import { randomBytes } from "node:crypto";
import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { errorsEn } from "../../extension/ui/strings/errors/en.ts";
import type { ErrorCode } from "../../shared/errors.ts";
import { BROWSERS, landedOn } from "../support/browsers.ts";
import { documentStands, newDocument, save, type } from "../support/document-page.ts";
import { cutPackage, noZip, oldWordFile, passwordProtected, zipBomb } from "../support/documents.ts";
import type { Trick } from "../support/line.ts";
import {
  digestOf,
  downloadDigest,
  listHolds,
  nameRow,
  namesIn,
  openRow,
  pickFiles,
  rename,
} from "../support/room-page.ts";
import { choose, errorCodeOn, find, press, reload, sees, textOf } from "../support/screen.ts";
import { type AliceAtHome, openHome } from "../support/story-world.ts";

const DOCUMENTS = [
  ["no zip.docx", "DOCUMENT_NOT_PACKAGE", noZip()],
  ["bomb.docx", "DOCUMENT_BOMB", zipBomb()],
  ["password.docx", "DOCUMENT_PASSWORD_PROTECTED", passwordProtected()],
  ["old.docx", "DOCUMENT_OLD_FORMAT", oldWordFile()],
  ["empty.docx", "DOCUMENT_EMPTY", new Uint8Array()],
  ["cut.docx", "DOCUMENT_DAMAGED", cutPackage()],
] as const satisfies readonly (readonly [string, ErrorCode, Uint8Array])[];

/** Names that programs stumble over; all are names that a person may give. */
const STRANGE_NAMES = [
  "constructor",
  "__proto__",
  "toString",
  "📄 plan 👩🏽‍💻.txt",
  "<img src=x onerror=alert(1)>",
  "%2e%2e",
  "-rf",
];

describe.each(BROWSERS)("bad input in %s", (name) => {
  let home: AliceAtHome;
  let page: Page;
  let folder: string;
  beforeAll(async () => {
    home = await openHome(name);
    page = home.page;
    folder = await mkdtemp(join(tmpdir(), "strongroom-"));
    for (const [file, , bytes] of DOCUMENTS) await writeFile(join(folder, file), bytes);
    await pickFiles(page, ...DOCUMENTS.map(([file]) => join(folder, file)));
    await listHolds(
      page,
      DOCUMENTS.map(([file]) => file),
    );
    await press(page, "Close"); // the panel of transfers, which may stand before the rows
  });
  afterAll(() => home?.close());

  it.each(DOCUMENTS)(
    "%s is said to be %s, with a sentence, and can be downloaded as it was",
    async (file, code, bytes) => {
      await openRow(page, file);
      expect(await errorCodeOn(page)).toBe(code);
      expect(await textOf(page)).toContain(errorsEn[code].what);
      await find(page, "control", "Download");
      await press(page, "Back to files");
      await landedOn(page, "files.html");
      if (bytes.length > 0)
        expect(await downloadDigest(home, file)).toBe(digestOf(await readFile(join(folder, file))));
    },
  );

  it.each(STRANGE_NAMES)(
    "a folder named %s is made, opened and left, and nothing else happens",
    async (strange) => {
      await choose(page, "New", "Folder");
      await nameRow(page, strange);
      await openRow(page, strange);
      await sees(page, "This folder is empty");
      await press(page, "Private Room");
      await find(page, "row", strange);
    },
  );

  it.each([
    ["a/b", "A name cannot contain"],
    ["x".repeat(300), "A name cannot contain"],
    ["invoice\u202excod.exe", "A name cannot contain"],
    ["EMPTY.DOCX", "There is already something with this name here."],
  ])("the name %s is refused while it is typed, and the old one stays", async (refused, sentence) => {
    await press(page, "Actions for “old.docx”");
    await press(page, "Rename");
    await page.evaluate(() => (document.activeElement as HTMLInputElement).select());
    // As pasted: Firefox's driver types one character at a time, and refuses some
    await page.evaluate((text) => document.execCommand("insertText", false, text), refused);
    await sees(page, sentence);
    await page.keyboard.press("Escape");
    expect(await namesIn(page)).toContain("old.docx");
  });

  it("a document whose ciphertext was changed, cut or swapped on the way is not shown, and opens when the portal is honest again", async () => {
    await newDocument(page);
    await type(page, "Once upon a time.");
    await save(page);
    for (const [change, codes] of TAMPERINGS) {
      const honest = home.line.play(tamper(change));
      await reload(page);
      expect(codes).toContain(await errorCodeOn(page));
      expect(await textOf(page)).not.toContain("Once upon a time.");
      honest();
    }
    await press(page, "Try again");
    await documentStands(page);
    await press(page, "Back to files");
    await landedOn(page, "files.html");
  });

  /** Changes every sealed content that comes from the portal. */
  const tamper = (change: (body: Buffer) => Buffer): Trick =>
    home.line.alter(({ path }) => path.endsWith("/content"), change);

  it("an upload is cut off by a lost portal and goes on when it is back", async () => {
    const file = join(folder, "long.bin");
    await writeFile(file, randomBytes(30 * 1024 * 1024));
    let parts = 0;
    const off = home.line.play(({ method, path }, response) => {
      if (method !== "PUT" || !path.includes("/parts/")) return false;
      parts += 1;
      if (parts !== 2) return false;
      response.destroy();
      return true;
    });
    await pickFiles(page, file);
    await find(page, "row", "long.bin");
    off();
    expect(parts).toBeGreaterThan(2);
    await press(page, "Close");
    expect(await downloadDigest(home, "long.bin")).toBe(digestOf(await readFile(file)));
  });

  it("a full portal is said to be full, and nothing half is listed", async () => {
    const off = home.line.play(({ method, path }, response) => {
      if (method !== "PUT" || !path.includes("/parts/")) return false;
      response.writeHead(507, { "content-type": "application/json", "access-control-allow-origin": "*" });
      response.end(JSON.stringify({ error: { code: "STORAGE_FULL", requestId: "test" } }));
      return true;
    });
    const before = await namesIn(page);
    await writeFile(join(folder, "too much.bin"), randomBytes(1000));
    await pickFiles(page, join(folder, "too much.bin"));
    await sees(page, "The portal’s storage is full.");
    off();
    await press(page, "Close");
    expect(await namesIn(page)).toEqual(before);
    await reload(page);
    await find(page, "control", "New");
    await listHolds(page, before);
  });

  it("renaming while the portal is away says so and loses nothing", async () => {
    home.line.cut();
    await rename(page, "old.docx", "new.docx");
    await sees(page, "The portal cannot be reached.");
    home.line.mend();
    await find(page, "row", "old.docx");
    await rename(page, "old.docx", "new.docx");
    await find(page, "row", "new.docx");
  });
});

const DAMAGED = ["CIPHERTEXT_DAMAGED", "OBJECT_MALFORMED", "CONTEXT_WRONG"];
const TAMPERINGS: readonly (readonly [(body: Buffer) => Buffer, readonly string[]])[] = [
  [(body) => flip(body, body.length - 100), DAMAGED],
  [(body) => flip(body, 200), DAMAGED],
  [(body) => flip(body, 0), [...DAMAGED, "SUITE_UNKNOWN"]],
  [(body) => body.subarray(0, body.length - 60), ["STREAM_TRUNCATED", ...DAMAGED]],
  [() => Buffer.alloc(0), ["STREAM_TRUNCATED", ...DAMAGED]],
];

function flip(body: Buffer, at: number): Buffer {
  const changed = Buffer.from(body);
  changed[at] = (changed[at] ?? 0) ^ 1;
  return changed;
}
