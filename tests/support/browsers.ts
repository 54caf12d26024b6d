import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import puppeteer, { type Browser, type ConnectOptions, type Page } from "puppeteer-core";
import { CHROME_ID, GECKO_ID } from "../../extension/manifest.ts";
import { findBrowsers } from "../../tools/browsers/find.ts";
import { firefoxPrefs } from "../../tools/browsers/open.ts";
import { makeProfile, restored } from "./firefox-profile.ts";
import { endBackground } from "./firefox-window.ts";
import { until } from "./until.ts";

export type BrowserName = "chrome" | "firefox";
export const BROWSERS: readonly BrowserName[] = ["chrome", "firefox"];

/** A running browser with the built extension in it. */
export interface TestBrowser {
  readonly name: BrowserName;
  readonly browser: Browser;
  /** Where the extension's pages are, without a slash at the end. */
  readonly origin: string;
  close(): Promise<void>;
}

export interface LaunchOptions {
  /** Folder of the profile, kept after the browser closes; without one the profile is empty and goes with it. */
  readonly profile?: string;
  /**
   * Match patterns for which the browser's own permission question, which no test can click, is answered with yes.
   * Firefox answers every question so. The page still has to ask.
   */
  readonly grants?: readonly string[];
  readonly extraArgs?: readonly string[];
  /** Folder into which downloads go without a question. */
  readonly downloads?: string;
  /** Firefox only: settings of its about:config. */
  readonly prefs?: Readonly<Record<string, boolean | number | string>>;
}

const GECKO_UUID = "0a2f6b3e-9c41-4d17-8f60-2b7d5e1c9a34";
const LOCAL_PORTALS = ["http://127.0.0.1/*", "http://localhost/*"];

export function launch(name: BrowserName, options: LaunchOptions = {}): Promise<TestBrowser> {
  return name === "chrome" ? launchChrome(options) : launchFirefox(options);
}

// By --load-extension, not over the debugging pipe: only so does the browser keep, over a restart with the same profile,
// what a person granted. Chrome of Google's own build ignores the switch.
async function launchChrome({
  profile,
  grants = LOCAL_PORTALS,
  extraArgs = [],
  downloads,
}: LaunchOptions): Promise<TestBrowser> {
  const extension = resolve("dist/chrome");
  const browser = await puppeteer.launch({
    browser: "chrome",
    executablePath: needed("chrome"),
    headless: true,
    pipe: true,
    ...(profile === undefined ? {} : { userDataDir: profile }),
    ...downloadsTo(downloads),
    ignoreDefaultArgs: ["--disable-extensions"],
    args: [
      ...[`--load-extension=${extension}`, `--disable-extensions-except=${extension}`],
      ...["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"],
      ...["--disable-background-networking", "--disable-component-update", ...extraArgs],
    ],
  });
  const origin = `chrome-extension://${CHROME_ID}`;
  await orClose(
    browser,
    browser.waitForTarget((target) => target.url().startsWith(`${origin}/`)),
  );
  await grant(browser, grants);
  return { name: "chrome", browser, origin, close: () => browser.close() };
}

const downloadsTo = (folder: string | undefined): Pick<ConnectOptions, "downloadBehavior"> =>
  folder === undefined ? {} : { downloadBehavior: { policy: "allow", downloadPath: folder } };

async function orClose(browser: Browser, started: Promise<unknown>): Promise<void> {
  try {
    await started;
  } catch (cause) {
    await browser.close();
    throw new Error("The browser refuses the built extension: is dist/ whole?", { cause });
  }
}

async function grant(browser: Browser, patterns: readonly string[]): Promise<void> {
  if (patterns.length === 0) return;
  const settings = await browser.newPage();
  // May do what the page of extensions may, and draws nothing: that page takes a second and more
  await settings.goto("chrome://extensions/strings.m.js");
  for (const pattern of patterns) await settings.evaluate(approve, CHROME_ID, pattern);
  await settings.close();
}

/** Runs in Chromium's page of extensions, which may answer the question beforehand. */
function approve(id: string, pattern: string): Promise<void> {
  const { chrome } = globalThis as unknown as {
    chrome: { developerPrivate: { addHostPermission(id: string, pattern: string): Promise<void> } };
  };
  return chrome.developerPrivate.addHostPermission(id, pattern);
}

async function launchFirefox({
  profile: kept,
  extraArgs = [],
  downloads,
  prefs,
}: LaunchOptions): Promise<TestBrowser> {
  const profile = kept ?? (await mkdtemp(join(tmpdir(), "strongroom-firefox-")));
  await makeProfile(profile, needed("firefox"));
  await restored(profile);
  const browser = await puppeteer.launch({
    browser: "firefox",
    executablePath: needed("firefox"),
    headless: true,
    userDataDir: profile,
    // Without it: `Navigation to "moz-extension:…" is not allowed in this context`.
    args: ["--remote-allow-system-access", ...extraArgs],
    extraPrefsFirefox: {
      ...firefoxPrefs,
      ...prefs,
      ...(downloads === undefined
        ? {}
        : { "browser.download.folderList": 2, "browser.download.dir": downloads }),
      "extensions.webextensions.uuids": JSON.stringify({ [GECKO_ID]: GECKO_UUID }),
      "extensions.webextOptionalPermissionPrompts": false,
    },
  });
  await orClose(browser, browser.installExtension(resolve("dist/firefox")));
  const close = async () => {
    await browser.close();
    if (kept === undefined) await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  return { name: "firefox", browser, origin: `moz-extension://${GECKO_UUID}`, close };
}

function needed(name: BrowserName): string {
  const found = findBrowsers()[name];
  if (found === undefined)
    throw new Error(`No ${name} on this machine: \`npm test\` installs it or says how.`);
  return found;
}

/** Opens a page of the extension in a new tab, for example `files.html`. */
export async function openPage(at: TestBrowser, path: string): Promise<Page> {
  const page = await at.browser.newPage();
  await goTo(at, page, `${at.origin}/${path}`);
  return page;
}

/** Types an address into a tab. The page that is there in the end may be another one: see `taken-over.ts`. */
export async function goTo({ name }: TestBrowser, page: Page, url: string): Promise<void> {
  // Firefox tells automation nothing about navigations of extension pages (Mozilla bug 1755014), and a page that is
  // taken over never finishes loading: in both cases waiting here would wait for ever.
  page.goto(url, { timeout: 0, waitUntil: "domcontentloaded" }).catch(() => {});
  if (name === "firefox" || !url.startsWith("http")) await landedOn(page, url);
}

/** The address that a tab shows, as the page itself knows it. */
export const addressOf = (page: Page): Promise<string> => page.evaluate(() => location.href);

/** Waits until the tab shows a loaded page whose address contains `part`. */
export async function landedOn(page: Page, part: string): Promise<void> {
  await until(`${part} in the tab`, () =>
    page.evaluate((wanted) => location.href.includes(wanted) && document.readyState === "complete", part),
  );
}

/** Waits for a tab, whoever opened it, whose address contains `part`. */
export function findPage({ browser }: TestBrowser, part: string): Promise<Page> {
  return until(`a tab with ${part}`, async () => {
    for (const page of await browser.pages()) {
      if ((await addressOf(page).catch(() => "")).includes(part)) return page;
    }
    return undefined;
  });
}

/** Clicks the extension's button in Chromium's toolbar while `page` is in front, and returns the popup. */
export async function openPopup({ browser, origin }: TestBrowser, page: Page): Promise<Page> {
  await page.bringToFront();
  const extension = await until("the extension", async () => [...(await browser.extensions()).values()][0]);
  await extension.triggerAction(page);
  const popup = await browser.waitForTarget((target) => target.url().startsWith(`${origin}/popup.html`));
  return popup.asPage();
}

/** Ends the background script as the browser does when it has been idle, whatever it is doing. */
export async function killBackground({ name, browser, origin }: TestBrowser): Promise<void> {
  if (name === "firefox") return endBackground(browser);
  const session = await browser.target().createCDPSession();
  const running = async () => {
    const { targetInfos } = await session.send("Target.getTargets");
    return targetInfos.filter((each) => each.type === "service_worker" && each.url.startsWith(origin));
  };
  for (const { targetId } of await running()) {
    // One that is just being started for an event may not hear the first time
    await until("the end of the background", async () => {
      await session.send("Target.closeTarget", { targetId }).catch(() => undefined);
      return (await running()).every((each) => each.targetId !== targetId);
    });
  }
  await session.detach();
}

/** Kills the browser as a crash or a power cut does: it gets to write and to say nothing more. */
export async function killBrowser({ browser }: TestBrowser): Promise<void> {
  const process = browser.process();
  if (process === null) throw new Error("This browser is not ours to kill");
  const ended = new Promise((done) => process.once("exit", done));
  process.kill("SIGKILL");
  await ended;
}

/** Keeps a picture of the tab under `dist/screenshots`, for people to look at. */
export async function screenshot(page: Page, name: string): Promise<string> {
  const path = `dist/screenshots/${name}.png` as const;
  await mkdir(dirname(path), { recursive: true });
  await page.screenshot({ path });
  return path;
}
