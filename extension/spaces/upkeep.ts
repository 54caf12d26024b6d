import * as v from "valibot";
import { spaceField, userField } from "../../shared/api/fields.ts";
import { AppError } from "../../shared/errors.ts";
import type { PortalOrigin, SpaceId, UserId } from "../../shared/ids.ts";
import { writeWhileUnlocked } from "../vault/lock.ts";
import { storedItem } from "../vault/stored.ts";
import { keepAdminKeys } from "./admin-keys.ts";
import { holderOf, isLeftToOwner, isStale, type KeyHolder } from "./key-holders.ts";
import { giveKeys, receivable, rotate } from "./keys-of-members.ts";
import { type ListedSpace, openSpaces } from "./my-spaces.ts";
import type { OpenSpace } from "./open-space.ts";
import { keepOwnProfile } from "./own-profile.ts";
import { readPersonal } from "./personal.ts";
import { openPortal, syncPortalSession } from "./portal-session.ts";

/** Keys follow people: what an unlocked browser does by itself, and what is left for later or for somebody else. */

const pending = v.strictObject({
  waiting: v.array(
    v.strictObject({ space: spaceField, user: userField, why: v.picklist(["notVerified", "failed"]) }),
  ),
  stale: v.array(spaceField),
  withoutKey: v.array(spaceField),
  holders: v.array(v.strictObject({ space: spaceField, user: userField, mayGive: v.boolean() })),
});

interface Waiting {
  readonly space: SpaceId;
  readonly user: UserId;
  readonly why: "notVerified" | "failed";
}

export interface PendingMatters {
  /** People who wait for keys that this person could give as soon as they can have them. */
  readonly waiting: readonly Waiting[];
  /** Rooms and files that wait for a new key. */
  readonly stale: readonly SpaceId[];
  /** Rooms of which the person himself has no key yet. */
  readonly withoutKey: readonly SpaceId[];
  /** Who has those keys, as the portal says. */
  readonly holders: readonly KeyHolder[];
}

export const PENDING_MATTERS_PREFIX = "pending-matters:";
const pendingRecord = (at: PortalOrigin) => storedItem("session", PENDING_MATTERS_PREFIX + at, pending);

/** What the last look found, without looking; null before the first. */
export const readPending = (origin: PortalOrigin): Promise<PendingMatters | null> =>
  pendingRecord(origin).read();

/**
 * Makes and gives the keys that are due, one page of the browser at a time. Losing a race is normal.
 * @throws LOCKED, OFFLINE, LOG_FORKED …
 */
export function keepUp(origin: PortalOrigin): Promise<PendingMatters> {
  const { locks } = globalThis.navigator ?? {};
  const run = () => keepUpAlone(origin);
  return locks ? (locks.request(`keep-up ${origin}`, run) as Promise<PendingMatters>) : run();
}

async function keepUpAlone(origin: PortalOrigin): Promise<PendingMatters> {
  const portal = await openPortal(origin);
  await syncPortalSession(portal);
  await tried(keepOwnProfile(portal));
  await tried(keepAdminKeys(portal));
  await tried(readPersonal(origin));
  const found = await openSpaces(origin, ["room", "file"]);
  const matters: { waiting: Waiting[]; stale: SpaceId[]; withoutKey: SpaceId[]; holders: KeyHolder[] } = {
    ...{ waiting: [], stale: [], withoutKey: [], holders: [] },
  };
  for (const { space, listed } of found) {
    if (!space || space.state.isRemoved || space.state.isArchived) continue;
    const { isWithoutKey, left, isLeftStale } = await keepUpSpace(space, listed);
    if (isWithoutKey) matters.withoutKey.push(space.space);
    if (isWithoutKey) matters.holders.push(...listed.holders.map((user) => holderOf(space, user)));
    if (isLeftStale) matters.stale.push(space.space);
    matters.waiting.push(...left);
  }
  await writeWhileUnlocked(origin, pendingRecord(origin), {
    ...{ stale: [...matters.stale], withoutKey: [...matters.withoutKey] },
    waiting: matters.waiting.map((each) => ({ ...each })),
    holders: matters.holders.map((each) => ({ ...each })),
  });
  return matters;
}

interface KeptUp {
  readonly isWithoutKey: boolean;
  readonly isLeftStale: boolean;
  readonly left: readonly Waiting[];
}

async function keepUpSpace(space: OpenSpace, listed: ListedSpace): Promise<KeptUp> {
  const { waiting } = listed;
  const hasKey = () => space.spaceKeys.has(space.state.generation);
  const isReader = space.state.isReader(space.user, space.portal.now);
  if (isReader && isLeftToOwner(space, listed)) await tried(rotate(space));
  if (!isReader || !hasKey()) return { isWithoutKey: isReader, left: [], isLeftStale: isStale(space) };
  if (isStale(space)) await tried(rotate(space));
  const readers = space.state.readersAt(space.portal.now);
  const due = waiting.filter((user) => user !== space.user && readers.has(user));
  const mayHave = await receivable(space, due);
  const isGiven = due.length === 0 || (await tried(giveKeys(space, mayHave)));
  const left = due
    .filter((user) => !isGiven || !mayHave.includes(user))
    .map((user): Waiting => {
      const why = mayHave.includes(user) ? "failed" : "notVerified";
      return { space: space.space, user, why };
    });
  return { isWithoutKey: false, left, isLeftStale: isStale(space) };
}

/** What cannot be done now is for the next time, or for somebody else; only the lock and a broken history end it. */
async function tried(task: Promise<unknown>): Promise<boolean> {
  try {
    await task;
    return true;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (["LOCKED", "LOG_FORKED", "LOG_SHORTENED", "OFFLINE"].includes(error.code)) throw error;
    return false;
  }
}
