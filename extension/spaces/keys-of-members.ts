import { type Bytes, toBase64Url } from "../../shared/bytes.ts";
import { sealLockbox } from "../../shared/crypto/lockbox.ts";
import { sealPreviousKey } from "../../shared/crypto/previous-key.ts";
import { commitSpaceKey, createSpaceKey, type SpaceKey } from "../../shared/crypto/space-key.ts";
import { AppError, type ErrorCode } from "../../shared/errors.ts";
import type { EntryHash, UserId } from "../../shared/ids.ts";
import { isActive } from "../../shared/log/portal-facts.ts";
import { readSpacePages } from "../api/space-pages.ts";
import { readVerified } from "../people/own-record.ts";
import { appendDraft } from "./append.ts";
import { isLeftToOwner, isOwnerBehind, isStale } from "./key-holders.ts";
import type { OpenSpace } from "./open-space.ts";
import { openSpaceKeys } from "./space-keys.ts";

/** Giving the key of a space to its readers, and making a new one when somebody has left. */

/** Lockboxes in one request. */
export const LOCKBOXES_AT_ONCE = 100;

interface Generation {
  readonly generation: number;
  /** Hash of the entry that started it. */
  readonly head: EntryHash;
  readonly spaceKey: SpaceKey;
}

/** Lockboxes for people of the verified log, with the keys that they are registered with. @throws KEYS_MISSING */
export const sealLockboxes = (
  { portal, keys, user, space }: OpenSpace,
  { generation, head, spaceKey }: Generation,
  members: readonly UserId[],
): Promise<Bytes[]> =>
  Promise.all(
    members.map((member) => {
      const person = portal.users.get(member);
      if (!person || !isActive(person)) throw new AppError("KEYS_MISSING");
      const context = { space, generation, head, member, author: user };
      const { kemPublic: memberKemPublic } = person.bundle;
      return sealLockbox({ ...context, spaceKey, memberKemPublic, signKey: keys.identity.signKey });
    }),
  );

/** Lockboxes of the newest generation. @throws KEY_MISSING when oneself has none */
export async function sealNewest(space: OpenSpace, members: readonly UserId[]): Promise<Bytes[]> {
  const newest = space.state.generations.at(-1);
  const spaceKey = newest && space.spaceKeys.get(newest.generation);
  if (!newest || !spaceKey) throw new AppError("KEY_MISSING");
  const { generation, startedBy: head } = newest;
  return sealLockboxes(space, { generation, head, spaceKey }, members);
}

/** Those to whom the portal's settings let this person give a key: everybody, or only people with compared keys. */
export async function receivable(space: OpenSpace, users: readonly UserId[]): Promise<UserId[]> {
  if (!space.portal.now.settings.isOnlyVerified) return [...users];
  const verified = await readVerified(space.session);
  return users.filter((user) => user === space.user || verified.has(user));
}

/** @throws NOT_VERIFIED unless all of them may be given a key */
export async function demandReceivable(space: OpenSpace, users: readonly UserId[]): Promise<void> {
  if ((await receivable(space, users)).length < users.length) throw new AppError("NOT_VERIFIED");
}

/** Gives the newest key to readers who have none. Others among `users` are left out. */
export async function giveKeys(space: OpenSpace, users: readonly UserId[]): Promise<void> {
  const readers = space.state.readersAt(space.portal.now);
  const members = await receivable(
    space,
    users.filter((user) => readers.has(user)),
  );
  for (let at = 0; at < members.length; at += LOCKBOXES_AT_ONCE) {
    const lockboxes = await sealNewest(space, members.slice(at, at + LOCKBOXES_AT_ONCE));
    const body = { lockboxes: lockboxes.map(toBase64Url) };
    await space.client.call("putLockboxes", { params: { space: space.space }, body });
  }
}

/**
 * The key that the next generation carries on: the newest. A member who cheats can start a generation of which the owner gets
 * no key: he goes on from the newest that he has, and what was sealed in between stays with those who have that key.
 */
function keyToCarryOn({ state, spaceKeys, user }: OpenSpace): SpaceKey {
  const held = state.owner === user ? Math.max(...spaceKeys.keys()) : state.generation;
  const key = spaceKeys.get(held);
  if (!key) throw new AppError("KEY_MISSING");
  return key;
}

/** The owner comes first: no generation is taken that he has no lockbox of. @throws NOT_VERIFIED when he may be given none */
async function receiversOf(space: OpenSpace): Promise<UserId[]> {
  const { state, portal, user } = space;
  const readers = state.readersAt(portal.now);
  const owner = readers.has(state.owner) ? [state.owner] : [];
  await demandReceivable(space, owner);
  return receivable(space, [...new Set([user, ...owner, ...readers])]);
}

/**
 * Starts a generation, with lockboxes for all readers. Whoever is faster is as good: then nothing is done.
 * @throws KEY_MISSING, RIGHT_MISSING, NOT_VERIFIED and what append throws
 */
export async function rotate(space: OpenSpace): Promise<void> {
  const before = space.state.generation;
  const spaceKey = createSpaceKey();
  const own: { lockbox: Bytes | undefined } = { lockbox: undefined };
  let rest: UserId[] = [];
  const isDone = () => space.state.generation > before;
  const draft = async () => {
    if (isDone()) throw new AppError("HEAD_MOVED");
    const generation = before + 1;
    const previous = keyToCarryOn(space);
    const receivers = await receiversOf(space);
    const place = { space: space.space, generation };
    const operation = {
      op: "key.rotate" as const,
      generation,
      keyCommitment: await commitSpaceKey(spaceKey, generation),
      previous: await sealPreviousKey({ ...place, newKey: spaceKey, previous }),
    };
    return {
      operation,
      lockboxes: async (entry: { hash: EntryHash }) => {
        const now = receivers.slice(0, LOCKBOXES_AT_ONCE);
        rest = receivers.slice(LOCKBOXES_AT_ONCE);
        const sealed = await sealLockboxes(space, { generation, head: entry.hash, spaceKey }, now);
        own.lockbox = sealed[0];
        return sealed;
      },
    };
  };
  try {
    await appendDraft(space, draft);
  } catch (error) {
    if (error instanceof AppError && error.code === "HEAD_MOVED" && isDone()) return;
    throw error;
  }
  if (own.lockbox) await openSpaceKeys(space, new Map([[before + 1, own.lockbox]]));
  await giveKeys(space, rest);
}

const REFUSALS: readonly ErrorCode[] = ["RIGHT_MISSING", "KEY_MISSING", "NOT_VERIFIED"];

/** Before anything is written: a key that somebody has who left is replaced first. @throws KEY_STALE when this person may not */
export async function freshenKey(space: OpenSpace): Promise<void> {
  if (!isStale(space)) return;
  if (isOwnerBehind(space) && !(await isLeftByAll(space))) throw new AppError("KEY_STALE");
  await rotate(space).catch((cause: unknown) => {
    const isRefused = cause instanceof AppError && REFUSALS.includes(cause.code);
    throw isRefused ? new AppError("KEY_STALE", { cause }) : cause;
  });
}

/** By the list that upkeep goes by as well: whoever is left there starts the next key, and loses nothing with it. */
async function isLeftByAll(space: OpenSpace): Promise<boolean> {
  const spaces = await readSpacePages(space.client);
  const listed = spaces.find((each) => each.space === space.space);
  return listed !== undefined && isLeftToOwner(space, listed);
}
