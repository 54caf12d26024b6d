import type { UserId } from "../../shared/ids.ts";
import type { SavedVersion } from "../../shared/live/frame-contents.ts";
import type { LogView } from "./surroundings.ts";

/** Versions of the file as the log names them. */

type Versions = Pick<LogView, "versionOf">;

/** Who appended a version with this content; null where there is no such one. */
export const authorIn =
  (view: Versions) =>
  ({ version, blob }: SavedVersion): UserId | null => {
    const there = view.versionOf(version);
    return there?.blob === blob ? there.author : null;
  };

/** What the log names as this version, if that came after the base version. */
export function savedOf(view: Versions, version: number | null, baseVersion: number): SavedVersion | null {
  const there = version !== null && version > baseVersion && view.versionOf(version);
  return there ? { version, blob: there.blob } : null;
}
