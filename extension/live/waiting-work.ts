import { asPlain } from "../../shared/bytes.ts";
import { AppError } from "../../shared/errors.ts";
import type { NodeId } from "../../shared/ids.ts";
import { hasDraft } from "../files/drafts.ts";
import type { OpenSpace } from "../spaces/open-space.ts";
import { isTextWaiting } from "./frame-queue.ts";
import { joinLive } from "./join-live.ts";
import type { LiveSession } from "./live-session.ts";
import { listenLive } from "./live-socket.ts";
import { patiently } from "./patience.ts";
import { systemClock } from "./system-clock.ts";

/** So long the word of a save may take after the save itself. */
const WORD_PATIENCE_MS = 3000;

/**
 * Whether something was typed into a file that no version holds: on this browser's disk, or in the session that there is. The disk
 * is looked at first: from there it goes into the session, and never back.
 * @throws OFFLINE when nobody can tell whether there is a session; BROWSER_STORAGE_BROKEN; what joining throws
 */
export async function hasWaitingWork({ origin, space, state }: OpenSpace, node: NodeId): Promise<boolean> {
  const place = { origin, space, node };
  if ((await hasDraft(place)) || (await isTextWaiting(place))) return true;
  const version = state.nodes.get(node)?.versions.length ?? 0;
  const ending = new AbortController();
  try {
    const joined = await lookRound({ ...place, version }, ending.signal);
    return typeof joined === "string" ? joined === "unreadable" : await isUnsavedIn(joined);
  } finally {
    ending.abort();
  }
}

interface LookedAt extends Pick<OpenSpace, "origin" | "space"> {
  readonly node: NodeId;
  readonly version: number;
}

/** Goes into the session that there is; where nobody began one, nothing is begun. Only the portal's word says that there is none. */
async function lookRound(at: LookedAt, signal: AbortSignal): Promise<LiveSession | "none" | "unreadable"> {
  let isSeedAsked = false;
  let named: "none" | "unreadable" | null = null;
  const joining = joinLive({
    opened: { ...at, bytes: asPlain(new Uint8Array()) },
    name: "",
    // Asked for only where there is no session that can be read
    seed: () => {
      isSeedAsked = true;
      return Promise.reject(new AppError("OFFLINE"));
    },
    signal,
    onReplaced: () => undefined,
    isLooking: true,
  });
  void listenLive({
    ...{ ...at, signal, onSilence: () => undefined },
    onNews: (news) => {
      if (news.kind === "admitted") named = news.session === null ? "none" : "unreadable";
    },
  });
  return joining.catch((error: unknown) => {
    if (isSeedAsked && named !== null) return named;
    throw error;
  });
}

async function isUnsavedIn(session: LiveSession): Promise<boolean> {
  await patiently(() => !session.hasUnsaved(), { of: session, clock: systemClock, mostMs: WORD_PATIENCE_MS });
  const isUnsaved = session.hasUnsaved() || session.isLacking;
  await session.close();
  return isUnsaved;
}
