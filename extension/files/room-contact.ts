import { AppError, type ErrorCode } from "../../shared/errors.ts";
import type { PortalOrigin } from "../../shared/ids.ts";
import { isPassing } from "../api/patience.ts";
import { isOfStorage } from "../spaces/database.ts";
import type { OpenSpace } from "../spaces/open-space.ts";
import { onLockStateChange } from "../vault/lock.ts";
import { onChange } from "./change-channel.ts";

/** How a page stands with the portal. */
export interface RoomState {
  readonly status: "loading" | "ready" | "locked" | "offline" | "error" | "off";
  /** Why; missing where the status says it. */
  readonly code?: ErrorCode;
}

/** What a space that was just looked at means for the page. */
export function stateOfSpace({ contact, portal, state, spaceKeys }: OpenSpace): RoomState {
  if (state.kind !== "room" && !portal.isPrivateRoomOn) return { status: "off" };
  // A member whose lockbox nobody has given yet, or an admin from outside
  if (!spaceKeys.has(state.generation)) return { status: "error", code: "KEY_MISSING" };
  return { status: contact.isAway ? "offline" : "ready" };
}

/** What a failure to look means for the page. */
export function stateOfFailure(error: unknown): RoomState {
  const code = error instanceof AppError ? error.code : "INTERNAL";
  if (code === "LOCKED") return { status: "locked" };
  if (code === "OFFLINE") return { status: "offline" };
  if (code === "PRIVATE_ROOM_OFF") return { status: "off" };
  // It may be over in a moment, or when there is room again: what was loaded before stays in sight
  return { status: isPassing(error) || isOfStorage(error) ? "offline" : "error", code };
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
