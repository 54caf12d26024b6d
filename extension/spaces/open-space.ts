import type { Bytes } from "../../shared/bytes.ts";
import type { SpaceKey } from "../../shared/crypto/space-key.ts";
import { AppError } from "../../shared/errors.ts";
import type { PortalOrigin, SpaceId, UserId } from "../../shared/ids.ts";
import { hashEntry } from "../../shared/log/entry.ts";
import type { PortalState } from "../../shared/log/portal-state.ts";
import { replaySpace } from "../../shared/log/replay.ts";
import type { SpaceState } from "../../shared/log/space-state.ts";
import type { Client } from "../api/client.ts";
import { type Keys, readKeys } from "../vault/keys.ts";
import { onLockWipe } from "../vault/lock.ts";
import { portalRecord } from "../vault/records.ts";
import { clientOf } from "../vault/session.ts";
import { dropEntries, type Pins, readEntries, readPins } from "./log-store.ts";
import { syncPortal } from "./portal-log.ts";
import { openSpaceKeys } from "./space-keys.ts";
import { askAhead, syncLog } from "./sync-log.ts";
import { createTurns, type Turns } from "./turns.ts";

/** A space that is open in this page: its verified state and its keys, until things are locked. */
export interface OpenSpace {
  readonly origin: PortalOrigin;
  readonly client: Client;
  readonly space: SpaceId;
  readonly user: UserId;
  readonly keys: Keys;
  readonly portal: PortalState;
  /** Extended in place as the log grows. */
  readonly state: SpaceState;
  /** By generation. */
  readonly spaceKeys: Map<number, SpaceKey>;
  /** Those that opened, by generation. */
  readonly lockboxes: Map<number, Bytes>;
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

const open = new Map<PortalOrigin, Promise<OpenSpace>>();

/**
 * The person's Private Room, verified from its first entry. The first time in a page it comes from this browser's
 * copy of the log and what the portal has beyond it; later calls give what is open, as fresh as the last sync.
 * @throws LOCKED, OFFLINE when nothing was kept, LOG_SHORTENED, LOG_FORKED, PORTAL_CHANGED, CONTEXT_WRONG, KEY_MISSING
 */
export async function openPersonalSpace(origin: PortalOrigin): Promise<OpenSpace> {
  onLockWipe(wipeSpace);
  const keys = await readKeys(origin);
  const known = open.get(origin);
  if (known && (await known).user === keys.user) return known;
  const opening = load(origin, keys);
  open.set(origin, opening);
  opening.catch(() => forgetSpace(origin));
  return opening;
}

/** What is open already, without asking whether things are still unlocked: for sealing unsaved work at the lock. */
export const peekPersonalSpace = (origin: PortalOrigin): Promise<OpenSpace> | null =>
  open.get(origin) ?? null;

/** After a failure that leaves the state in doubt: the next use loads it again from its first entry. */
export const forgetSpace = (origin: PortalOrigin): boolean => open.delete(origin);

function wipeSpace(origin: PortalOrigin): void {
  open.get(origin)?.then(wipe, () => undefined);
  open.delete(origin);
}

function wipe({ spaceKeys }: OpenSpace): void {
  for (const key of spaceKeys.values()) key.fill(0);
  spaceKeys.clear();
}

async function load(origin: PortalOrigin, keys: Keys): Promise<OpenSpace> {
  const record = await portalRecord(origin).read();
  if (!record?.portal || !record.account) throw new AppError("LOCKED");
  const { personal: space } = record.account;
  const client = clientOf(origin);
  const wires = await readEntries(origin, space);
  const ahead = askAhead({ client, space }, wires.length);
  const portal = await syncPortal(client, record.portal);
  const pins = await readPins(origin, space);
  const lockboxes = new Map(pins?.lockboxes.map(({ generation, lockbox }) => [generation, lockbox]));
  await checkKept(wires, pins);
  const known = await replayKept({ origin, portal, space }, wires);
  const pinned = pins?.head ?? null;
  const { state, offered, isAway } = await syncLog({ client, portal, space, known, pinned, ahead });
  if (state.owner !== keys.user) throw new AppError("CONTEXT_WRONG");
  const spaceKeys = new Map<number, SpaceKey>();
  await openSpaceKeys({ origin, portal, state, keys, lockboxes, spaceKeys }, offered);
  const contact = { isAway, atMs: Date.now() };
  const base = { origin, client, space, user: keys.user, keys, portal, state, spaceKeys, lockboxes };
  return { ...base, contact, inTurn: createTurns() };
}

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
