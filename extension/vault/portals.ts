import browser from "webextension-polyfill";
import { AppError } from "../../shared/errors.ts";
import type { PortalOrigin, SpaceId, UserId } from "../../shared/ids.ts";
import { createClient } from "../api/client.ts";
import { permissionPatternOf } from "../api/permission.ts";
import { addressOfPrivateRoom } from "../messages/addresses.ts";
import { send } from "../messages/protocol.ts";
import { forgetPortalData } from "../spaces/database.ts";
import { forgetSeen } from "../spaces/seen-rooms.ts";
import { changePortal } from "./account.ts";
import {
  connectingRecord,
  idleMaxRecord,
  type PortalRecord,
  portalRecord,
  readPortalRecords,
  triesRecord,
} from "./records.ts";

/** The portals that this browser is connected to, and whose account it has there. Public facts only. */

export interface Account {
  readonly user: UserId;
  readonly email: string;
  readonly name: string;
  readonly portal: SpaceId;
  readonly slotKinds: readonly ("passphrase" | "kit")[];
}

export interface ConnectedPortal {
  readonly origin: PortalOrigin;
  /** Which portal this is, whatever answers at its address; null until it has an owner. */
  readonly portal: SpaceId | null;
  readonly account: Account | null;
}

function recordToPortal({ origin, portal, account }: PortalRecord): ConnectedPortal {
  if (!portal || !account) return { origin, portal, account: null };
  const { user, email, name, slots } = account;
  return { origin, portal, account: { user, email, name, portal, slotKinds: slots.map(({ kind }) => kind) } };
}

/** All connected portals, in the order of their addresses. */
export async function listPortals(): Promise<ConnectedPortal[]> {
  const records = await readPortalRecords();
  return records.map(recordToPortal).sort((a, b) => (a.origin < b.origin ? -1 : 1));
}

/** Null when the portal is not connected. */
export async function findPortal(origin: PortalOrigin): Promise<ConnectedPortal | null> {
  const record = await portalRecord(origin).read();
  return record && recordToPortal(record);
}

/**
 * Connects a portal: looks whether one answers there, keeps its id for ever, and has its pages watched.
 * Repeating it is harmless. The browser's permission is asked for by the page before, in its click handler.
 * The background, which cannot send itself a message, gives its own way of watching.
 * @throws NOT_A_PORTAL, PORTAL_CHANGED when another portal was connected there, OFFLINE, PERMISSION_MISSING
 */
export async function connectPortal(origin: PortalOrigin, watch: Watch = askToWatch): Promise<void> {
  const answered = await askPortalId(origin);
  await changePortal(origin, (record) => {
    if (record?.portal && record.portal !== answered) throw new AppError("PORTAL_CHANGED");
    const isNews = !record || (answered !== null && record.portal === null);
    return isNews ? { origin, portal: answered, account: null } : null;
  });
  await watch(origin);
}

type Watch = (origin: PortalOrigin) => Promise<unknown>;
const askToWatch: Watch = (origin) => send("portalConnected", { origin });

async function askPortalId(origin: PortalOrigin): Promise<SpaceId | null> {
  try {
    return (await createClient({ origin, session: null }).call("getPortal", {})).portal;
  } catch (error) {
    const isAnswer = error instanceof AppError && !["OFFLINE", "PERMISSION_MISSING"].includes(error.code);
    throw isAnswer ? new AppError("NOT_A_PORTAL", { cause: error }) : error;
  }
}

/** Notes what is being connected before the browser asks for permission: in Firefox its question closes the popup. */
export async function beginConnect({
  origin,
  tabId,
}: {
  origin: PortalOrigin;
  tabId?: number;
}): Promise<void> {
  await connectingRecord(origin).write({ origin, tabId: tabId ?? null });
}

/**
 * Connects after the permission was given, and goes on in the portal's tab, so that the address asked for is taken over.
 * May be called twice, even at once: whoever comes to its end first goes on in the tab, which is watched by then.
 */
export async function finishConnect(origin: PortalOrigin, watch?: Watch): Promise<void> {
  await connectPortal(origin, watch);
  const begun = await connectingRecord(origin).read();
  await connectingRecord(origin).remove();
  // The tab may be closed by now
  if (begun?.tabId != null) await goOn(origin, begun.tabId).catch(() => undefined);
}

/** The front page asks for nothing in particular: who connects there wants in. A portal without an owner has no room yet. */
async function goOn(origin: PortalOrigin, tabId: number): Promise<void> {
  const { url } = await browser.tabs.get(tabId);
  const hasOwner = ((await portalRecord(origin).read())?.portal ?? null) !== null;
  if (hasOwner && url === `${origin}/`)
    await browser.tabs.update(tabId, { url: addressOfPrivateRoom(origin) });
  else await browser.tabs.reload(tabId);
}

/** Forgets a portal in this browser: account, log, drafts, what was seen and permission. What the portal stores stays. */
export async function disconnectPortal(origin: PortalOrigin): Promise<void> {
  await portalRecord(origin).remove();
  await triesRecord(origin).remove();
  await idleMaxRecord(origin).remove();
  await removeSessionItems(origin);
  await forgetSeen(origin);
  await forgetPortalData(origin);
  await send("portalDisconnected", { origin });
  await dropPermission(origin);
}

async function removeSessionItems(origin: PortalOrigin): Promise<void> {
  const keys = Object.keys(await browser.storage.session.get(null));
  await browser.storage.session.remove(keys.filter((key) => key.endsWith(`:${origin}`)));
}

/** Kept while another portal on the same host, at another port, lives by it. */
async function dropPermission(origin: PortalOrigin): Promise<void> {
  const pattern = permissionPatternOf(origin);
  const isShared = (await readPortalRecords()).some((other) => permissionPatternOf(other.origin) === pattern);
  if (!isShared) await browser.permissions.remove({ origins: [pattern] });
}
