import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { findBrowsers } from "./find.ts";

/** Makes sure that Chrome or Chromium and Firefox are there, installing them on a Debian where we are root. */
export function installBrowsers(): void {
  const missing = missingPackages();
  if (missing.length === 0) return;
  if (process.getuid?.() !== 0 || !existsSync("/etc/debian_version")) giveUp(missing);
  console.log(`Installing ${missing.join(" and ")} for the end-to-end tests.`);
  if (!aptGet("update") || !aptGet("install", "-y", "--no-install-recommends", ...missing)) giveUp(missing);
  const still = missingPackages();
  if (still.length > 0) giveUp(still);
}

function missingPackages(): string[] {
  const { chrome, firefox } = findBrowsers();
  return [...(chrome === undefined ? ["chromium"] : []), ...(firefox === undefined ? ["firefox-esr"] : [])];
}

function aptGet(...args: string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  return spawnSync("apt-get", args, { stdio: ["ignore", "ignore", "inherit"], env }).status === 0;
}

function giveUp(missing: readonly string[]): never {
  console.error(
    `The tests need ${missing.join(" and ")}. Install them (on Debian, as root: apt-get install ${missing.join(" ")}), ` +
      "or name the programs in the variables CHROME and FIREFOX; then run npm test again.",
  );
  process.exit(1);
}
