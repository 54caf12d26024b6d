import browser from "webextension-polyfill";
import type { PortalOrigin } from "../../shared/ids.ts";
import { isOpenedHere, parsePrivateAddress } from "../messages/addresses.ts";
import { send } from "../messages/protocol.ts";
import { watchClicks } from "./clicks.ts";

// On a connected portal's page, before anything of it runs: a private address is opened by the extension's own page
// instead, in the same tab. All that goes over is the address, which the portal knows anyway.

const own = location.origin as PortalOrigin;
const isPrivate = (address: string, portals: readonly PortalOrigin[]): boolean => {
  const parsed = parsePrivateAddress(address, portals);
  return parsed !== null && isOpenedHere(parsed);
};
const openPage = (address: string): string => `${browser.runtime.getURL("open.html")}#${address}`;

function watch(): void {
  let portals: readonly PortalOrigin[] = [own];
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

if (isPrivate(location.href, [own])) {
  window.stop();
  location.replace(openPage(location.href));
} else watch();
