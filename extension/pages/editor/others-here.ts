import type { NodeId, PortalOrigin } from "../../../shared/ids.ts";
import { DOCUMENT_MAX_BYTES, isDocumentKind, openedKindOf } from "../../editors/document-kinds.ts";
import { loadAdapter } from "../../editors/load-adapter.ts";
import { openDocument } from "../../files/document.ts";
import { joinLive } from "../../live/join-live.ts";
import type { LiveSession } from "../../live/live-session.ts";
import type { Look, Round } from "../../state/look-round.ts";
import { hears } from "./hears.ts";

/** Whoever has a document open answers a newcomer at once: this is a slow line's time. */
const ANSWER_MS = 2_000;
/** Where the portal says that somebody is there: the time of a busy computer's tab in the background. After it, the line that is there is a dead one's. */
const SLOW_ANSWER_MS = 15_000;

export interface LookInput {
  readonly origin: PortalOrigin;
  readonly node: NodeId;
  /** What the others see the person called meanwhile. */
  readonly name: string;
  readonly signal: AbortSignal;
}

/**
 * Whether anybody else who may write has the document open, asked by a page that is not in its session: it goes in, looks round
 * and leaves. Never throws: whatever keeps it from that, nobody can tell then.
 */
export const lookForOthers = (input: LookInput): Promise<Look> =>
  lookFrom(input).catch(() => ({ round: "unknown", session: null }));

async function lookFrom({ origin, node, name, signal }: LookInput): Promise<Look> {
  const opened = await openDocument({ origin, node, maxBytes: DOCUMENT_MAX_BYTES, signal });
  const kind = openedKindOf(opened.name);
  const adapter = kind && isDocumentKind(kind) ? await loadAdapter(kind) : null;
  if (!adapter) return { round: "nobody", session: null };
  const session = await joinLive({
    ...{ opened, name, signal },
    seed: (bytes) => adapter.seed(bytes).finally(() => adapter.forget?.()),
    onReplaced: () => undefined,
    isLooking: true,
  });
  try {
    const round = await lookRound(session);
    const isWhole = session.status === "live" && !session.isLacking;
    return { round, session: isWhole ? session.savePoint().session : null };
  } finally {
    await session.close();
  }
}

/** That nobody was heard of says something only of a line that stands: others may be there without reaching this page. */
export async function lookRound(
  session: Pick<LiveSession, "onChange" | "people" | "status" | "isOccupied">,
): Promise<Round> {
  // Who only reads loses nothing, and keeps nobody from it
  const isAnyone = (): boolean => session.people().some(({ isSelf, mayWrite }) => !isSelf && mayWrite);
  const isLive = (): boolean => session.status === "live";
  if (!(await hears(session, isLive, ANSWER_MS))) return isAnyone() ? "others" : "unknown";
  if (await hears(session, isAnyone, session.isOccupied ? SLOW_ANSWER_MS : ANSWER_MS)) return "others";
  return isLive() ? "nobody" : "unknown";
}
