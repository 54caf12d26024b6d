import type { Bytes } from "../../shared/bytes.ts";
import { AppError } from "../../shared/errors.ts";
import { type Head, hashEntry } from "../../shared/log/entry.ts";

/** What holds for every log that a portal delivers, its own and those of spaces, against what this browser has seen before. */

/** Its head may be newer than ours or the same; never older, and never another one at the same place. @throws LOG_SHORTENED, LOG_FORKED */
export function checkHead(head: Head, known: Head | null, pinned: Head | null): void {
  for (const before of [known, pinned]) {
    if (before && head.seq < before.seq) throw new AppError("LOG_SHORTENED");
    if (before && head.seq === before.seq && head.hash !== before.hash) throw new AppError("LOG_FORKED");
  }
}

/** When the copy on disk is gone, the pinned head still tells whether this is the history that was seen before. @throws LOG_FORKED */
export async function checkPinned(
  pinned: Head | null,
  from: number,
  entries: readonly Bytes[],
): Promise<void> {
  const wire = pinned && entries[pinned.seq - from];
  if (wire && (await hashEntry(wire)) !== pinned.hash) throw new AppError("LOG_FORKED");
}

/** What was replayed ends in the head that was promised. @throws LOG_FORKED */
export function checkEnd<State extends { readonly head: Head }>(state: State, head: Head): State {
  if (state.head.seq !== head.seq || state.head.hash !== head.hash) throw new AppError("LOG_FORKED");
  return state;
}

/** Without the portal, what is in memory serves if it is as new as what was pinned. @throws OFFLINE */
export function stateWhileAway<State extends { readonly head: Head }>(
  state: State | undefined,
  pinned: Head | null,
): State {
  if (!state || (pinned && state.head.seq < pinned.seq)) throw new AppError("OFFLINE");
  return state;
}
