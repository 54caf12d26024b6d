import { spawnSync } from "node:child_process";
import { availableParallelism, loadavg } from "node:os";
import { findBrowsers } from "../../tools/browsers/find.ts";
import { OPENSSL_COMMAND } from "./openssl.ts";

/** Under which the figures were measured. Names no machine. */
export interface Conditions {
  readonly date: string;
  readonly cores: number;
  readonly versions: readonly string[];
  readonly yardstick: string;
}

export function conditionsNow(): Conditions {
  const { chrome, firefox } = findBrowsers();
  const found = [chrome, firefox].filter((path) => path !== undefined);
  return {
    date: new Date().toISOString().slice(0, 10),
    cores: availableParallelism(),
    versions: [...found.map((path) => versionOf(path, "--version")), versionOf("openssl", "version")],
    yardstick: OPENSSL_COMMAND,
  };
}

/** Processes that wanted a core in the last minute. What there is before a measurement is not ours. */
export const loadNow = (): number => loadavg()[0] ?? 0;

/** The first two or three words that the program says of itself. */
function versionOf(command: string, flag: string): string {
  const said = spawnSync(command, [flag], { encoding: "utf8" }).stdout ?? "";
  return said.match(/^.*?\d[\w.]*/)?.[0] ?? `no ${command}`;
}

export const sentenceOf = ({ date, cores, versions, yardstick }: Conditions): string =>
  `Last measured ${date} on ${cores} cores; ${versions.join(", ")}; yardstick \`${yardstick}\`.`;
