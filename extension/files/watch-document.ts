import type { LiveNews } from "../../shared/api/live.ts";
import { AppError } from "../../shared/errors.ts";
import type { NodeId, PortalOrigin, SpaceId } from "../../shared/ids.ts";
import { listenLive } from "../live/live-socket.ts";
import type { OpenSpace } from "../spaces/open-space.ts";
import { spaceOf, syncSpace, syncSpaceTo } from "../spaces/sync-space.ts";
import { onChange } from "./change-channel.ts";
import { coalesced } from "./coalesced.ts";
import { isUnheard } from "./document.ts";

/** Telling an open document's page that somebody saved a newer version, or shared the file, which moves it. */

/** The socket tells sooner; this is for when there is none. */
const POLL_MS = 20_000;

export interface DocumentNews {
  /** The file's newest version; null when the file was deleted. */
  readonly version: number | null;
  readonly byUser: string | null;
  /** The person has no access any more, or the place is gone: the portal knows nothing of it for him. */
  readonly isDenied: boolean;
}

interface WatchInput {
  readonly origin: PortalOrigin;
  readonly node: NodeId;
  /** Where the page has it from. */
  readonly space: SpaceId;
  readonly signal: AbortSignal;
  /** Called with every change of the newest version since watching began, this page's own saves included. */
  readonly onNewVersion: (news: DocumentNews) => void;
  /** Called once, instead of anything else from then on: versions are counted anew where the file is now. */
  readonly onShared: () => void;
}

/** Tabs of this browser are told at once, other browsers by the live socket, or when they look, while the page is seen. */
export function watchDocument(input: WatchInput): void {
  const compare = createCompare(input);
  const look = coalesced(() => compare(syncSpace));
  void compare(async () => undefined);
  const onNews = (news: LiveNews): void => {
    if ("head" in news) void compare((space) => syncSpaceTo(space, news.head));
  };
  void listenLive({ ...input, onNews, onSilence: () => void look(), onGone: () => void look() });
  onChange((change) => {
    if (change.origin === input.origin && change.node === input.node) void look();
  }, input.signal);
  const timer = setInterval(() => {
    if (document.visibilityState === "visible") void look();
  }, POLL_MS);
  document.addEventListener("visibilitychange", () => void look(), { signal: input.signal });
  input.signal.addEventListener("abort", () => clearInterval(timer), { once: true });
}

type BringUpToDate = (space: OpenSpace) => Promise<unknown>;

/** Compares the newest version before and after; the first call only notes what is there. */
function createCompare({ origin, node, space: home, signal, onNewVersion, onShared }: WatchInput) {
  let seen: number | null | undefined;
  let isShared = false;
  return async (bringUpToDate: BringUpToDate): Promise<void> => {
    try {
      const space = await spaceOf(origin, node);
      seen ??= space.state.nodes.get(node)?.versions.length;
      await bringUpToDate(space);
      const file = space.state.nodes.get(node);
      if (signal.aborted || isShared) return;
      isShared = space.space !== home || (file?.sharedAs ?? null) !== null;
      if (isShared) return onShared();
      const version = file?.versions.length ?? null;
      const newest = file?.versions.at(-1);
      // The save that sent it will say so itself, or meets it when it is tried again
      if (version === seen || (newest && isUnheard(newest.blob))) return;
      seen = version;
      onNewVersion({ version, byUser: file?.changedBy ?? null, isDenied: false });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      // Away, locked or in doubt: the next save says so; watching is only a courtesy
      if (error.code !== "NOT_FOUND" || signal.aborted || seen === null) return;
      seen = null;
      onNewVersion({ version: null, byUser: null, isDenied: true });
    }
  };
}
