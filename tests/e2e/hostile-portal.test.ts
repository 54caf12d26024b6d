import { randomBytes } from "node:crypto";
import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BROWSERS, goTo, landedOn } from "../support/browsers.ts";
import { findIn } from "../support/canary.ts";
import { newDocument, save, type } from "../support/document-page.ts";
import { listHolds, rename } from "../support/room-page.ts";
import { press, reload } from "../support/screen.ts";
import { type AliceAtHome, openHome } from "../support/story-world.ts";
import { takenOver } from "../support/taken-over.ts";
import { until } from "../support/until.ts";

/** The script of a portal that wants to know: it listens at every global that something of ours could go through. */
const SPY = `
  window.seen = [];
  const note = (...what) => { for (const each of what) { try { seen.push(typeof each === "string" ? each : JSON.stringify(each)); } catch { seen.push(String(each)); } } };
  const spyOn = (object, name) => {
    const original = object[name];
    object[name] = function (...given) { note(name, ...given); return original.apply(this, given); };
  };
  for (const name of ["fetch", "postMessage", "setTimeout", "atob", "btoa"]) spyOn(window, name);
  for (const name of ["parse", "stringify"]) spyOn(JSON, name === "stringify" ? "parse" : name);
  for (const name of ["appendChild", "insertBefore"]) spyOn(Node.prototype, name);
  for (const name of ["setAttribute", "attachShadow"]) spyOn(Element.prototype, name);
  for (const name of ["addEventListener", "dispatchEvent"]) spyOn(EventTarget.prototype, name);
  for (const name of ["encrypt", "decrypt", "importKey", "digest"]) spyOn(SubtleCrypto.prototype, name);
  for (const name of ["decode", "encode"]) spyOn((name === "decode" ? TextDecoder : TextEncoder).prototype, name);
  for (const name of ["then"]) spyOn(Promise.prototype, name);
  for (const name of ["seed", "seq", "message", "origin", "passphrase"])
    Object.defineProperty(Object.prototype, name, { configurable: true, set(value) { note("set " + name, value); }, get() { return undefined; } });
  addEventListener("message", (event) => note("message", event.data));
  new MutationObserver((all) => { for (const { addedNodes } of all) for (const node of addedNodes) note("added", node.outerHTML ?? node.textContent); })
    .observe(document, { childList: true, subtree: true, attributes: true });
`;

describe.each(BROWSERS)("a hostile portal's page in %s", (name) => {
  let home: AliceAtHome;
  let page: Page;
  const secret = `secret${randomBytes(8).toString("hex")}`;
  beforeAll(async () => {
    home = await openHome(name);
    await newDocument(home.page);
    await type(home.page, secret);
    await save(home.page);
    await press(home.page, "Back to files");
    await listHolds(home.page, ["New document.docx"]);
    await rename(home.page, "New document.docx", `${secret}.docx`);
    await listHolds(home.page, [`${secret}.docx`]);
    home.line.play(({ path }, response) => {
      if (path !== "/hostile") return false;
      response.setHeader("content-type", "text/html");
      response.end(`<!doctype html><script>${SPY}</script><body><a href="/private">Private Room</a></body>`);
      return true;
    });
    page = await home.at.browser.newPage();
    await goTo(home.at, page, `${home.portal.url}/hostile`);
    await landedOn(page, "/hostile");
  });
  afterAll(() => home?.close());

  const isUnlocked = () => listHolds(home.page, [`${secret}.docx`]);

  it("learns nothing, whatever it listens to (A63)", async () => {
    await home.page.bringToFront();
    await press(home.page, "Private Room");
    await reload(home.page);
    await isUnlocked();
    const seen = await page.evaluate(() => JSON.stringify((window as unknown as { seen: string[] }).seen));
    expect(seen.length).toBeGreaterThan(2);
    expect(findIn(Buffer.from(seen), [secret, "passphrase"])).toBeNull();
    expect(await page.evaluate(() => document.querySelectorAll("body > :not(a, script)").length)).toBe(0);
  });

  it("causes nothing by messages, and finds no way to send the extension any (A64)", async () => {
    await page.evaluate(() => {
      for (const message of ["lockNow", "portalDisconnected", "openInTab", "listOrigins"]) {
        const body = { origin: location.origin, address: `${location.origin}/private`, isActive: true };
        window.postMessage({ message, body }, "*");
        document.dispatchEvent(new CustomEvent(message, { detail: body }));
      }
    });
    const reach = await page.evaluate(() => {
      const { chrome, browser } = globalThis as unknown as Record<
        string,
        { runtime?: { sendMessage?: unknown } }
      >;
      return typeof (chrome?.runtime?.sendMessage ?? browser?.runtime?.sendMessage);
    });
    expect(reach).toBe("undefined");
    await isUnlocked();
    expect((await home.at.browser.pages()).length).toBeLessThanOrEqual(4);
  });

  it("cannot frame a page of the extension, nor read a file of it (A67)", async () => {
    const paths = ["open.html", "files.html", "editor.html", "popup.html"];
    const framed = await page.evaluate(
      async (origin, all) => {
        const frames = all.map((path) => {
          const frame = document.createElement("iframe");
          frame.src = `${origin}/${path}#${location.origin}/private`;
          document.body.append(frame);
          return frame;
        });
        // A frame that the browser refuses may never say so: one of the page's own, asked for last, is waited for instead
        const own = document.createElement("iframe");
        own.srcdoc = "<p>Mine</p>";
        document.body.append(own);
        await new Promise((done) => own.addEventListener("load", done));
        const files = ["manifest.json", "content.js", "files.html", "background.js"];
        const read = await Promise.all(
          files.map((path) =>
            fetch(`${origin}/${path}`).then(
              () => path,
              () => null,
            ),
          ),
        );
        return { docs: frames.map((frame) => frame.contentDocument?.body?.innerText ?? ""), read };
      },
      home.at.origin,
      paths,
    );
    expect(framed.read).toEqual([null, null, null, null]);
    expect(framed.docs.join("").trim()).toBe("");
    for (const frame of page.frames().filter((each) => each !== page.mainFrame()))
      expect(
        await frame.evaluate(() => document.querySelector("#app")?.textContent ?? "").catch(() => ""),
      ).toBe("");
    await isUnlocked();
  });

  it("has a made-up click do no more than a link does, and a real one not reach its script", async () => {
    await page.evaluate(() => {
      document.body
        .querySelector("a")
        ?.addEventListener("click", () => (window as unknown as { seen: string[] }).seen.push("click heard"));
    });
    await page.bringToFront();
    await press(page, "Private Room");
    await landedOn(page, "files.html");
    await listHolds(page, [`${secret}.docx`]);
    await page.evaluate(() => history.back());
    await landedOn(page, "/hostile");
    expect(
      await until("the page", () =>
        page.evaluate(() => JSON.stringify((window as unknown as { seen: string[] }).seen)),
      ),
    ).not.toContain("click heard");
  });

  it("gets no name into the address that it can see, and none of the titles of our tabs", async () => {
    const opened = await home.at.browser.newPage();
    await takenOver(opened, `${home.portal.url}/private`, "files.html");
    await listHolds(opened, [`${secret}.docx`]);
    expect(
      home.line.requests.filter(
        ({ path, headers }) => findIn(Buffer.from(path + JSON.stringify(headers)), [secret]) !== null,
      ),
    ).toEqual([]);
    await opened.close();
  });
});
