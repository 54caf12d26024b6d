import type { KeptFrames } from "./kept-frames.ts";
import type { LogView } from "./surroundings.ts";

type Saves = Pick<KeptFrames, "baseVersion" | "claims">;

/** Which versions of the file are this page's and its session's, and whether the log has gone on without them. */
export class Standing {
  readonly #view: LogView;
  /** Versions saved here, in a session or without. */
  readonly own = new Set<number>();

  constructor(view: LogView) {
    this.#view = view;
  }

  isOwn(version: number, kept: Saves | undefined): boolean {
    return this.own.has(version) || (kept?.claims.versions.has(version) ?? false);
  }

  /** The newest version saved here or in the session; null before the first. */
  newest(kept: Saves | undefined): number | null {
    const versions = [...this.own, ...(kept?.claims.versions ?? [])];
    return versions.length > 0 ? Math.max(...versions) : null;
  }

  /**
   * Whether the file's newest version is neither the one that the session stands on nor one that was saved out of it. Nothing
   * of the session is saved on top of that version then, whatever the portal says of it.
   */
  isPassedBy(kept: Saves): boolean {
    return this.#view.newestVersion() > Math.max(kept.baseVersion, this.newest(kept) ?? 0);
  }
}
