import { spawnSync } from "node:child_process";
import { availableParallelism, loadavg } from "node:os";
import { findBrowsers } from "../../tools/browsers/find.ts";
import { OPENSSL_COMMAND } from "./openssl.ts";

/** Under which the figures were measured. Names no machine. */
export interface Conditions {
  readonly date: string;
  readonly cores: number;
  /** Processes that wanted a core in the minute before the first measurement; what is above 0 was not ours. */
  readonly load: number;
  readonly versions: readonly string[];
  readonly yardstick: string;
}

export function conditionsNow(): Conditions {
  const { chrome, firefox } = findBrowsers();
  const found = [chrome, firefox].filter((path) => path !== undefined);
  return {
    date: new Date().toISOString().slice(0, 10),
    cores: availableParallelism(),
    load: loadavg()[0] ?? 0,
    versions: [...found.map((path) => versionOf(path, "--version")), versionOf("openssl", "version")],
    yardstick: OPENSSL_COMMAND,
  };
}

/** The first two or three words that the program says of itself. */
function versionOf(command: string, flag: string): string {
  const said = spawnSync(command, [flag], { encoding: "utf8" }).stdout ?? "";
  return said.match(/^.*?\d[\w.]*/)?.[0] ?? `no ${command}`;
}

export const sentenceOf = ({ date, cores, load, versions, yardstick }: Conditions): string =>
  `Measured ${date} on ${cores} cores, load before ${load.toFixed(1)}; ${versions.join(", ")}; yardstick \`${yardstick}\`.`;
