import { AppError, type ErrorCode } from "../../shared/errors.ts";
import type { PortalOrigin } from "../../shared/ids.ts";
import type { OpenSpace } from "../spaces/open-space.ts";
import { onLockStateChange } from "../vault/lock.ts";
import { onChange } from "./change-channel.ts";

/** How a page stands with the portal. */
export interface RoomState {
  readonly status: "loading" | "ready" | "locked" | "offline" | "error" | "off";
  readonly code?: ErrorCode;
}

/** What a space that was just looked at means for the page. */
export function stateOfSpace({ contact, portal }: OpenSpace): RoomState {
  if (!portal.isPrivateRoomOn) return { status: "off" };
  return { status: contact.isAway ? "offline" : "ready" };
}

/** What a failure to look means for the page. */
export function stateOfFailure(error: unknown): RoomState {
  const code = error instanceof AppError ? error.code : "INTERNAL";
  if (code === "LOCKED") return { status: "locked" };
  if (code === "OFFLINE") return { status: "offline" };
  if (code === "PRIVATE_ROOM_OFF") return { status: "off" };
  return { status: "error", code };
}

const POLL_MS = 15_000;

/** Calls back when the room may have changed: told by another page, by the lock, by the network, or because it is time to look. */
export function watchRoom(origin: PortalOrigin, look: () => void, signal: AbortSignal): void {
  onChange((change) => change.origin === origin && look(), signal);
  onLockStateChange(look, signal);
  const timer = setInterval(() => document.visibilityState === "visible" && look(), POLL_MS);
  signal.addEventListener("abort", () => clearInterval(timer), { once: true });
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && look(), {
    signal,
  });
  window.addEventListener("online", look, { signal });
}
