import { describe, expect, it } from "vitest";
import { AppError } from "../../shared/errors.ts";
import { fuzz, tableOf } from "../../tools/fuzz/run.ts";
import { demand, type Target } from "../../tools/fuzz/target.ts";
import { readerTargets } from "../../tools/fuzz/targets.ts";

const SEED = 20_261_123;
const endless = { seed: SEED, untilMs: Number.POSITIVE_INFINITY };

describe("what mallory makes of bytes", () => {
  it("is refused, or read as what it says, by every reader", async () => {
    const outcomes = await fuzz(await readerTargets(), { ...endless, runsMax: 20 });
    expect(outcomes.flatMap(({ name, failures }) => failures.map((each) => ({ name, ...each })))).toEqual([]);
  }, 30_000);
});

describe("a run of the fuzzer", () => {
  const numbers: number[] = [];
  const reader: Target = {
    name: "a reader",
    refusals: ["OBJECT_MALFORMED"],
    run(random) {
      numbers.push(random());
      const [last = 0] = numbers.slice(-1);
      if (last < 0.3) throw new AppError("OBJECT_MALFORMED");
      if (last < 0.4) throw new AppError("INTERNAL");
      demand(last < 0.9, "too large");
    },
  };

  it("tells refusals from findings, and each finding's number makes the same input again", async () => {
    const [outcome] = await fuzz([reader], { ...endless, runsMax: 30 });
    const first = outcome?.failures[0];
    expect(outcome?.refused).toBeGreaterThan(0);
    const before = numbers[first?.run ?? 0];
    const [again] = await fuzz([reader], { ...endless, runsMax: 1, firstRun: first?.run ?? 0 });
    expect(numbers.at(-1)).toBe(before);
    expect(again?.failures).toEqual([first]);
    expect(tableOf(outcome ? [outcome] : [])).toContain("| a reader |");
  });
});
