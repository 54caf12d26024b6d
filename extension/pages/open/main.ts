import { pageOf, parsePrivateAddress } from "../../messages/addresses.ts";
import { readPortalRecords } from "../../vault/records.ts";

// The one page of the extension that a web page may lead to. It holds nothing and shows nothing: it looks whether the
// address belongs to a connected portal and goes on, in the same step of the tab's history, to a page that no web page can reach.

/** Said by a page that has nothing to open. */
const NOWHERE = "/files.html";

async function goOn(): Promise<void> {
  const portals = (await readPortalRecords()).map(({ origin }) => origin);
  const address = parsePrivateAddress(location.hash.slice(1), portals);
  // The document's own origin: the address that led here changes with every session in Chromium
  location.replace(location.origin + (address ? pageOf(address) : NOWHERE));
}

// Framed, it stays empty: nothing of ours is ever drawn inside another page
if (window.top === window.self) void goOn();
