import { mergeTargets } from "./merge-targets.ts";
import { objectTargets } from "./object-targets.ts";
import { packageTargets } from "./package-targets.ts";
import { blankSamples, samplesOf } from "./samples.ts";
import type { Target } from "./target.ts";

/** Everything that hostile bytes are handed to; with `isWhole` fed with the whole corpus. */
export async function allTargets(isWhole: boolean): Promise<Target[]> {
  const samples = samplesOf(isWhole);
  return [...(await objectTargets()), ...packageTargets(samples), ...(await mergeTargets(samples))];
}

/** The readers alone, fed with what is small: for those who have little time. */
export const readerTargets = async (): Promise<Target[]> => [
  ...(await objectTargets()),
  ...packageTargets(blankSamples()),
];
