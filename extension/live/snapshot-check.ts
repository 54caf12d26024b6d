import {
  applyUpdate,
  type Doc,
  decodeUpdate,
  diffUpdate,
  encodeStateVectorFromUpdate,
  mergeUpdates,
} from "yjs";
import type { Bytes } from "../../shared/bytes.ts";
import type { ConnectionId } from "../../shared/ids.ts";
import { type Covers, isCovered } from "../../shared/live/covers.ts";
import { REMOTE } from "../editors/adapter.ts";

/** Older updates than this many are not held against anybody's snapshot. */
const KEPT_MAX = 2000;
/** So long a snapshot may be on its way, and not hold what was heard meanwhile. */
const ON_ITS_WAY_MS = 60_000;

export interface KeptUpdate {
  readonly connection: ConnectionId;
  readonly clock: number;
  readonly update: Uint8Array;
  readonly atMs: number;
}

/** What came since the last snapshot, so that none can leave out what others wrote. */
export class RecentUpdates {
  #kept: KeptUpdate[] = [];

  get count(): number {
    return this.#kept.length;
  }

  add(kept: KeptUpdate): void {
    this.#kept.push(kept);
    if (this.#kept.length > KEPT_MAX) this.#kept.shift();
  }

  /** Whether a state that says to hold all this does so. If it does, what it holds need not be kept any longer. */
  settle(state: Bytes, covers: Covers): boolean {
    const covered = this.#kept.filter((kept) => isCovered(covers, kept));
    if (covered.length > 0 && !holds(state, mergeUpdates(covered.map(({ update }) => update)))) return false;
    this.forget(covers);
    return true;
  }

  /** Whether these leave out what has been here for long. */
  isBehind(covers: Covers, nowMs: number): boolean {
    return this.#kept.some((kept) => nowMs - kept.atMs > ON_ITS_WAY_MS && !isCovered(covers, kept));
  }

  forget(covers: Covers): void {
    this.#kept = this.#kept.filter((kept) => !isCovered(covers, kept));
  }
}

/** Puts an update into a state that is said to hold it. Gives whether it did not. */
export function addsTo(doc: Doc, update: Bytes): boolean {
  let isMore = false;
  const note = (): void => {
    isMore = true;
  };
  doc.on("update", note);
  try {
    applyUpdate(doc, update, REMOTE);
  } finally {
    doc.off("update", note);
  }
  return isMore;
}

type Ranges = ReadonlyMap<number, readonly { readonly clock: number; readonly len: number }[]>;

/** Whether everything that an update inserts and deletes is in the state. */
function holds(state: Uint8Array, update: Uint8Array): boolean {
  const missing = decodeUpdate(diffUpdate(update, encodeStateVectorFromUpdate(state)));
  if (missing.structs.length > 0) return false;
  return hasRanges(decodeUpdate(state).ds.clients, decodeUpdate(update).ds.clients);
}

/** Whether all that is wanted stands in these ranges, whatever they are cut into. */
export const hasRanges = (all: Ranges, wanted: Ranges): boolean =>
  [...wanted].every(([client, ranges]) => {
    const merged = mergeRanges(all.get(client) ?? []);
    return ranges.every(({ clock, len }) =>
      merged.some((range) => range.from <= clock && clock + len <= range.to),
    );
  });

function mergeRanges(ranges: readonly { clock: number; len: number }[]): { from: number; to: number }[] {
  const merged: { from: number; to: number }[] = [];
  for (const { clock, len } of [...ranges].sort((a, b) => a.clock - b.clock)) {
    const last = merged.at(-1);
    if (last && clock <= last.to) last.to = Math.max(last.to, clock + len);
    else merged.push({ from: clock, to: clock + len });
  }
  return merged;
}
