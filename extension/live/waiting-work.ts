import { asPlain } from "../../shared/bytes.ts";
import { AppError } from "../../shared/errors.ts";
import type { NodeId } from "../../shared/ids.ts";
import type { OpenSpace } from "../spaces/open-space.ts";
import { isTextWaiting } from "./frame-queue.ts";
import { joinLive } from "./join-live.ts";
import { patiently } from "./patience.ts";
import { systemClock } from "./system-clock.ts";

/** So long the word of a save may take after the save itself. */
const WORD_PATIENCE_MS = 3000;

/** Whether something was typed into a file that no version holds: on this browser's disk, or in the session that there is. */
export const hasWaitingWork = async (space: OpenSpace, node: NodeId): Promise<boolean> =>
  (await isUnsavedInSession(space, node)) ||
  isTextWaiting({ origin: space.origin, space: space.space, node });

/** Looks round in it; where nobody began one, nothing is begun. */
async function isUnsavedInSession(space: OpenSpace, node: NodeId): Promise<boolean> {
  const version = space.state.nodes.get(node)?.versions.length ?? 0;
  const { origin } = space;
  const ending = new AbortController();
  const session = await joinLive({
    opened: { origin, node, space: space.space, version, bytes: asPlain(new Uint8Array()) },
    name: "",
    // Asked for only where there is no session that can be read
    seed: () => Promise.reject(new AppError("NOT_FOUND")),
    signal: ending.signal,
    onReplaced: () => undefined,
    isLooking: true,
  }).catch(() => null);
  if (!session) return false;
  await patiently(() => !session.hasUnsaved(), { of: session, clock: systemClock, mostMs: WORD_PATIENCE_MS });
  const isUnsaved = session.hasUnsaved() || session.isLacking;
  await session.close();
  return isUnsaved;
}
