import browser from "webextension-polyfill";
import type { PortalOrigin } from "../../shared/ids.ts";
import { hasPermission, permissionPatternOf } from "../api/permission.ts";
import { createTurns } from "../spaces/turns.ts";
import { readPortalRecords } from "../vault/records.ts";

/** The content script on the pages of connected portals, and nowhere else. */

const inTurn = createTurns();

/** Brings what is registered in line with the portals that are connected and allowed. */
export const watchPortals = (): Promise<void> => inTurn(watch);

const idOf = (origin: PortalOrigin): string => `portal ${origin}`;

async function watch(): Promise<void> {
  const portals = await readPortalRecords();
  const allowed = await Promise.all(
    portals.map(async ({ origin }) => (await hasPermission(origin)) && origin),
  );
  const wanted = allowed.filter((origin) => origin !== false);
  const registered = (await browser.scripting.getRegisteredContentScripts()).map(({ id }) => id);
  const ids = registered.filter((id) => !wanted.some((origin) => idOf(origin) === id));
  if (ids.length > 0) await browser.scripting.unregisterContentScripts({ ids });
  for (const origin of wanted) if (!registered.includes(idOf(origin))) await register(origin);
}

/**
 * Chromium takes a port in a pattern. Firefox (153) takes it without complaint and then matches nothing, so there the
 * whole host is watched, and addresses are checked one by one.
 */
function patternOf(origin: PortalOrigin): string {
  const isFirefox = browser.runtime.getURL("").startsWith("moz-extension:");
  return isFirefox ? permissionPatternOf(origin) : `${origin}/*`;
}

async function register(origin: PortalOrigin): Promise<void> {
  await browser.scripting.registerContentScripts([
    {
      id: idOf(origin),
      js: ["content.js"],
      matches: [patternOf(origin)],
      runAt: "document_start",
      allFrames: false,
      persistAcrossSessions: true,
    },
  ]);
}
