import { type Compilable, sql } from "kysely";
import { type Bytes, toBase64Url } from "../../shared/bytes.ts";
import { hashKemPublic, parseBundle } from "../../shared/crypto/bundle.ts";
import { type Lockbox, parseLockbox } from "../../shared/crypto/lockbox-check.ts";
import { AppError } from "../../shared/errors.ts";
import type { EntryHash, SpaceId, UserId } from "../../shared/ids.ts";
import { writeAll } from "../db/batch.ts";
import { bytesOf, type Db } from "../db/open.ts";
import { isListed } from "../people/store.ts";
import type { SessionUser } from "../users/sessions.ts";
import { readSignPublic } from "../users/store.ts";
import type { MemberAccess } from "./access.ts";
import type { MemberSpace } from "./facts.ts";

/** Lockboxes as they come in. What is inside nobody here can see; that they are for whom they say, and bound to the right place, can be checked. */

/** What lockboxes that come together must be bound to. */
interface Bound {
  readonly space: SpaceId;
  readonly generation: number;
  readonly head: EntryHash;
}

export interface CheckedLockbox {
  readonly wire: Bytes;
  readonly member: UserId;
  readonly generation: number;
  readonly space: SpaceId;
}

const malformed = (): AppError => new AppError("OBJECT_MALFORMED");

function isBound(lockbox: Lockbox, author: UserId, { space, generation, head }: Bound): boolean {
  return (
    lockbox.author === author &&
    lockbox.space === space &&
    lockbox.generation === generation &&
    lockbox.head === head
  );
}

/** Everybody's registered key must be the one that the lockbox was sealed to. */
async function checkReceivers(db: Db, lockboxes: readonly Lockbox[]): Promise<void> {
  const members = lockboxes.map(({ member }) => member);
  if (new Set(members).size !== members.length) throw malformed();
  const keys = await readKemHashes(db, members);
  if (lockboxes.some(({ member, memberKemHash }) => keys.get(member) !== toBase64Url(memberKemHash)))
    throw malformed();
}

/** Hashes of the registered keys of those who are active. */
async function readKemHashes(db: Db, users: readonly UserId[]): Promise<ReadonlyMap<UserId, string>> {
  const rows = await db
    .selectFrom("users")
    .select(["user", "kem_hash", sql<number[] | null>`iif(kem_hash is null, bundle, null)`.as("bundle")])
    .where(isListed("user", users))
    .where("is_disabled", "=", 0)
    .where("is_removed", "=", 0)
    .execute();
  const hashes = rows.map(async ({ user, kem_hash, bundle }) => {
    // Who was there before the column was
    const { kemPublic } = bundle ? await parseBundle(bytesOf(bundle)) : { kemPublic: null };
    return [user, kemPublic ? toBase64Url(await hashKemPublic(kemPublic)) : (kem_hash ?? "")] as const;
  });
  return new Map(await Promise.all(hashes));
}

/**
 * Checks lockboxes of one author for active people. Whether these people are readers is the caller's next question.
 * @throws OBJECT_MALFORMED, SUITE_UNKNOWN, SIGNATURE_WRONG
 */
export async function checkLockboxes(
  db: Db,
  { user }: SessionUser,
  { wires, bound }: { wires: readonly Bytes[]; bound: Bound },
): Promise<CheckedLockbox[]> {
  if (wires.length === 0) return [];
  const signPublic = await readSignPublic(db, user);
  const lockboxes = await Promise.all(wires.map((wire) => parseLockbox(wire, signPublic)));
  if (!lockboxes.every((lockbox) => isBound(lockbox, user, bound))) throw malformed();
  await checkReceivers(db, lockboxes);
  return wires.map((wire, at) => {
    const { member, generation, space } = lockboxes[at] ?? { member: user, ...bound };
    return { wire, member, generation, space };
  });
}

/** One that is there stays as it is. */
export const lockboxInserts = (db: Db, lockboxes: readonly CheckedLockbox[]): Compilable[] =>
  lockboxes.map((row) =>
    db
      .insertInto("lockboxes")
      .values(row)
      .onConflict((conflict) => conflict.doNothing()),
  );

/** Holds inside a batch when all of them read the space at that moment. */
export const areReaders = (space: SpaceId, users: readonly UserId[]) =>
  sql<boolean>`not exists (select 1 from json_each(${JSON.stringify(users)}) asked
    where not exists (select 1 from readers r where r.space = ${space} and r.user = asked.value))`;

const isAtGeneration = ({ space, generationHead }: MemberSpace) =>
  sql<boolean>`exists (select 1 from spaces where space = ${space} and generation_head = ${generationHead})`;

/**
 * Gives the newest generation's key to readers.
 * @throws HEAD_MOVED when a newer generation began or somebody stopped reading; and as checkLockboxes
 */
export async function giveLockboxes(
  d1: D1Database,
  db: Db,
  { access: { user, space }, wires }: { access: MemberAccess; wires: readonly Bytes[] },
): Promise<void> {
  const { generation, generationHead: head } = space;
  const bound = { space: space.space, generation, head };
  const lockboxes = await checkLockboxes(db, user, { wires, bound });
  const members = lockboxes.map(({ member }) => member);
  const isGiven = await writeAll(d1, db, {
    guard: sql<boolean>`${isAtGeneration(space)} and ${areReaders(space.space, members)}`,
    queries: lockboxInserts(db, lockboxes),
  });
  if (!isGiven) throw new AppError("HEAD_MOVED");
}

/** Readers who have no lockbox of the newest generation, of each of these spaces. */
export async function readWaiting(
  db: Db,
  spaces: readonly SpaceId[],
  max: number,
): Promise<ReadonlyMap<SpaceId, UserId[]>> {
  if (spaces.length === 0) return new Map();
  // Not from the view of readers: for many spaces at once SQLite would read all memberships there are.
  const query = sql<{ space: SpaceId; user: UserId }>`
    select asked.space, asked.user from (
      select m.space, m.user from json_each(${JSON.stringify(spaces)}) a join memberships m on m.space = a.value
      union
      select rg.space, g.user from json_each(${JSON.stringify(spaces)}) a
        join room_groups rg on rg.space = a.value join group_members g on g.group_id = rg.group_id
    ) asked join spaces s on s.space = asked.space
    where not exists (select 1 from lockboxes b
        where b.space = asked.space and b.member = asked.user and b.generation = s.generation)
      and exists (select 1 from readers r where r.space = asked.space and r.user = asked.user)`;
  const waiting = new Map<SpaceId, UserId[]>();
  for (const { space, user } of (await query.execute(db)).rows) {
    const users = waiting.get(space) ?? [];
    if (users.length < max) waiting.set(space, [...users, user]);
  }
  return waiting;
}
