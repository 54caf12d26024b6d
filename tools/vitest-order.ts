import { basename } from "node:path";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** End-to-end files that take longest, on a machine of two cores; the others take about half a minute to a minute. */
const LONG = [
  "trouble",
  "rights-rooms",
  "killed",
  "rights-people",
  "xlsx-together",
  "big-file",
  "office",
  "document",
  "five-people",
  "bad-input",
  "xlsx",
  "full-browser",
  "lock",
  "viewers",
  "canary",
  "together-formats",
  "demo",
  "start",
];

const rankOf = (file: string): number => {
  const rank = LONG.findIndex((name) => basename(file) === `${name}.test.ts` && file.includes("/e2e/"));
  return rank === -1 ? LONG.length : rank;
};

/**
 * Begins with the longest files, so that none of them is left to run alone at the end. Where nothing was run before,
 * as in a fresh copy, vitest itself goes by the size of the files, which says little here.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted(
      (a, b) => this.#groupOf(a) - this.#groupOf(b) || rankOf(a.moduleId) - rankOf(b.moduleId),
    );
  }

  #groupOf({ project }: TestSpecification): number {
    return project.config.sequence.groupOrder;
  }
}
