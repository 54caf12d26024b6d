import { decodeUpdate } from "yjs";
import type { Bytes } from "../../shared/bytes.ts";
import type { LiveSessionId } from "../../shared/ids.ts";
import { coversAll, hasRoom, isCovered } from "../../shared/live/covers.ts";
import type { Frame } from "../../shared/live/frame-check.ts";
import {
  parseSnapshotPart,
  type SnapshotAbout,
  type SnapshotPart,
} from "../../shared/live/frame-contents.ts";
import { Assembly } from "./assembly.ts";
import type { FrameJudge } from "./frame-judge.ts";

export interface Snapshot {
  readonly about: SnapshotAbout;
  readonly state: Bytes;
  /** Which of the frames it ended in. */
  readonly index: number;
  /** In how many frames it came. */
  readonly parts: number;
  readonly end: Pick<Frame, "author" | "connection" | "clock">;
}

/**
 * Whether one that came later holds no less. Its writer may not have heard of the one before and still hold all of it; who has
 * heard of that one, and covers less than it said to hold, has found it false.
 */
const goesFurther = (later: Snapshot, earlier: Snapshot): boolean =>
  isCovered(later.about.covers, earlier.end) || coversAll(later.about.covers, earlier.about.covers);

/**
 * The newest whole one among these frames. Its place is not asked: what comes with it may be needed to know the place. One
 * that was long on its way is not the newest, one that names too many connections leaves no room, and one that names people who never
 * might write is made up.
 */
export async function findSnapshot(
  frames: readonly (Frame | null)[],
  { judge, session }: { judge: FrameJudge; session: LiveSessionId },
): Promise<Snapshot | null> {
  const assembly = new Assembly<SnapshotPart>();
  let newest: Snapshot | null = null;
  for (const [index, frame] of frames.entries()) {
    const plain = frame?.kind === "snapshot" && (await judge.open(frame, session));
    if (!plain) continue;
    try {
      const whole = assembly.add(frame.connection, parseSnapshotPart(plain));
      if (!whole?.first.about || !hasRoom(whole.first.about.covers)) continue;
      if (!(await judge.couldAllWrite(whole.first.about.covers))) continue;
      decodeUpdate(whole.bytes);
      const { about, parts } = whole.first;
      const found = { about, state: whole.bytes, index, parts, end: frame };
      if (!newest || goesFurther(found, newest)) newest = found;
    } catch {
      // Counted when its turn comes
    }
  }
  return newest;
}
