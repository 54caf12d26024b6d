/**
 * `npm run fuzz [-- --seconds N] [--seed S] [--only TEXT] [--run N]`
 * Hands hostile bytes to every reader for so long and tells what came of it. CORPUS=all begins with every file of the corpus.
 * `--only` takes the readers whose name holds these words, `--run` one input again. Ends with 1 when anything else than a refusal came.
 */
import { randomInt } from "node:crypto";
import { parseArgs } from "node:util";
import { fuzz, tableOf } from "./fuzz/run.ts";
import { allTargets } from "./fuzz/targets.ts";

const { values } = parseArgs({
  options: {
    only: { type: "string", default: "" },
    run: { type: "string" },
    seconds: { type: "string", default: "60" },
    seed: { type: "string" },
  },
});
const seed = Number(values.seed ?? randomInt(2 ** 31));
console.log(`seed ${seed}`);
// The libraries talk to the console about what they meet in a document
const silent = (): void => undefined;
Object.assign(console, { info: silent, warn: silent, debug: silent });

const all = await allTargets(process.env.CORPUS === "all");
const targets = all.filter(({ name }) => name.includes(values.only));
if (targets.length === 0) throw new Error(`There are ${all.map(({ name }) => name).join(", ")}.`);
const again = values.run === undefined ? {} : { firstRun: Number(values.run), runsMax: 1 };
const untilMs = performance.now() + Number(values.seconds) * 1000;
const outcomes = await fuzz(targets, { seed, untilMs, ...again });
console.log(`\n${tableOf(outcomes)}\n`);
const failures = outcomes.flatMap(({ name, failures }) => failures.map((each) => ({ name, ...each })));
for (const { name, run, said } of failures)
  console.log(`${name}: ${said}\n  npm run fuzz -- --seed ${seed} --only "${name}" --run ${run}`);
// A library keeps a timer running
process.exit(failures.length > 0 ? 1 : 0);
