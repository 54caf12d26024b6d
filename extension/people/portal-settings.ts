import type { PortalOrigin } from "../../shared/ids.ts";
import type { PortalSettings } from "../../shared/log/portal-operations.ts";
import { appendToPortal } from "../spaces/append-portal.ts";
import { freshPortal, openPortal } from "../spaces/portal-session.ts";

/** The portal's settings, signed in its log, so that the server cannot flip them. */

/** As the newest verified entry says. */
export const readPortalSettings = async (origin: PortalOrigin): Promise<PortalSettings> =>
  (await freshPortal(origin)).state.now.settings;

/** @throws RIGHT_MISSING */
export async function savePortalSettings(origin: PortalOrigin, settings: PortalSettings): Promise<void> {
  const { isPrivateRoomOn, areGuestsAllowed, idleLockMaxMinutes, isOnlyVerified } = settings;
  const wanted = { isPrivateRoomOn, areGuestsAllowed, idleLockMaxMinutes, isOnlyVerified };
  await appendToPortal(await openPortal(origin), async () => ({
    operation: { op: "settings.change", ...wanted },
  }));
}

/** Row 50: the end of the portal. @throws RIGHT_MISSING */
export async function removePortal(origin: PortalOrigin): Promise<void> {
  await appendToPortal(await openPortal(origin), async () => ({ operation: { op: "portal.remove" } }));
}
