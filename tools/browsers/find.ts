import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** The executables to use; absent when the machine has none. */
export interface FoundBrowsers {
  readonly chrome?: string;
  readonly firefox?: string;
}

const CHROME_NAMES = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome.exe"];
const FIREFOX_NAMES = ["firefox-esr", "firefox", "firefox.exe"];
const CHROME_PLACES = [
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];
const FIREFOX_PLACES = [
  "/Applications/Firefox.app/Contents/MacOS/firefox",
  "C:\\Program Files\\Mozilla Firefox\\firefox.exe",
];

/** Looks for Chrome, Chromium and Firefox; the variables CHROME and FIREFOX name one outright, or, empty, none. */
export function findBrowsers(env: NodeJS.ProcessEnv = process.env): FoundBrowsers {
  const chrome = env.CHROME ?? firstExecutable([...onPath(CHROME_NAMES, env), ...CHROME_PLACES]);
  const firefox = env.FIREFOX ?? firstExecutable([...onPath(FIREFOX_NAMES, env), ...FIREFOX_PLACES]);
  return { ...(chrome ? { chrome } : {}), ...(firefox ? { firefox } : {}) };
}

function onPath(names: readonly string[], env: NodeJS.ProcessEnv): string[] {
  const folders = (env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  return names.flatMap((name) => folders.map((folder) => join(folder, name)));
}

function firstExecutable(paths: readonly string[]): string | undefined {
  return paths.find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
