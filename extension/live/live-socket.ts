import * as v from "valibot";
import { LIVE_PATH } from "../../shared/api/contract.ts";
import { LIVE_PING, LIVE_PONG, LIVE_TEXT_MAX_BYTES, liveNews } from "../../shared/api/live.ts";
import { toBase64Url } from "../../shared/bytes.ts";
import { AppError } from "../../shared/errors.ts";
import type { NodeId, PortalOrigin } from "../../shared/ids.ts";
import { backoffMs, wait } from "../api/patience.ts";
import { clientOf } from "../vault/session.ts";

/**
 * The socket on which the portal says that a document's log has moved. It carries no content and is not believed: whoever
 * hears it reads the log and verifies. Without it everything works, only later.
 */

export interface LiveInput {
  readonly origin: PortalOrigin;
  readonly node: NodeId;
  readonly signal: AbortSignal;
  /** The log may have moved. */
  readonly onNews: () => void;
}

const PING_MS = 30_000;

/** Listens until the signal ends it; comes back by itself after the connection was lost. */
export async function listenLive(input: LiveInput): Promise<void> {
  for (let attempt = 0; !input.signal.aborted; attempt++) {
    const wasAdmitted = await listenOnce(input).catch((error: unknown) => (isGone(error) ? null : false));
    if (wasAdmitted === null) return;
    if (wasAdmitted) attempt = 0;
    await wait(backoffMs(attempt), input.signal).catch(() => undefined);
  }
}

/** There is nothing to listen to any more. */
const isGone = (error: unknown): boolean => error instanceof AppError && error.code === "NOT_FOUND";

function addressOf({ origin, node }: LiveInput): string {
  const url = new URL(LIVE_PATH.replace(":node", node), origin);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  return url.href;
}

/** One connection, from the ticket to the end. Resolves to whether the portal had let it in. */
async function listenOnce(input: LiveInput): Promise<boolean> {
  const { origin, node, signal } = input;
  const { ticket } = await clientOf(origin).call("createLiveTicket", { params: { node }, signal });
  const socket = new WebSocket(addressOf(input));
  const ended = new AbortController();
  let isAdmitted = false;
  let isAlive = true;
  const events = { signal: ended.signal };
  socket.addEventListener("open", () => socket.send(JSON.stringify({ ticket: toBase64Url(ticket) })), events);
  socket.addEventListener(
    "message",
    ({ data }: MessageEvent<unknown>) => {
      isAlive = true;
      if (data === LIVE_PONG) return;
      if (!isNews(data)) return socket.close();
      isAdmitted = true;
      input.onNews();
    },
    events,
  );
  // A line that died without a word is noticed by the answer that does not come
  const ping = setInterval(() => {
    if (!isAlive) return socket.close();
    isAlive = false;
    if (socket.readyState === WebSocket.OPEN) socket.send(LIVE_PING);
  }, PING_MS);
  await closed(socket, signal);
  clearInterval(ping);
  ended.abort();
  return isAdmitted;
}

/** Chromium tells of a refused address by `error` alone. */
function closed(socket: WebSocket, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      socket.close();
      resolve();
    };
    socket.addEventListener("close", end, { once: true });
    socket.addEventListener("error", end, { once: true });
    signal.addEventListener("abort", end, { once: true });
    if (signal.aborted) end();
  });
}

function isNews(data: unknown): boolean {
  if (typeof data !== "string" || data.length > LIVE_TEXT_MAX_BYTES) return false;
  try {
    return v.is(liveNews, JSON.parse(data));
  } catch {
    return false;
  }
}
