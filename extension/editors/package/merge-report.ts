import type { ExportReport } from "../adapter.ts";
import type { MergeReport } from "./merge-packages.ts";

/** What a merge could not do as asked, as the person is told of it; `missing` is what was looked for in vain besides. */
export function exportReport(
  { fallbacks, hazards, unplaced }: MergeReport,
  missing: readonly string[],
): ExportReport {
  return {
    fallbacks: fallbacks.length,
    ...(hazards.length > 0 && { hazards: hazards.length }),
    missing: [...unplaced, ...missing],
  };
}
