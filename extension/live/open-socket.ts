import { LIVE_PATH } from "../../shared/api/contract.ts";
import type { NodeId, PortalOrigin } from "../../shared/ids.ts";

/** To a document at the portal; nothing is said yet. */
export function openSocket({ origin, node }: { origin: PortalOrigin; node: NodeId }): WebSocket {
  const url = new URL(LIVE_PATH.replace(":node", node), origin);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  const socket = new WebSocket(url.href);
  socket.binaryType = "arraybuffer";
  return socket;
}

/** Settles when it has ended, or the signal ends it. Chromium tells of a refused address by `error` alone. */
export function closed(socket: WebSocket, signal: AbortSignal): Promise<void> {
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
