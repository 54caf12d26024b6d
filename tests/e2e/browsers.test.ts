import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import { describe, expect, it } from "vitest";
import { BROWSERS, killBackground, launch, openPage } from "../support/browsers.ts";
import { until } from "../support/until.ts";

interface WebExtension {
  readonly storage: Record<
    "local" | "session",
    { get(): Promise<unknown>; set(values: Record<string, unknown>): Promise<void> }
  >;
  readonly permissions: {
    request(what: { origins: string[] }): Promise<boolean>;
    getAll(): Promise<{ origins?: string[] }>;
  };
}

/** What the browser itself remembers for the extension, asked in one of its pages. */
const remembered = (page: Page): Promise<{ local: unknown; session: unknown; origins: string[] }> =>
  page.evaluate(async () => {
    const { storage, permissions } = (globalThis as unknown as { chrome: WebExtension }).chrome;
    const { origins = [] } = await permissions.getAll();
    return { local: await storage.local.get(), session: await storage.session.get(), origins };
  });

/** Grants and stores as a person does, by a click: nothing else may ask for a permission. */
async function remember(page: Page, origin: string): Promise<string> {
  await page.evaluate((pattern) => {
    const { storage, permissions } = (globalThis as unknown as { chrome: WebExtension }).chrome;
    const button = document.createElement("button");
    button.id = "ask";
    button.style.cssText = "position: fixed; inset: 0 auto auto 0; z-index: 9";
    button.textContent = "Ask";
    button.addEventListener("click", async () => {
      const isGranted = await permissions.request({ origins: [pattern] });
      await storage.local.set({ probe: "kept" });
      await storage.session.set({ probe: "forgotten" });
      button.textContent = isGranted ? "Granted" : "Refused";
    });
    document.body.append(button);
  }, origin);
  await page.locator("#ask").click();
  return until("an answer", async () => {
    const answer = await page.$eval("#ask", (button) => button.textContent);
    return answer !== "Ask" && answer;
  });
}

describe.each(BROWSERS)("%s", (name) => {
  it("keeps over a restart what was granted and stored, and forgets the session", async () => {
    const profile = await mkdtemp(join(tmpdir(), "strongroom-"));
    const before = await launch(name, { profile });
    const page = await openPage(before, "options.html");
    expect((await remembered(page)).origins).not.toContain("http://localhost/*");
    expect(await remember(page, "http://localhost/*")).toBe("Granted");
    expect(await remembered(page)).toMatchObject({ session: { probe: "forgotten" } });
    await before.close();

    const after = await launch(name, { profile, grants: [] });
    const { local, session, origins } = await remembered(await openPage(after, "options.html"));
    expect([local, origins]).toMatchObject([
      { probe: "kept" },
      expect.arrayContaining(["http://localhost/*"]),
    ]);
    expect(session).not.toHaveProperty("probe");
    await after.close();
  });
});

describe("chrome", () => {
  it("does without its background script for a while", async () => {
    const chrome = await launch("chrome");
    const page = await openPage(chrome, "options.html");
    await killBackground(chrome);
    const answer = page.evaluate(() => {
      const { runtime } = (
        globalThis as unknown as { chrome: { runtime: { getContexts(of: object): Promise<unknown[]> } } }
      ).chrome;
      return runtime.getContexts({ contextTypes: ["BACKGROUND"] });
    });
    expect(await answer).toEqual([]);
    await chrome.close();
  });
});
