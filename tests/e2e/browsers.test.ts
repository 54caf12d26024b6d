import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import { describe, expect, it } from "vitest";
import { BROWSERS, killBackground, launch, openPage } from "../support/browsers.ts";

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

const remember = (page: Page, origin: string): Promise<boolean> =>
  page.evaluate(async (pattern) => {
    const { storage, permissions } = (globalThis as unknown as { chrome: WebExtension }).chrome;
    const isGranted = await permissions.request({ origins: [pattern] });
    await storage.local.set({ probe: "kept" });
    await storage.session.set({ probe: "forgotten" });
    return isGranted;
  }, origin);

describe.each(BROWSERS)("%s", (name) => {
  it("keeps over a restart what was granted and stored, and forgets the session", async () => {
    const profile = await mkdtemp(join(tmpdir(), "strongroom-"));
    const before = await launch(name, { profile });
    const page = await openPage(before, "options.html");
    expect((await remembered(page)).origins).not.toContain("http://localhost/*");
    expect(await remember(page, "http://localhost/*")).toBe(true);
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
  it("brings the background script back after it was ended", async () => {
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
