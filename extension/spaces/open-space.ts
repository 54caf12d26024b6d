import type { Bytes } from "../../shared/bytes.ts";
import type { SpaceKey } from "../../shared/crypto/space-key.ts";
import { AppError } from "../../shared/errors.ts";
import type { NodeId, PortalOrigin, SpaceId, UserId } from "../../shared/ids.ts";
import { type Head, hashEntry } from "../../shared/log/entry.ts";
import type { PortalState } from "../../shared/log/portal-state.ts";
import { replaySpace } from "../../shared/log/replay.ts";
import type { SpaceState } from "../../shared/log/space-state.ts";
import type { Client } from "../api/client.ts";
import { type Keys, readKeys } from "../vault/keys.ts";
import { onLockWipe } from "../vault/lock.ts";
import { clientOf } from "../vault/session.ts";
import { askForFile, askForSpace, type FirstPages, type HeadersAhead } from "./first-pages.ts";
import { dropEntries, type Pins, readEntries, readPins } from "./log-store.ts";
import { readPersonal } from "./personal.ts";
import {
  type Contact,
  type OpenPortal,
  openPortal,
  syncPortalSession,
  syncPortalTo,
} from "./portal-session.ts";
import { openSpaceKeys } from "./space-keys.ts";
import { syncLog } from "./sync-log.ts";
import { createTurns, type Turns } from "./turns.ts";

/** A space that is open in this page: its verified state and its keys, until things are locked. */
export interface OpenSpace {
  readonly origin: PortalOrigin;
  readonly client: Client;
  readonly space: SpaceId;
  readonly user: UserId;
  readonly keys: Keys;
  readonly session: OpenPortal;
  /** The portal's log as of its last sync. */
  readonly portal: PortalState;
  /** Extended in place as the log grows. */
  readonly state: SpaceState;
  /** By generation. Empty for a reader who waits for his lockbox, and for an admin from outside. */
  readonly spaceKeys: Map<number, SpaceKey>;
  /** Those that opened, by generation. */
  readonly lockboxes: Map<number, Bytes>;
  readonly headers: HeadersAhead;
  /** How the last look at the portal went. */
  readonly contact: Contact;
  /** Reading and appending one after the other. */
  readonly inTurn: Turns;
}

const open = new Map<string, Promise<OpenSpace>>();
const keyOf = (origin: PortalOrigin, space: SpaceId): string => `${origin} ${space}`;

/**
 * A space, verified from its first entry. The first time in a page it comes from this browser's copy of the log and what
 * the portal has beyond it; later calls give what is open, as fresh as the last sync. With `opening` the portal is asked
 * for that file at the same time; with `listed`, a head that the portal named, it is not asked for a log that is known so far.
 * @throws LOCKED, OFFLINE when nothing was kept, LOG_SHORTENED, LOG_FORKED, PORTAL_CHANGED, CONTEXT_WRONG, NOT_FOUND
 */
export async function openSpace(
  origin: PortalOrigin,
  space: SpaceId,
  opening?: NodeId,
  listed?: Head,
): Promise<OpenSpace> {
  onLockWipe(wipeSpaces);
  const keys = await readKeys(origin);
  const known = open.get(keyOf(origin, space));
  if (known && (await known).user === keys.user) return known;
  const loading = load({ origin, space, keys, opening, listed });
  open.set(keyOf(origin, space), loading);
  loading.catch(() => forgetSpace(origin, space));
  return loading;
}

/** The person's Private Room. @throws NOT_FOUND for who has none, a guest; KEY_MISSING; as {@link openSpace} */
export async function openPersonalSpace(origin: PortalOrigin, opening?: NodeId): Promise<OpenSpace> {
  const personal = await openSpace(origin, await readPersonal(origin), opening);
  const { kind, owner } = personal.state;
  if (kind !== "personal" || owner !== personal.user) throw new AppError("CONTEXT_WRONG");
  if (personal.spaceKeys.size === 0) throw new AppError("KEY_MISSING");
  return personal;
}

/** What is open already, without asking whether things are still unlocked: for sealing unsaved work at the lock. */
export const peekSpace = (origin: PortalOrigin, space: SpaceId): Promise<OpenSpace> | null =>
  open.get(keyOf(origin, space)) ?? null;

/** All spaces of a portal that are open in this page. */
export const peekSpaces = (origin: PortalOrigin): Promise<OpenSpace>[] =>
  [...open].flatMap(([key, space]) => (key.startsWith(`${origin} `) ? [space] : []));

/** After a failure that leaves the state in doubt: the next use loads it again from its first entry. */
export const forgetSpace = (origin: PortalOrigin, space: SpaceId): boolean =>
  open.delete(keyOf(origin, space));

function wipeSpaces(origin: PortalOrigin): void {
  for (const [key, space] of open) {
    if (!key.startsWith(`${origin} `)) continue;
    space.then(wipe, () => undefined);
    open.delete(key);
  }
}

function wipe({ spaceKeys }: OpenSpace): void {
  for (const key of spaceKeys.values()) key.fill(0);
  spaceKeys.clear();
}

interface ToLoad {
  readonly origin: PortalOrigin;
  readonly space: SpaceId;
  readonly keys: Keys;
  readonly opening: NodeId | undefined;
  readonly listed: Head | undefined;
}

async function load({ origin, space, keys, opening, listed }: ToLoad): Promise<OpenSpace> {
  const client = clientOf(origin);
  const wires = await readEntries(origin, space);
  const headers: HeadersAhead = new Map();
  let asked: FirstPages | undefined;
  const ask = (portalFrom: number): FirstPages => {
    const ends = { client, space, from: wires.length, portalFrom };
    asked ??= opening ? askForFile(ends, opening, headers) : askForSpace(ends);
    return asked;
  };
  const session = await openPortal(origin, (from) => ask(from).portal(from));
  const isListed = listed?.seq === wires.length - 1;
  if (!asked && !isListed) await syncPortalSession(session, (from) => ask(from).portal(from));
  const first = isListed ? nothingNew(listed) : ask(session.state.head.seq + 1);
  const pins = await readPins(origin, space);
  const lockboxes = new Map(pins?.lockboxes.map(({ generation, lockbox }) => [generation, lockbox]));
  await checkKept(wires, pins);
  const log = { client, space, portal: () => session.state, reachPortal: reach(session) };
  const { state, offered, isAway } = await syncLog({
    ...{ ...log, ahead: { from: wires.length, page: first.space }, pinned: pins?.head ?? null },
    known: await replayKept({ origin, portal: session.state, space }, wires),
  });
  const contact = { isAway, atMs: Date.now() };
  const base = { origin, client, space, user: keys.user, keys, session, state, lockboxes, headers, contact };
  const opened: OpenSpace = {
    ...base,
    ...{ spaceKeys: new Map(), inTurn: createTurns() },
    get portal() {
      return session.state;
    },
  };
  await openSpaceKeys(opened, offered);
  return opened;
}

const nothingNew = (head: Head) => ({ space: async () => ({ entries: [], head, lockboxes: [] }) });

/** An entry names a newer portal entry than is known: the portal must show it. */
export const reach = (session: OpenPortal) => (seq: number) => syncPortalTo(session, { seq });

/** The copy on disk and the pinned head were written by one browser: they tell the same history. @throws LOG_FORKED */
async function checkKept(wires: readonly Bytes[], pins: Pins | null): Promise<void> {
  const pinned = pins && wires[pins.head.seq];
  if (pinned && (await hashEntry(pinned)) !== pins.head.hash) throw new AppError("LOG_FORKED");
}

/** A copy on disk that no longer holds together is dropped: the portal has another, and the pinned head judges it. */
async function replayKept(
  { origin, portal, space }: { origin: PortalOrigin; portal: PortalState; space: SpaceId },
  wires: readonly Bytes[],
): Promise<SpaceState | undefined> {
  if (wires.length === 0) return undefined;
  try {
    return await replaySpace({ portal, space }, wires);
  } catch {
    await dropEntries(origin, space);
    return undefined;
  }
}
