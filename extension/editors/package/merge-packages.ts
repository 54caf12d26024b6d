/**
 * Saving without loss: the original package with exactly that done to it which tells the library's save of the edited
 * document from its save of the untouched one. What a library cannot keep is not in the difference, and so it stays.
 */
import { asPlain, type Plain } from "../../../shared/bytes.ts";
import { noNotes, type PackageKind, PackageMerge, sameBytes } from "./package-merge.ts";
import { rewritePackage } from "./rewrite-package.ts";

export interface MergeOptions {
  /** As opened, or as saved last. Passed `checkPackage`. */
  readonly original: Plain;
  /** The library's save of the document as opened. */
  readonly before: Plain;
  /** The library's save of the document as it is now. */
  readonly after: Plain;
  readonly kind: PackageKind;
}

export interface MergeReport {
  readonly fallbacks: readonly string[];
  readonly hazards: readonly string[];
  readonly unplaced: readonly string[];
}

export interface MergedPackage {
  readonly bytes: Plain;
  readonly report: MergeReport;
}

/**
 * The original with the change before -> after done to it. Without a change it is `original` itself; parts that nobody
 * touched keep their bytes, also as they are packed.
 * @throws DOCUMENT_DAMAGED when `original` would not pass `checkPackage`
 */
export function mergePackages(options: MergeOptions): MergedPackage {
  const { original, before, after } = options;
  if (sameBytes(before, after)) return { bytes: original, report: noNotes() };
  const merge = new PackageMerge(options, options.kind);
  const bytes = asPlain(rewritePackage(original, merge.run()));
  return { bytes, report: merge.report() };
}
