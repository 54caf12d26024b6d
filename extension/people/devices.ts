import { toBase64Url } from "../../shared/bytes.ts";
import { AppError } from "../../shared/errors.ts";
import type { PortalOrigin } from "../../shared/ids.ts";
import { openPortal } from "../spaces/portal-session.ts";

/** Where else the person is signed in, by what the portal says. */

export interface Device {
  /** For {@link endDevice}. */
  readonly session: string;
  /** Browser and system, as far as the portal could tell. */
  readonly name: string | null;
  readonly startedAtMs: number;
  readonly isThis: boolean;
}

/** This browser first, then newest first. @throws LOCKED, OFFLINE */
export async function listDevices(origin: PortalOrigin): Promise<Device[]> {
  const { client } = await openPortal(origin);
  const { sessions } = await client.call("listSessions", {});
  const devices = sessions.map(({ session, device: name, startedAtMs, isThis }) => ({
    ...{ session: toBase64Url(session), name, startedAtMs, isThis },
  }));
  return devices.sort((a, b) => Number(b.isThis) - Number(a.isThis));
}

/**
 * Ends it at the portal, and that device locks as soon as it asks for anything. Whoever knows the passphrase unlocks it
 * again: against that helps a new passphrase. One that is over already is no fault. @throws LOCKED, OFFLINE
 */
export async function endDevice({
  origin,
  session,
}: {
  origin: PortalOrigin;
  session: string;
}): Promise<void> {
  const { client } = await openPortal(origin);
  try {
    await client.call("endSession", { params: { session } });
  } catch (error) {
    if (!(error instanceof AppError && error.code === "NOT_FOUND")) throw error;
  }
}
