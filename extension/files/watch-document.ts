import { AppError } from "../../shared/errors.ts";
import type { NodeId, PortalOrigin } from "../../shared/ids.ts";
import { listenLive } from "../live/live-socket.ts";
import { openPersonalSpace } from "../spaces/open-space.ts";
import { syncSpace } from "../spaces/sync-space.ts";
import { onChange } from "./change-channel.ts";
import { coalesced } from "./coalesced.ts";

/** Telling an open document's page that somebody saved a newer version. */

/** The socket tells sooner; this is for when there is none. */
const POLL_MS = 20_000;

export interface DocumentNews {
  /** The file's newest version; null when the file was deleted. */
  readonly version: number | null;
  readonly byUser: string | null;
}

interface WatchInput {
  readonly origin: PortalOrigin;
  readonly node: NodeId;
  readonly signal: AbortSignal;
  /** Called with every change of the newest version since watching began, this page's own saves included. */
  readonly onNewVersion: (news: DocumentNews) => void;
}

/** Tabs of this browser are told at once, other browsers by the live socket, or when they look, while the page is seen. */
export function watchDocument(input: WatchInput): void {
  const look = coalesced(createLook(input));
  void look();
  void listenLive({ ...input, onNews: () => void look() });
  onChange((change) => {
    if (change.origin === input.origin && change.node === input.node) void look();
  }, input.signal);
  const timer = setInterval(() => {
    if (document.visibilityState === "visible") void look();
  }, POLL_MS);
  document.addEventListener("visibilitychange", () => void look(), { signal: input.signal });
  input.signal.addEventListener("abort", () => clearInterval(timer), { once: true });
}

function createLook({ origin, node, signal, onNewVersion }: WatchInput): () => Promise<void> {
  let seen: number | null | undefined;
  return async () => {
    try {
      const space = await openPersonalSpace(origin);
      seen ??= space.state.nodes.get(node)?.versions.length;
      await syncSpace(space);
      const file = space.state.nodes.get(node);
      const version = file?.versions.length ?? null;
      if (signal.aborted || version === seen) return;
      seen = version;
      onNewVersion({ version, byUser: file?.changedBy ?? null });
    } catch (error) {
      // Away, locked or in doubt: the next save says so; watching is only a courtesy
      if (!(error instanceof AppError)) throw error;
    }
  };
}
