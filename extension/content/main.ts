import browser from "webextension-polyfill";
import { type PortalOrigin, parsePortalOrigin } from "../../shared/ids.ts";
import { isOpenedHere, parsePrivateAddress } from "../messages/addresses.ts";
import { send } from "../messages/protocol.ts";
import { watchClicks } from "./clicks.ts";

// On a connected portal's page, before anything of it runs: a private address is opened by the extension's own page
// instead, in the same tab. All that goes over is the address, which the portal knows anyway.

const isPrivate = (address: string, portals: readonly PortalOrigin[]): boolean => {
  const parsed = parsePrivateAddress(address, portals);
  return parsed !== null && isOpenedHere(parsed);
};
const openPage = (address: string): string => `${browser.runtime.getURL("open.html")}#${address}`;

/** Chromium runs this on the pages of connected portals only. Firefox knows no ports in patterns: a neighbour's page may be among them. */
const isExact = browser.runtime.getURL("").startsWith("chrome-extension:");
const LEFT_ALONE = "strongroom-left-alone";

function watch(own: readonly PortalOrigin[]): void {
  let portals = isExact ? own : [];
  // Links to other portals work as soon as the answer is here; until then they lead there, and are taken over there
  send("listOrigins", {}).then(
    (origins) => {
      portals = origins;
    },
    () => undefined,
  );
  watchClicks({
    isPrivate: (address) => isPrivate(address, portals),
    openHere: (address) => location.assign(openPage(address)),
    openInTab: (address, isActive) => void send("openInTab", { address, isActive }).catch(() => undefined),
  });
}

/** The page has been stopped. A neighbour's, which is none of our business, is loaded again and left alone. */
async function takeOverIfConnected(own: readonly PortalOrigin[]): Promise<void> {
  const origins: readonly PortalOrigin[] = await send("listOrigins", {}).catch(() => []);
  if (own.some((origin) => origins.includes(origin))) return location.replace(openPage(location.href));
  sessionStorage.setItem(LEFT_ALONE, "1");
  location.reload();
}

function wasLeftAlone(): boolean {
  const wasLeft = sessionStorage.getItem(LEFT_ALONE) !== null;
  sessionStorage.removeItem(LEFT_ALONE);
  return wasLeft;
}

function ownOrigins(): readonly PortalOrigin[] {
  try {
    return [parsePortalOrigin(location.origin)];
  } catch {
    return [];
  }
}

const own = ownOrigins();
const isTakenOver = isPrivate(location.href, own) && (isExact || !wasLeftAlone());
if (isTakenOver) window.stop();
if (isTakenOver && isExact) location.replace(openPage(location.href));
else if (isTakenOver) void takeOverIfConnected(own);
else watch(own);
