import type { Page } from "puppeteer-core";
import { parsePortalOrigin } from "../../shared/ids.ts";
import type { DemoPerson } from "../../tools/demo/story.ts";
import type { Door } from "./ask.ts";
import { landedOn, openPage, type TestBrowser } from "./browsers.ts";
import { paste, press, sees } from "./screen.ts";

/** People who sit down at one browser after each other, as at a desk that several share. */

/** Connects the portal and signs in to an account that exists. Ends on the files page. */
export async function signIn(at: TestBrowser, url: string, who: DemoPerson): Promise<Page> {
  const page = await openPage(at, `welcome.html#origin=${encodeURIComponent(url)}`);
  await page.setViewport({ width: 1280, height: 900 });
  await press(page, "Connect this portal");
  await paste(page, "E-mail", who.email);
  await press(page, "Continue");
  await paste(page, "Passphrase", who.passphrase);
  await press(page, "Open");
  await landedOn(page, "files.html");
  return page;
}

/** Leaves nothing of the account in this browser. */
export async function signOut(at: TestBrowser): Promise<void> {
  const options = await openPage(at, "options.html");
  await press(options, "Disconnect");
  await sees(options, "Disconnect this portal?");
  await press(options, "Disconnect");
  await sees(options, "No portal");
  for (const page of await at.browser.pages()) if (page !== options) await page.close();
}

/** Asks the portal with the session of whoever is signed in, from the browser's own page. */
export const doorOf = (page: Page, url: string): Pick<Door, "origin" | "fetch"> => ({
  origin: parsePortalOrigin(url),
  async fetch(path, { method = "GET", body = null } = {}) {
    const asked = { method, ...(body === null ? {} : { body: String(body) }) };
    const { status, text } = await page.evaluate(askWithSession, url, path, asked);
    return new Response(text, { status });
  },
});

/** Runs in a page of the extension. */
async function askWithSession(origin: string, path: string, asked: { method: string; body?: string }) {
  const { browser, chrome } = globalThis as unknown as Record<"browser" | "chrome", Extension | undefined>;
  const key = `session:${origin}`;
  const kept = await (browser ?? chrome)?.storage.session.get(key);
  const headers = { authorization: `Bearer ${kept?.[key]?.token}`, "content-type": "application/json" };
  const answer = await fetch(origin + path, { ...asked, headers });
  return { status: answer.status, text: await answer.text() };
}

interface Extension {
  readonly storage: { readonly session: { get(key: string): Promise<Record<string, { token: string }>> } };
}
