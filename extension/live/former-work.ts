import type { Plain } from "../../shared/bytes.ts";
import { FrameJudge } from "./frame-judge.ts";
import { LeftFrames } from "./left-frames.ts";
import { authorIn } from "./logged-versions.ts";
import type { LostWork } from "./lost-work.ts";
import type { FormerPlace, LiveClock } from "./surroundings.ts";

/** What was typed there, on the version that it was typed on. */
export interface FormerWork extends Pick<LostWork, "doc"> {
  readonly base: { readonly version: number; readonly bytes: Plain };
  readonly frames: LeftFrames;
}

/** Judged by the log of then, and by it alone. Null when there is nothing to show, or nothing to show it on: it stays on the disk. */
export async function readFormerWork(place: FormerPlace, clock: LiveClock): Promise<FormerWork | null> {
  const { view, queue, loadVersion, versionHere } = place;
  const frames = new LeftFrames(queue);
  try {
    const lost = await frames.findLost(null, { judge: new FrameJudge(view, clock), view });
    if (!lost) return null;
    const { doc, baseVersion, saved } = lost;
    const isSaved = saved !== null && authorIn(view)(saved) !== null;
    const version = versionHere(isSaved ? Math.max(baseVersion, saved.version) : baseVersion);
    return { doc, base: { version, bytes: await loadVersion(baseVersion) }, frames };
  } catch {
    return null;
  }
}
