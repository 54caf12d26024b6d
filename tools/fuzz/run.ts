import { AppError } from "../../shared/errors.ts";
import { seeded } from "../fidelity/driver.ts";
import type { Target } from "./target.ts";

export interface Failure {
  readonly run: number;
  readonly said: string;
}

/** What came of one target. */
export interface Outcome {
  readonly name: string;
  readonly runs: number;
  /** How many inputs were refused as they should be; the others were taken. */
  readonly refused: number;
  readonly failures: readonly Failure[];
}

export interface FuzzOptions {
  readonly seed: number;
  /** When to stop, by `performance.now()`; every target has its turn once before. */
  readonly untilMs: number;
  /** At most so many inputs for each target. */
  readonly runsMax?: number;
  /** Begins with this one. */
  readonly firstRun?: number;
}

const FAILURES_MAX = 5;
const TURN_MS = 200;

/** Target after target, turn after turn, until the time is over. An input depends on seed, target and number of the run alone. */
export async function fuzz(targets: readonly Target[], options: FuzzOptions): Promise<Outcome[]> {
  const trials = targets.map((target) => new Trial(target, options));
  do {
    for (const trial of trials) await trial.turn(options.untilMs);
  } while (performance.now() < options.untilMs && trials.some((trial) => !trial.isOver));
  return trials.map((trial) => trial.outcome());
}

class Trial {
  readonly #target: Target;
  readonly #options: FuzzOptions;
  readonly #failures: Failure[] = [];
  #runs = 0;
  #refused = 0;

  constructor(target: Target, options: FuzzOptions) {
    this.#target = target;
    this.#options = options;
  }

  get isOver(): boolean {
    return (
      this.#runs >= (this.#options.runsMax ?? Number.POSITIVE_INFINITY) ||
      this.#failures.length >= FAILURES_MAX
    );
  }

  async turn(untilMs: number): Promise<void> {
    const endMs = Math.min(untilMs, performance.now() + TURN_MS);
    do if (!this.isOver) await this.#once();
    while (!this.isOver && performance.now() < endMs);
  }

  async #once(): Promise<void> {
    const run = (this.#options.firstRun ?? 0) + this.#runs++;
    try {
      await this.#target.run(seeded(seedOf(this.#options.seed, this.#target.name, run)));
    } catch (error) {
      if (error instanceof AppError && this.#target.refusals.includes(error.code)) this.#refused++;
      else this.#failures.push({ run, said: wordsOf(error) });
    }
  }

  outcome(): Outcome {
    const { name } = this.#target;
    return { name, runs: this.#runs, refused: this.#refused, failures: this.#failures };
  }
}

const wordsOf = (error: unknown): string =>
  error instanceof AppError ? `refused as ${error.code}` : String(error).split("\n")[0]?.slice(0, 300) || "?";

/** FNV-1a. */
function seedOf(seed: number, name: string, run: number): number {
  let hash = 0x811c9dc5;
  for (const letter of `${seed} ${name} ${run}`)
    hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  return hash >>> 0;
}

/** Markdown. */
export function tableOf(outcomes: readonly Outcome[]): string {
  const lines = outcomes.map(
    ({ name, runs, refused, failures }) =>
      `| ${name} | ${runs} | ${runs - refused - failures.length} | ${refused} | ${failures.length === 0 ? "0" : `**${failures.length}**`} |`,
  );
  return ["| reader | inputs | taken | refused | findings |", "|---|---|---|---|---|", ...lines].join("\n");
}
