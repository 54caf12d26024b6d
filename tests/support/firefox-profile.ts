import { existsSync, globSync, statSync } from "node:fs";
import { cp, mkdtemp, readdir, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import puppeteer from "puppeteer-core";
import { until } from "./until.ts";

/**
 * A profile in which Firefox was started once before, without the extension. What Firefox prepares at the first start of
 * all takes as long as the rest of its start: it is done once, by Firefox itself, and copied.
 */
const preparedFor = (executablePath: string): string =>
  `dist/.firefox-profile-${Math.trunc(statSync(executablePath).mtimeMs)}`; // another one for each version
/** Marks of a Firefox that runs. */
const LOCKS = ["lock", ".parentlock"];

/** Makes an empty or missing folder a profile to start with; one that is in use stays as it is. */
export async function makeProfile(folder: string, executablePath: string): Promise<void> {
  if (existsSync(folder) && (await readdir(folder)).length > 0) return;
  const prepared = preparedFor(executablePath);
  if (!existsSync(prepared)) await prepare(executablePath, prepared);
  await cp(prepared, folder, { recursive: true, filter: (path) => !LOCKS.includes(basename(path)) });
}

async function prepare(executablePath: string, into: string): Promise<void> {
  const profile = await mkdtemp(join(tmpdir(), "strongroom-firefox-"));
  const browser = await puppeteer.launch({
    ...({ browser: "firefox", executablePath, headless: true } as const),
    userDataDir: profile,
  });
  await browser.close();
  await restored(profile);
  const made = `${into}-${basename(profile)}`;
  await cp(profile, made, { recursive: true });
  await rm(profile, { recursive: true });
  // Another test may have been faster
  await rename(made, into).catch(() => rm(made, { recursive: true }));
}

/** The driver puts a profile's settings back once its Firefox has ended, killed ones too; a launch meanwhile would miss them. */
export const restored = (profile: string): Promise<unknown> =>
  until("the profile's settings", async () => globSync(join(profile, "*.js.puppeteer")).length === 0);
