import browser from "webextension-polyfill";
import { type PortalOrigin, parsePortalOrigin } from "../../../shared/ids.ts";
import { parseEditorAddress, parseFilesAddress, parseWelcomeAddress } from "../../state/page-address.ts";

/** The tab under the popup. Its address is told to us only because the person pressed the button (`activeTab`). */
export interface ActiveTab {
  readonly id: number;
  /** The portal that the tab shows, or that a page of ours in it belongs to; null for any other page. */
  readonly origin: PortalOrigin | null;
  readonly isOwnPage: boolean;
}

export async function readActiveTab(): Promise<ActiveTab | null> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  if (tab?.id === undefined || tab.url === undefined) return null;
  const isOwnPage = tab.url.startsWith(browser.runtime.getURL(""));
  return { id: tab.id, origin: isOwnPage ? ownOrigin(tab.url) : webOrigin(tab.url), isOwnPage };
}

function webOrigin(url: string): PortalOrigin | null {
  try {
    return parsePortalOrigin(url);
  } catch {
    return null;
  }
}

function ownOrigin(url: string): PortalOrigin | null {
  const { hash } = new URL(url);
  const address = parseEditorAddress(hash) ?? parseWelcomeAddress(hash) ?? parseFilesAddress(hash);
  return address?.origin ?? null;
}

/** Whether the page in the tab says that it is a portal. Only a hint for what to offer: connecting asks the portal itself. */
export async function looksLikePortal(tab: ActiveTab): Promise<boolean> {
  try {
    const [answer] = await browser.scripting.executeScript({ target: { tabId: tab.id }, func: askPage });
    return answer?.result === true;
  } catch {
    return false;
  }
}

/** Runs in the tab, cut off from everything here. */
async function askPage(): Promise<boolean> {
  if (document.querySelector('meta[name="strongroom-portal"]') !== null) return true;
  const reply = await fetch("/api/portal", { credentials: "omit" });
  const answer: unknown = reply.ok ? await reply.json() : null;
  return typeof answer === "object" && answer !== null && "portal" in answer && "version" in answer;
}

/** Opens a page of ours in a new tab and closes the popup. */
export async function openOwnPage(address: string): Promise<void> {
  await browser.tabs.create({ url: browser.runtime.getURL(address) });
  window.close();
}
