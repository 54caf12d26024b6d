// npm run bench [-- --json FILE] [--doc FILE] [--only stream,unlock,…] [--browser firefox] [--quick] [--from FILE,FILE]
// --doc renews the tables of what was measured at the end of a page; --from takes figures from earlier --json files instead of measuring.
// Prints Markdown tables. Ends with 1 when a result was wrong, never because something was slow.
import { readFile, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { benchBig } from "../tests/bench/big-bench.ts";
import { type Conditions, conditionsNow, loadNow, sentenceOf } from "../tests/bench/conditions.ts";
import { benchEditing } from "../tests/bench/editing-bench.ts";
import type { BrowserName, Figure } from "../tests/bench/figure.ts";
import { browsersHere, inLab } from "../tests/bench/lab.ts";
import { benchLive } from "../tests/bench/live-bench.ts";
import { benchMemory } from "../tests/bench/memory-bench.ts";
import { benchOpen } from "../tests/bench/open-bench.ts";
import { benchPeers } from "../tests/bench/peers-bench.ts";
import { benchPeople } from "../tests/bench/people-bench.ts";
import { renewTables } from "../tests/bench/renew-tables.ts";
import { benchScale } from "../tests/bench/scale-bench.ts";
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
  ? { stream: 32 * MIB, peers: 4 * MIB, memory: 64 * MIB, big: 256 * MIB }
  : { stream: 256 * MIB, peers: 32 * MIB, memory: 1024 * MIB, big: 2048 * MIB };
const people = values.quick
  ? { people: 50, entries: 1_000, members: 100, rounds: 1 }
  : { people: 1_000, entries: 20_000, members: 100, rounds: 3 };
const live = values.quick ? { seconds: 10, updates: 1_000 } : { seconds: 60, updates: 9_900 };
const scale = values.quick
  ? { users: 100, rooms: 200, files: 20_000, rounds: 20 }
  : { users: 1_000, rooms: 2_000, files: 200_000, rounds: 60 };
const browsers = browsersHere().filter(
  (name) => values.browser === undefined || name.toLowerCase() === values.browser,
);

const AREAS: Readonly<Record<string, () => Promise<Figure[]>>> = {
  stream: () => inEach(browsers, (name) => inLab(name, (lab) => benchStream(lab, sizes.stream))),
  memory: () => inEach(browsers, (name) => benchMemory(name, sizes.memory)),
  unlock: () => inEach(browsers, (name) => inLab(name, benchUnlock)),
  open: () => inExtension((name) => benchOpen(name, { rounds: values.quick ? 1 : 4 })),
  editing: () => inExtension((name) => benchEditing(name, { edits: values.quick ? 10 : 100 })),
  big: () => inExtension((name) => benchBig(name, sizes.big)),
  peers: () => inEach(browsers, (name) => inLab(name, (lab) => benchPeers(lab, sizes.peers))),
  people: () => inEach(browsers, (name) => inLab(name, (lab) => benchPeople(lab, people))),
  live: () => benchLive(live),
  scale: () => benchScale(scale),
  size: () => inEach(["chrome", "firefox"] as const, benchSizes),
};

/** Takes longer than all others together. */
const BY_NAME_ONLY = "big";

// A signal ends us in order, and with us the browsers
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => process.exit(1));

interface Report {
  readonly conditions: Conditions;
  readonly figures: readonly Figure[];
  readonly wrong: readonly string[];
}

/** What did not come to a figure, or came to a wrong result. */
const wrong: string[] = [];
const wordsOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));

const report = values.from === undefined ? await measure() : await readReports(values.from.split(","));
const [tables, sentence] = [tablesOf(report.figures), sentenceOf(report.conditions)];
console.log(`${tables}\n${sentence}\n`);
for (const each of report.wrong) console.error(each);
if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify(report, null, 2)}\n`);
if (values.doc !== undefined)
  await writeFile(values.doc, renewTables(await readFile(values.doc, "utf8"), tables, sentence));
process.exitCode = report.wrong.length > 0 ? 1 : 0;

async function measure(): Promise<Report> {
  const figures: Figure[] = [];
  const { date } = conditionsNow();
  for (const area of values.only?.split(",") ?? Object.keys(AREAS).filter((area) => area !== BY_NAME_ONLY)) {
    const load = loadNow();
    try {
      const bench = AREAS[area];
      if (bench === undefined) throw new Error(`There are ${Object.keys(AREAS).join(", ")}.`);
      figures.push(...(await bench()).map((figure) => ({ ...figure, load, date })));
    } catch (cause) {
      wrong.push(`${area}: ${wordsOf(cause)}`);
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

/** With today's extension in each browser. */
async function inExtension(work: (name: BrowserName) => Promise<Figure[]>): Promise<Figure[]> {
  if (!(await isBuildCurrent())) runBuild();
  return inEach(browsers, work);
}

async function inEach<Name>(
  names: readonly Name[],
  work: (name: Name) => Promise<Figure[]>,
): Promise<Figure[]> {
  const all: Figure[] = [];
  for (const name of names)
    try {
      all.push(...(await work(name)));
    } catch (cause) {
      wrong.push(`${name}: ${wordsOf(cause)}`);
    }
  return all;
}
