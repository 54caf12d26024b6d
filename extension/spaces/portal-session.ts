import { AppError } from "../../shared/errors.ts";
import type { PortalOrigin, SpaceId, UserId } from "../../shared/ids.ts";
import type { Head } from "../../shared/log/entry.ts";
import type { PortalState } from "../../shared/log/portal-state.ts";
import type { Client } from "../api/client.ts";
import { type Keys, readKeys } from "../vault/keys.ts";
import { onLockWipe } from "../vault/lock.ts";
import { idleMaxRecord, portalRecord } from "../vault/records.ts";
import { clientOf } from "../vault/session.ts";
import type { LogPage } from "./first-pages.ts";
import { readPortalCopy, syncPortal } from "./portal-log.ts";
import { createTurns, type Turns } from "./turns.ts";

/** A portal as an unlocked page works with it: its verified log, once for all spaces that are open in the page. */
export interface OpenPortal {
  readonly origin: PortalOrigin;
  readonly client: Client;
  readonly portalId: SpaceId;
  readonly user: UserId;
  readonly keys: Keys;
  /** As of the last sync. */
  state: PortalState;
  /** How the last look at the portal went. */
  readonly contact: Contact;
  /** Reading and appending one after the other. */
  readonly inTurn: Turns;
}

export interface Contact {
  /** The portal could not be reached; the state is the newest that this browser has. */
  isAway: boolean;
  atMs: number;
}

/** The first page of what the portal has beyond the copy, asked for by somebody who asks for more at the same time. */
export type AskFirstPage = (from: number) => Promise<LogPage>;

const open = new Map<PortalOrigin, Promise<OpenPortal>>();

/**
 * The portal of this address. The first time in a page it comes from this browser's copy and what the portal has beyond
 * it; later calls give what is open.
 * @throws LOCKED, OFFLINE when nothing was kept, LOG_SHORTENED, LOG_FORKED, PORTAL_CHANGED, ENTRY_… when an entry does not hold
 */
export async function openPortal(origin: PortalOrigin, first?: AskFirstPage): Promise<OpenPortal> {
  onLockWipe(forgetPortal);
  const keys = await readKeys(origin);
  const known = open.get(origin);
  if (known && (await known).user === keys.user) return known;
  const loading = load(origin, keys, first);
  open.set(origin, loading);
  loading.catch(() => forgetPortal(origin));
  return loading;
}

/** After a failure that leaves the state in doubt, and at the lock: the next use loads it again. */
export const forgetPortal = (origin: PortalOrigin): boolean => open.delete(origin);

async function load(origin: PortalOrigin, keys: Keys, first: AskFirstPage | undefined): Promise<OpenPortal> {
  const record = await portalRecord(origin).read();
  if (!record?.portal || !record.account) throw new AppError("LOCKED");
  const { portal: portalId } = record;
  const client = clientOf(origin);
  const copy = await readPortalCopy(origin, portalId);
  const { state, isAway } = await syncPortal({ client, portalId, copy, first });
  await keepIdleMax(origin, state);
  const contact = { isAway, atMs: Date.now() };
  return { origin, client, portalId, user: keys.user, keys, state, contact, inTurn: createTurns() };
}

/** So that the lock needs no log. */
export const keepIdleMax = (origin: PortalOrigin, { now }: PortalState): Promise<void> =>
  idleMaxRecord(origin).write({ minutes: now.settings.idleLockMaxMinutes });

/** Brings the open portal up to its newest entry. True when there was something new. @throws as {@link openPortal} */
export const syncPortalSession = (portal: OpenPortal, first?: AskFirstPage): Promise<boolean> =>
  portal.inTurn(() => syncPortalInTurn(portal, first));

/** The same, unless an entry of this number is known already: somebody named it. */
export const syncPortalTo = (portal: OpenPortal, { seq }: Pick<Head, "seq">): Promise<boolean> =>
  portal.inTurn(async () => seq > portal.state.head.seq && syncPortalInTurn(portal));

/** Failures after which what is in memory is still as good as before. */
const HARMLESS = new Set([
  "OFFLINE",
  "LOCKED",
  "PERMISSION_MISSING",
  "RATE_LIMITED",
  "INTERNAL",
  "STORAGE_FAILED",
]);

/** Whether what is in memory may stay after this failure. */
export const isHarmless = (error: unknown): boolean => error instanceof AppError && HARMLESS.has(error.code);

/** For those who have the turn already. */
export async function syncPortalInTurn(portal: OpenPortal, first?: AskFirstPage): Promise<boolean> {
  await readKeys(portal.origin);
  const before = portal.state.head.seq;
  try {
    const { client, portalId } = portal;
    const copy = { state: portal.state, length: before + 1 };
    const { state, isAway } = await syncPortal({ client, portalId, copy, first });
    portal.state = state;
    if (state.head.seq > before) await keepIdleMax(portal.origin, state);
    Object.assign(portal.contact, { isAway, atMs: Date.now() });
    return state.head.seq > before;
  } catch (error) {
    if (!isHarmless(error)) forgetPortal(portal.origin);
    throw error;
  }
}

/** One look serves what a page does in the same moment. */
export const RECENT_MS = 1_500;

export const isRecent = ({ isAway, atMs }: Contact): boolean => !isAway && Date.now() - atMs <= RECENT_MS;

/** The portal as it is now, or as it was last seen when it cannot be reached. @throws as {@link openPortal} */
export async function freshPortal(origin: PortalOrigin): Promise<OpenPortal> {
  const portal = await openPortal(origin);
  if (!isRecent(portal.contact)) await syncPortalSession(portal);
  return portal;
}

/** The same, looked at now whatever was seen a moment ago: lists of people, which others change. @throws as {@link openPortal} */
export async function newestPortal(origin: PortalOrigin): Promise<OpenPortal> {
  const portal = await openPortal(origin);
  await syncPortalSession(portal);
  return portal;
}
