// npm run bench [-- --json FILE] [--only stream,unlock,…] [--browser firefox] [--quick]
// Prints Markdown tables. Ends with 1 when a result was wrong, never because something was slow.
import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { conditionsNow, sentenceOf } from "../tests/bench/conditions.ts";
import type { Figure } from "../tests/bench/figure.ts";
import { browsersHere, inLab } from "../tests/bench/lab.ts";
import { benchMemory } from "../tests/bench/memory-bench.ts";
import { benchOpen } from "../tests/bench/open-bench.ts";
import { benchPeers } from "../tests/bench/peers-bench.ts";
import { benchSizes } from "../tests/bench/size-bench.ts";
import { benchStream } from "../tests/bench/stream-bench.ts";
import { tablesOf } from "../tests/bench/table.ts";
import { benchUnlock } from "../tests/bench/unlock-bench.ts";
import { isBuildCurrent } from "./build/stamp.ts";
import { runBuild } from "./portal.ts";

const MIB = 2 ** 20;
const { values } = parseArgs({
  options: {
    browser: { type: "string" },
    json: { type: "string" },
    only: { type: "string" },
    quick: { type: "boolean", default: false },
  },
});

const sizes = values.quick
  ? { stream: 32 * MIB, peers: 4 * MIB, memory: 64 * MIB }
  : { stream: 256 * MIB, peers: 32 * MIB, memory: 1024 * MIB };
const browsers = browsersHere().filter(
  (name) => values.browser === undefined || name.toLowerCase() === values.browser,
);

const AREAS: Readonly<Record<string, () => Promise<Figure[]>>> = {
  stream: () => inEach(browsers, (name) => inLab(name, (lab) => benchStream(lab, sizes.stream))),
  memory: () => inEach(browsers, (name) => benchMemory(name, sizes.memory)),
  unlock: () => inEach(browsers, (name) => inLab(name, benchUnlock)),
  open: async () => {
    if (!(await isBuildCurrent())) runBuild();
    return inEach(browsers, benchOpen);
  },
  peers: () => inEach(browsers, (name) => inLab(name, (lab) => benchPeers(lab, sizes.peers))),
  size: () => inEach(["chrome", "firefox"] as const, benchSizes),
};

// A signal ends us in order, and with us the browsers
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => process.exit(1));

const conditions = conditionsNow();
const figures: Figure[] = [];
const wrong: string[] = [];
const wanted = values.only?.split(",") ?? Object.keys(AREAS);
for (const area of wanted) await run(area);

console.log(tablesOf(figures));
console.log(sentenceOf(conditions));
for (const each of wrong) console.error(each);
if (values.json !== undefined)
  await writeFile(values.json, `${JSON.stringify({ conditions, figures, wrong }, null, 2)}\n`);
process.exitCode = wrong.length > 0 ? 1 : 0;

async function run(area: string): Promise<void> {
  try {
    const bench = AREAS[area];
    if (bench === undefined) throw new Error(`There are ${Object.keys(AREAS).join(", ")}.`);
    figures.push(...(await bench()));
  } catch (cause) {
    wrong.push(`${area}: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
}

async function inEach<Name>(
  names: readonly Name[],
  work: (name: Name) => Promise<Figure[]>,
): Promise<Figure[]> {
  const all: Figure[] = [];
  for (const name of names) all.push(...(await work(name)));
  return all;
}
