// npm run bench [-- --json FILE] [--doc FILE] [--only stream,unlock,…] [--browser firefox] [--quick] [--from FILE,FILE]
// --doc renews the tables at the end of a page; --from takes figures from earlier --json files instead of measuring.
// Prints Markdown tables. Ends with 1 when a result was wrong, never because something was slow.
import { readFile, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { type Conditions, conditionsNow, loadNow, sentenceOf } from "../tests/bench/conditions.ts";
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
    doc: { type: "string" },
    from: { type: "string" },
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

interface Report {
  readonly conditions: Conditions;
  readonly figures: readonly Figure[];
  readonly wrong: readonly string[];
}

const report = values.from === undefined ? await measure() : await readReports(values.from.split(","));
const tables = `${tablesOf(report.figures)}\n${sentenceOf(report.conditions)}\n`;
console.log(tables);
for (const each of report.wrong) console.error(each);
if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify(report, null, 2)}\n`);
if (values.doc !== undefined) await renewTables(values.doc);
process.exitCode = report.wrong.length > 0 ? 1 : 0;

async function measure(): Promise<Report> {
  const figures: Figure[] = [];
  const wrong: string[] = [];
  for (const area of values.only?.split(",") ?? Object.keys(AREAS)) {
    const load = loadNow();
    try {
      const bench = AREAS[area];
      if (bench === undefined) throw new Error(`There are ${Object.keys(AREAS).join(", ")}.`);
      figures.push(...(await bench()).map((figure) => ({ ...figure, load })));
    } catch (cause) {
      wrong.push(`${area}: ${cause instanceof Error ? cause.message : String(cause)}`);
    }
  }
  return { conditions: conditionsNow(), figures, wrong };
}

async function readReports(paths: readonly string[]): Promise<Report> {
  const texts = await Promise.all(paths.map((path) => readFile(path, "utf8")));
  const reports = texts.map((text) => JSON.parse(text) as Report);
  const [first] = reports;
  if (first === undefined) throw new Error("No file to read figures from.");
  const all = <Item>(pick: (report: Report) => readonly Item[]) => reports.flatMap(pick);
  return { ...first, figures: all(({ figures }) => figures), wrong: all(({ wrong }) => wrong) };
}

/** What stands behind the mark is replaced. */
async function renewTables(path: string): Promise<void> {
  const mark = "<!-- tables -->\n";
  const [text = ""] = (await readFile(path, "utf8")).split(mark);
  await writeFile(path, `${text}${mark}\n${tables}`);
}

async function inEach<Name>(
  names: readonly Name[],
  work: (name: Name) => Promise<Figure[]>,
): Promise<Figure[]> {
  const all: Figure[] = [];
  for (const name of names) all.push(...(await work(name)));
  return all;
}
