import { randomBytes } from "node:crypto";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ALICE, PASSPHRASE, setUp, unlock } from "../support/at-browser.ts";
import { bothOrNone } from "../support/both-or-none.ts";
import { BROWSERS, landedOn, launch, type TestBrowser } from "../support/browsers.ts";
import { findIn, findInFolder, spellings } from "../support/canary.ts";
import { documentSays, documentStands, newDocument, save, type } from "../support/document-page.ts";
import { type LastingServer, startLastingServer } from "../support/lasting-server.ts";
import { type Line, openLine } from "../support/line.ts";
import { listHolds, nameRow, openRow, pickFiles, rename } from "../support/room-page.ts";
import { choose, fill, press, sees } from "../support/screen.ts";

const marker = (about: string) => `${about}${randomBytes(9).toString("hex")}`;

describe("the search for the canary", () => {
  it("finds it in every spelling, also where two chunks meet, and nothing where nothing is", async () => {
    const folder = await mkdtemp(join(tmpdir(), "strongroom-canary-"));
    const secret = marker("planted");
    for (const [name, bytes] of spellings(secret)) {
      const file = Buffer.concat([randomBytes(4 * 1024 * 1024 - 10), bytes, randomBytes(50)]);
      await writeFile(join(folder, name), file);
    }
    await writeFile(join(folder, `named-${secret}`), "");
    expect(await findInFolder(folder, [secret])).toHaveLength(spellings(secret).size + 1);
    expect(await findInFolder(folder, [marker("elsewhere")])).toEqual([]);
    for (const before of ["", "x", "yz"]) {
      const bytes = Buffer.from(Buffer.from(`${before}${secret} and more`).toString("base64"));
      expect(findIn(bytes, [secret])).not.toBeNull();
    }
  });
});

describe.each(BROWSERS)("what alice wrote in %s (A41)", (name) => {
  const fileName = marker("name");
  const folderName = marker("folder");
  const text = marker("text");
  const content = marker("content");
  let server: LastingServer;
  let line: Line;
  let at: TestBrowser;
  let profile: string;
  let secrets: string[];

  beforeAll(async () => {
    profile = await mkdtemp(join(tmpdir(), "strongroom-profile-"));
    [server, at] = await bothOrNone(startLastingServer(), launch(name, { profile }));
    line = await openLine(server.url);
    const upload = join(await mkdtemp(join(tmpdir(), "strongroom-")), `${fileName}.txt`);
    await writeFile(upload, `${content}\n`.repeat(500));
    const { page, kit } = await setUp(at, { url: line.url, setupToken: server.setupToken });
    secrets = [fileName, folderName, text, content, PASSPHRASE, kit.join("-"), server.setupToken];

    await newDocument(page);
    await type(page, text);
    await save(page);
    await press(page, "Back to files");
    await listHolds(page, ["New document.docx"]);
    await rename(page, "New document.docx", `${fileName}.docx`);
    await choose(page, "New", "Folder");
    await nameRow(page, folderName);
    await pickFiles(page, upload);
    await listHolds(page, [`${fileName}.docx`, `${fileName}.txt`, folderName]);
    await fill(page, "Search in the Private Room", fileName);
    await listHolds(page, [`${fileName}.docx`, `${fileName}.txt`]);
    await openRow(page, `${fileName}.docx`);
    await documentStands(page);
    await documentSays(page, text);
    await press(page, "More actions for this document");
    await press(page, "Lock now");
    await unlock(page);
    await documentSays(page, text);
    // Unsaved work lies sealed in the browser when it locks
    line.cut();
    await type(page, "More.");
    await press(page, "More actions for this document");
    await press(page, "Lock now");
    await sees(page, "Unlock Strongroom");
    line.mend();
  });
  afterAll(async () => {
    await at?.close().catch(() => {});
    await line?.close();
    await server?.kill();
  });

  it("goes over the line in no request", () => {
    expect(line.requests.length).toBeGreaterThan(20);
    const said = line.requests.map(({ method, path, headers, body }) => {
      const isSetup = method === "POST" && path === "/api/setup";
      const head = Buffer.from(`${method} ${path} ${JSON.stringify(headers)}`);
      // The setup token is the one thing that the portal is told: once
      const wanted = isSetup ? secrets.filter((each) => each !== server.setupToken) : secrets;
      return findIn(Buffer.concat([head, body]), wanted);
    });
    expect(said.filter((each) => each !== null)).toEqual([]);
    expect(line.requests.some(({ body }) => findIn(body, [ALICE.email]) !== null)).toBe(true);
  });

  it("is in no log of the Worker", async () => {
    const logs = await server.logs();
    expect(logs).toContain("appendEntry");
    expect(findIn(Buffer.from(logs), [...secrets, ALICE.email])).toBeNull();
  });

  it("is in no row, object or Durable Object of the portal", async () => {
    expect((await findInFolder(server.data, [ALICE.email])).join()).toContain("d1");
    expect(await findInFolder(server.data, secrets)).toEqual([]);
  });

  it("is not in the browser's profile after locking, while it runs and when it has ended", async () => {
    const page = await at.browser.newPage();
    await page.goto(line.url);
    await landedOn(page, line.url);
    // The setup link stands in the history as any address that was typed; it was good for once
    const kept = secrets.filter((each) => each !== server.setupToken);
    expect(await findInFolder(profile, kept)).toEqual([]);
    await at.close();
    expect(await findInFolder(profile, [new URL(line.url).host])).not.toEqual([]);
    expect(await findInFolder(profile, [ALICE.email])).not.toEqual([]);
    expect(await findInFolder(profile, kept)).toEqual([]);
  });
});
