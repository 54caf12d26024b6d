import browser from "webextension-polyfill";
import type { PortalOrigin } from "../../../shared/ids.ts";
import { permissionPatternOf } from "../../api/permission.ts";
import { beginConnect, finishConnect } from "../../vault/portals.ts";

/**
 * Asks the browser for a portal's permission and connects it. Call it in the handler of the click itself: browsers ask
 * only then, so nothing is awaited before. Firefox closes the popup over its question; the background then finishes.
 * @returns false when the person did not allow it
 */
export async function askAndConnect(origin: PortalOrigin, tabId?: number): Promise<boolean> {
  const begun = beginConnect(tabId === undefined ? { origin } : { origin, tabId });
  const asked = browser.permissions.request({ origins: [permissionPatternOf(origin)] });
  const [, isAllowed] = await Promise.all([begun, asked]);
  if (isAllowed) await finishConnect(origin);
  return isAllowed;
}
