import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import puppeteer from "puppeteer-core";
import { GECKO_ID } from "../../extension/manifest.ts";
import { startTree } from "../processes.ts";
import { findBrowsers } from "./find.ts";

export interface OpenOptions {
  /** Folder under which the browser gets a profile of its own. */
  readonly data: string;
  readonly url: string;
  /** Without it the first one that is found. */
  readonly only?: "chrome" | "firefox";
}

type Stop = () => Promise<void>;

const BY_HAND =
  "Load the extension yourself: dist/chrome as an unpacked extension, or dist/firefox/manifest.json in about:debugging.";

/**
 * Opens the first browser found with the extension and `url` in front. No portal is connected beforehand: that is
 * the person's to grant. Where no browser can be opened it says so and the portal runs on.
 */
export async function openBrowser({ data, url, only }: OpenOptions): Promise<Stop> {
  const found = findBrowsers();
  const chrome = only === "firefox" ? undefined : found.chrome;
  const firefox = only === "chrome" ? undefined : found.firefox;
  if (isWithoutDisplay()) return explain("No display to open a browser on.", url);
  try {
    if (chrome !== undefined) return await openChrome(chrome, { data, url });
    if (firefox !== undefined) return await openFirefox(firefox, { data, url });
  } catch (cause) {
    return explain(
      `The browser did not start: ${cause instanceof Error ? cause.message : "no reason given"}.`,
      url,
    );
  }
  return explain(
    "No Chrome, Chromium or Firefox found (the variables CHROME and FIREFOX may name one).",
    url,
  );
}

const isWithoutDisplay = (): boolean =>
  process.platform === "linux" &&
  process.env.DISPLAY === undefined &&
  process.env.WAYLAND_DISPLAY === undefined;

function explain(what: string, url: string): Stop {
  console.log(`${what} ${BY_HAND} Then open ${url}`);
  return async () => {};
}

async function openChrome(executablePath: string, options: OpenOptions): Promise<Stop> {
  const extension = resolve("dist/chrome");
  const profile = await profileFolder(options.data, "chrome");
  const flags = [
    `--user-data-dir=${profile}`,
    "--no-first-run",
    "--no-default-browser-check",
    ...sandboxFlags(),
  ];
  if (isChromeOfGoogle(executablePath))
    return openChromeOfGoogle(executablePath, extension, profile, options.url);
  const browser = startTree({
    command: executablePath,
    args: [
      ...flags,
      `--load-extension=${extension}`,
      `--disable-extensions-except=${extension}`,
      options.url,
    ],
    isSilent: true,
  });
  return () => browser.stop();
}

const isChromeOfGoogle = (executablePath: string): boolean =>
  /Google Chrome/.test(spawnSync(executablePath, ["--version"], { encoding: "utf8" }).stdout ?? "");

// Chrome of Google's own build ignores --load-extension; its debugging pipe still takes one.
async function openChromeOfGoogle(
  executablePath: string,
  extension: string,
  userDataDir: string,
  url: string,
): Promise<Stop> {
  const browser = await puppeteer.launch({
    browser: "chrome",
    executablePath,
    userDataDir,
    headless: false,
    defaultViewport: null,
    pipe: true,
    enableExtensions: [extension],
    ignoreDefaultArgs: ["--enable-automation"],
    args: sandboxFlags(),
    handleSIGINT: false,
  });
  await (await browser.pages())[0]?.goto(url);
  return () => browser.close().catch(() => {}); // closed by hand already
}

/** Chromium refuses its sandbox to root, as in a container. */
const sandboxFlags = (): string[] => (process.getuid?.() === 0 ? ["--no-sandbox"] : []);

async function openFirefox(executablePath: string, { data, url }: OpenOptions): Promise<Stop> {
  const browser = await puppeteer.launch({
    browser: "firefox",
    executablePath,
    userDataDir: await profileFolder(data, "firefox"),
    headless: false,
    defaultViewport: null,
    extraPrefsFirefox: {
      ...firefoxPrefs,
      "extensions.webextensions.uuids": JSON.stringify({ [GECKO_ID]: await addressKeptIn(data) }),
    },
    handleSIGINT: false,
  });
  await browser.installExtension(resolve("dist/firefox"));
  await (await browser.pages())[0]?.goto(url);
  return () => browser.close().catch(() => {}); // closed by hand already
}

/** A temporary add-on is gone with the browser; what it stored is kept, under the same address, for the next start. */
export const firefoxPrefs = {
  "extensions.webextensions.keepStorageOnUninstall": true,
  "extensions.webextensions.keepUuidOnUninstall": true,
};

/** The host of the extension's pages, under which Firefox keeps what they store: random, and the same at every start. */
async function addressKeptIn(data: string): Promise<string> {
  const file = join(data, "profiles", "firefox-address");
  const kept = await readFile(file, "utf8").catch(() => null);
  const address = kept ?? randomUUID();
  if (kept === null) await writeFile(file, address, { mode: 0o600 });
  return address;
}

async function profileFolder(data: string, browser: string): Promise<string> {
  const folder = join(data, "profiles", browser);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return folder;
}
