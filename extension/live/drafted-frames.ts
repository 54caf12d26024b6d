import type { QueuedFrame } from "./surroundings.ts";

/**
 * What becomes of frames that a draft holds, too. `again`: it is needed no more, for they come into their session. `held`: the
 * draft is gone on with, or was made a copy. `unwanted`: it was discarded, and with it all that was typed on top of it.
 */
export type DraftFate = "again" | "held" | "unwanted";

export function afterDraft<Frame extends QueuedFrame>(
  left: readonly Frame[],
  fate: DraftFate,
): { readonly put: readonly Frame[]; readonly remove: readonly Frame[] } {
  const drafted = left.filter(({ role }) => role === "drafted");
  if (fate === "again") return { put: drafted.map((frame) => ({ ...frame, role: "waiting" })), remove: [] };
  const inDraft = sessionsOf(drafted);
  // What was typed after the draft can be placed only on what is in it
  const typedAfter = sessionsOf(left.filter(({ role }) => role === "waiting"));
  const isGone = ({ session }: Frame): boolean =>
    inDraft.has(session) && (fate === "unwanted" || !typedAfter.has(session));
  return { put: [], remove: left.filter(isGone) };
}

const sessionsOf = (frames: readonly QueuedFrame[]): ReadonlySet<QueuedFrame["session"]> =>
  new Set(frames.map(({ session }) => session));
