import browser from "webextension-polyfill";
import type { PortalOrigin } from "../../shared/ids.ts";

/** The match pattern to ask the browser's permission for. Without the port: Firefox knows no ports in patterns. */
export function permissionPatternOf(origin: PortalOrigin): string {
  const { protocol, hostname } = new URL(origin);
  return `${protocol}//${hostname}/*`;
}

/** Whether the browser lets the extension talk to this portal. */
export const hasPermission = (origin: PortalOrigin): Promise<boolean> =>
  browser.permissions.contains({ origins: [permissionPatternOf(origin)] });
