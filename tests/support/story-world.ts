import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import { setUp } from "./at-browser.ts";
import { bothOrNone } from "./both-or-none.ts";
import { type BrowserName, type LaunchOptions, launch, openPage, type TestBrowser } from "./browsers.ts";
import { type Line, openLine } from "./line.ts";
import { find } from "./screen.ts";
import { startServer, type TestServer } from "./server.ts";

/** A portal behind a line that can be watched and cut, and a real browser in front of it. */
export interface Place {
  readonly server: TestServer;
  readonly line: Line;
  readonly at: TestBrowser;
  /** Where the browser puts what is downloaded. */
  readonly downloads: string;
  /** The portal as the browser knows it. */
  readonly portal: { readonly url: string; readonly setupToken: string };
  close(): Promise<void>;
}

export async function openPlace(name: BrowserName, options: LaunchOptions = {}): Promise<Place> {
  const downloads = await mkdtemp(join(tmpdir(), "strongroom-downloads-"));
  const [server, at] = await bothOrNone(startServer(), launch(name, { downloads, ...options }));
  const line = await openLine(server.url);
  const place: Place = {
    downloads,
    server,
    line,
    at,
    portal: { url: line.url, setupToken: server.setupToken },
    // Of this very object: a test may have put another browser in the place of the first
    async close() {
      await this.at.close();
      await Promise.all([line.close(), server.close()]);
    },
  };
  return place;
}

/** A place where alice has set up her portal; `page` shows her Private Room. */
export interface AliceAtHome extends Place {
  readonly page: Page;
  readonly kit: readonly string[];
}

export async function openHome(name: BrowserName, options: LaunchOptions = {}): Promise<AliceAtHome> {
  const place = await openPlace(name, options);
  try {
    return { ...place, ...(await setUp(place.at, place.portal)) };
  } catch (cause) {
    await place.close();
    throw cause;
  }
}

/** Opens the Private Room in a new tab of a browser that is set up and unlocked. */
export async function openFiles({ at, portal }: Place): Promise<Page> {
  const page = await openPage(at, `files.html#${encodeURIComponent(portal.url)}/`);
  await find(page, "control", "New");
  return page;
}
