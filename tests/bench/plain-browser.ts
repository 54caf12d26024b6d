// A browser without automation: an attached inspector keeps what pages send and receive, which would be measured too.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findBrowsers } from "../../tools/browsers/find.ts";
import type { BrowserName } from "./figure.ts";

export interface PlainBrowser {
  /** Its first process. */
  readonly pid: number;
  close(): Promise<void>;
}

const CHROMIUM_FLAGS = [
  "--headless",
  "--disable-gpu",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
/** Chromium refuses its sandbox to root, as in a container. */
const SANDBOX_FLAGS = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
const FIREFOX_PREFS = {
  "app.update.auto": false,
  "browser.aboutwelcome.enabled": false,
  "browser.shell.checkDefaultBrowser": false,
  "browser.startup.homepage_override.mstone": "ignore",
  "datareporting.policy.dataSubmissionEnabled": false,
  "toolkit.telemetry.enabled": false,
};

/** Starts a browser with an empty profile and one address. */
export async function startPlainBrowser(name: BrowserName, url: string): Promise<PlainBrowser> {
  const profile = await mkdtemp(join(tmpdir(), "strongroom-profile-"));
  await writeFile(join(profile, "user.js"), firefoxPrefs());
  const { chrome, firefox } = findBrowsers();
  const child =
    name === "Chromium"
      ? start(chrome, [...CHROMIUM_FLAGS, ...SANDBOX_FLAGS, `--user-data-dir=${profile}`, url])
      : start(firefox, ["--headless", "--no-remote", "--profile", profile, url]);
  const endWithUs = () => kill(child);
  process.once("exit", endWithUs);
  await once(child, "spawn");
  const close = async () => {
    process.off("exit", endWithUs);
    const ended = isRunning(child) ? once(child, "exit") : null;
    kill(child);
    await ended;
    await rm(profile, { recursive: true, force: true, maxRetries: 10 });
  };
  return { pid: child.pid ?? 0, close };
}

function start(path: string | undefined, args: readonly string[]): ChildProcess {
  if (path === undefined) throw new Error("There is no such browser on this machine.");
  return spawn(path, args, { stdio: "ignore", detached: true });
}

const firefoxPrefs = (): string =>
  Object.entries(FIREFOX_PREFS)
    .map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`)
    .join("");

const isRunning = (child: ChildProcess): boolean => child.exitCode === null && child.signalCode === null;

/** Ends the whole group, which the browser's own processes belong to. */
function kill(child: ChildProcess): void {
  if (child.pid !== undefined && isRunning(child)) process.kill(-child.pid, "SIGKILL");
}
