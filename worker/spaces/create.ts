import { type Compilable, sql } from "kysely";
import type { Bytes } from "../../shared/bytes.ts";
import { AppError } from "../../shared/errors.ts";
import type { UserId } from "../../shared/ids.ts";
import { type Head, spaceOfGenesis } from "../../shared/log/entry.ts";
import type { Operation } from "../../shared/log/operations.ts";
import { checkClock } from "../clock.ts";
import { writeAll } from "../db/batch.ts";
import type { Db } from "../db/open.ts";
import { SPACES_OWNED_MAX } from "../limits.ts";
import { demandSight } from "../people/sight.ts";
import { isListed } from "../people/store.ts";
import { drawQuota, type Quota, within } from "../quotas.ts";
import type { GenesisAccess } from "./genesis.ts";
import { type CheckedLockbox, checkLockboxes, lockboxInserts } from "./lockboxes.ts";
import { memberChanges } from "./member-changes.ts";
import { newSpaceRows } from "./new-space.ts";
import { checkPortalHead, isPortalSo, isPortalStillSo } from "./portal-head.ts";

/** A space that begins: its first entry, and those behind it that set it up, all or nothing. */

interface Creation extends GenesisAccess {
  readonly d1: D1Database;
  readonly db: Db;
  readonly nowMs: number;
  readonly lockboxes: readonly Bytes[];
}

/** Those who will read the space, of the ones that were given its key. */
async function areGivenToReaders(db: Db, { user, followers }: Creation, given: readonly UserId[]) {
  const readers = new Set([user.user]);
  const groups: string[] = [];
  for (const { operation } of followers) {
    if (operation.op === "member.put") for (const grant of operation.members) readers.add(grant.user);
    if (operation.op === "group.admit") groups.push(operation.group);
  }
  const others = given.filter((member) => !readers.has(member));
  if (others.length === 0) return true;
  const rows = await db
    .selectFrom("group_members")
    .select("user")
    .distinct()
    .where(isListed("group_id", groups))
    .where(isListed("user", others))
    .execute();
  return rows.length === others.length;
}

async function checkGiven(creation: Creation): Promise<CheckedLockbox[]> {
  const { db, user, genesis, lockboxes: wires } = creation;
  const bound = { space: spaceOfGenesis(genesis), generation: 1, head: genesis.hash };
  const lockboxes = await checkLockboxes(db, user, { wires, bound });
  const members = lockboxes.map(({ member }) => member);
  if (!members.includes(user.user) || !(await areGivenToReaders(db, creation, members)))
    throw new AppError("OBJECT_MALFORMED");
  return lockboxes;
}

function rowsOf(creation: Creation, lockboxes: readonly CheckedLockbox[]): Compilable[] {
  const { db, user, genesis, operation, followers } = creation;
  const space = spaceOfGenesis(genesis);
  const last = followers.at(-1)?.entry ?? genesis;
  const behind = followers.flatMap(({ entry, operation }) => [
    ...memberChanges(db, { space, owner: user.user, entry }, operation),
    db.insertInto("entries").values({ space, seq: entry.seq, hash: entry.hash, wire: entry.wire }),
  ]);
  return [
    ...newSpaceRows(db, genesis, operation),
    ...behind,
    ...lockboxInserts(db, lockboxes),
    db
      .updateTable("spaces")
      .set({ head_seq: last.seq, head_hash: last.hash, portal_seq: last.portalHead?.seq ?? 0 })
      .where("space", "=", space),
  ];
}

const operationsOf = ({ operation, followers }: Creation): Operation[] => [
  operation,
  ...followers.map((each) => each.operation),
];

/** A person's rooms and shared files: so many a day, and so many at all, for each stands in the lists of others too. */
async function quotaOf({ db, user: { user }, operation, nowMs }: Creation): Promise<Quota | null> {
  if (operation.kind === "personal") return null;
  const last = await db
    .selectFrom("spaces")
    .select("space")
    .where("owner", "=", user)
    .where("is_removed", "=", 0)
    .limit(1)
    .offset(SPACES_OWNED_MAX - 1)
    .executeTakeFirst();
  if (last) throw new AppError("SPACE_FULL");
  return drawQuota(db, { quota: "space", user, nowMs });
}

/** A person has one Private Room. The id of a space is never used twice. */
function mayBegin(creation: Creation) {
  const { user, portalNow, genesis, operation } = creation;
  const isPortalHead = isPortalSo(portalNow, operationsOf(creation));
  const isNew = sql`not exists (select 1 from spaces where space = ${spaceOfGenesis(genesis)})`;
  if (operation.kind !== "personal") return sql<boolean>`${isPortalHead} and ${isNew}`;
  return sql<boolean>`${isPortalHead} and ${isNew} and not exists (select 1 from spaces
    where owner = ${user.user} and kind = 'personal')`;
}

function lastOf({ genesis, followers }: Creation): Head {
  const { seq, hash } = followers.at(-1)?.entry ?? genesis;
  return { seq, hash };
}

/** Where the space got to, when the answer to a first try was lost: its last entry stands already. */
async function readStanding(creation: Creation): Promise<Head | null> {
  const { db, user, genesis } = creation;
  const { seq, hash } = lastOf(creation);
  const row = await db
    .selectFrom("spaces")
    .innerJoin("entries", "entries.space", "spaces.space")
    .select(["spaces.head_seq", "spaces.head_hash"])
    .where("spaces.space", "=", spaceOfGenesis(genesis))
    .where("spaces.owner", "=", user.user)
    .where("entries.seq", "=", seq)
    .where("entries.hash", "=", hash)
    .executeTakeFirst();
  return row ? { seq: row.head_seq, hash: row.head_hash } : null;
}

/**
 * Writes a space that begins.
 * @throws HEAD_MOVED when the author had not seen what is new in the portal's log; ENTRY_REFUSED for a second Private Room;
 * RATE_LIMITED, SPACE_FULL, CLOCK_WRONG and what checkLockboxes throws
 */
export async function createSpace(creation: Creation): Promise<Head> {
  const { d1, db, user, nowMs, portalNow, genesis, followers } = creation;
  const entries = [genesis, ...followers.map(({ entry }) => entry)];
  const there = await readStanding(creation);
  if (there) return there;
  let atLeast = 0;
  for (const entry of entries) {
    checkClock(nowMs, entry.timeMs);
    await checkPortalHead(db, portalNow, { entry, atLeast });
    atLeast = entry.portalHead?.seq ?? atLeast;
  }
  const operations = followers.map(({ operation }) => operation);
  if (creation.operation.kind === "room") await demandSight(db, user, operations);
  const lockboxes = await checkGiven(creation);
  const quota = await quotaOf(creation);
  const isWritten = await writeAll(d1, db, {
    guard: within(quota, mayBegin(creation)),
    queries: [...rowsOf(creation, lockboxes), ...(quota ? [quota.count] : [])],
  });
  if (isWritten) return lastOf(creation);
  // The same at the same time
  const sameThere = await readStanding(creation);
  if (sameThere) return sameThere;
  await quotaOf(creation);
  const isSame = await isPortalStillSo(db, portalNow, operationsOf(creation));
  throw new AppError(isSame ? "ENTRY_REFUSED" : "HEAD_MOVED");
}
