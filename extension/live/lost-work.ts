import { applyUpdate, Doc } from "yjs";
import type { Plain } from "../../shared/bytes.ts";
import type { LiveSessionId } from "../../shared/ids.ts";
import type { Frame } from "../../shared/live/frame-check.ts";
import {
  parseSnapshotPart,
  parseUpdatePart,
  type SavedVersion,
  type SnapshotPart,
  type UpdatePart,
} from "../../shared/live/frame-contents.ts";
import { REMOTE } from "../editors/adapter.ts";
import { Assembly } from "./assembly.ts";
import type { FrameJudge } from "./frame-judge.ts";
import type { LogView, QueuedFrame } from "./surroundings.ts";

/** What somebody typed in a session that is no more, on top of all that he saw of it. */
export interface LostWork {
  readonly doc: Doc;
  readonly baseVersion: number;
  /** The newest version that he knew to be saved out of it. */
  readonly saved: SavedVersion | null;
}

interface Reading {
  readonly judge: FrameJudge;
  readonly view: LogView;
  readonly session: LiveSessionId;
}

/** Puts together what a page left of one session; null where that is nothing that the person was not asked about before. */
export async function readLostWork(left: readonly QueuedFrame[], at: Reading): Promise<LostWork | null> {
  if (!left.some(({ role }) => role === "waiting")) return null;
  const doc = new Doc();
  const states = new Assembly<SnapshotPart>();
  const updates = new Assembly<UpdatePart>();
  let base: Omit<LostWork, "doc"> | null = null;
  const opened = await openAll(left, at);
  for (const { frame, plain } of opened) {
    try {
      const whole = frame.kind === "snapshot" ? states.add(frame.connection, parseSnapshotPart(plain)) : null;
      if (whole?.first.about) base = newerOf(base, whole.first.about);
      const update = frame.kind === "update" ? updates.add(frame.connection, parseUpdatePart(plain)) : null;
      const bytes = (whole ?? update)?.bytes;
      if (bytes) applyUpdate(doc, bytes, REMOTE);
    } catch {
      // Its beginning came to the portal, and so it is in the state
    }
  }
  const isTyped = opened.some(({ frame }) => frame.kind === "update");
  return base && isTyped ? { doc, baseVersion: base.baseVersion, saved: base.saved } : null;
}

/** Those that this person sealed: each connection's in order. */
async function openAll(left: readonly QueuedFrame[], { judge, view, session }: Reading) {
  const opened: { readonly frame: Frame; readonly plain: Plain }[] = [];
  for (const { wire } of left) {
    const frame = await judge.parse(wire, { session, isPast: true });
    const plain = frame?.author === view.user ? await judge.open(frame, session) : null;
    if (frame && plain) opened.push({ frame, plain });
  }
  return opened;
}

function newerOf(one: Omit<LostWork, "doc"> | null, other: Omit<LostWork, "doc">): Omit<LostWork, "doc"> {
  const isNewer = (other.saved?.version ?? 0) >= (one?.saved?.version ?? 0);
  return one && !isNewer ? one : other;
}
