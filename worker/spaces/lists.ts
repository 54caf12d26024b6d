import { sql } from "kysely";
import { HOLDERS_MAX, SPACES_PAGE_MAX, WAITING_MAX } from "../../shared/api/contract-rooms.ts";
import { toBase64Url } from "../../shared/bytes.ts";
import type { SpaceId, UserId } from "../../shared/ids.ts";
import { bytesOf, type Db } from "../db/open.ts";
import type { SessionUser } from "../users/sessions.ts";
import { listReadSpaces } from "./facts.ts";
import { readHolders } from "./holders.ts";
import { readWaiting } from "./lockboxes.ts";
import { mayBeSeen, maySeeWaiting } from "./uses.ts";

/** Lists of spaces: a person's own, and all rooms as an admin of the portal sees them from outside. */

const ROOMS_PER_PAGE = 500;

const readFlags = async (db: Db, user: UserId) => {
  const rows = await db
    .selectFrom("room_flags")
    .select(["space", "is_pinned", "is_muted"])
    .where("user", "=", user)
    .execute();
  return new Map(rows.map((row) => [row.space, row]));
};

/** A page of what the person reads, with what is his own to do about it. */
export async function listSpacesOf(db: Db, user: SessionUser, after: SpaceId | null) {
  const read = await listReadSpaces(db, user.user, { after, max: SPACES_PAGE_MAX });
  // What is left out of the page says nothing about whether there are more
  const next = read.length < SPACES_PAGE_MAX ? null : (read.at(-1)?.space ?? null);
  const spaces = read.filter((space) => mayBeSeen(user, space));
  const given = spaces.filter((space) => maySeeWaiting(user, space)).map(({ space }) => space);
  const keyless = spaces.filter(({ holdsKey }) => !holdsKey).map(({ space }) => space);
  const [flags, waiting, holders] = await Promise.all([
    readFlags(db, user.user),
    readWaiting(db, given, WAITING_MAX),
    readHolders(db, keyless, HOLDERS_MAX),
  ]);
  const listed = spaces.map(({ space, kind, head, isArchived, isStale, holdsKey }) => ({
    ...{ space, kind, head, isArchived, isStale, holdsKey },
    // Nothing is pinned in the archive
    isPinned: !isArchived && flags.get(space)?.is_pinned === 1,
    isMuted: flags.get(space)?.is_muted === 1,
    waiting: waiting.get(space) ?? [],
    holders: holders.get(space) ?? [],
  }));
  return { spaces: listed, next };
}

/** Not of the view of readers: for many spaces at once SQLite would read all memberships there are for each. */
const memberCount = sql<number>`(select count(*) from (
  select m.user from memberships m join users u on u.user = m.user and u.is_disabled = 0 and u.is_removed = 0
    where m.space = spaces.space
  union
  select g.user from room_groups rg join group_members g on g.group_id = rg.group_id
    join users u on u.user = g.user and u.is_disabled = 0 and u.is_removed = 0
    where rg.space = spaces.space))`;

/** Rooms in the order of their ids, behind `after`. */
export async function listRoomsFromOutside(
  db: Db,
  { user, isArchived, after }: { user: UserId; isArchived: boolean; after: SpaceId | null },
) {
  const page = db
    .selectFrom("spaces")
    .leftJoin("entries", (join) =>
      join.onRef("entries.space", "=", "spaces.space").onRef("entries.seq", "=", "spaces.settings_seq"),
    )
    .select(["spaces.space", "spaces.owner", "spaces.head_seq", "spaces.head_hash", "entries.wire"])
    .select(memberCount.as("members"))
    .where("spaces.is_archived", "=", isArchived ? 1 : 0)
    // As the index says it, word for word
    .where(sql<boolean>`spaces.kind = 'room' and spaces.is_removed = 0`)
    .orderBy("spaces.space")
    .limit(ROOMS_PER_PAGE);
  const [rows, flags] = await Promise.all([
    (after === null ? page : page.where("spaces.space", ">", after)).execute(),
    readFlags(db, user),
  ]);
  return rows.map((row) => ({
    space: row.space,
    owner: row.owner,
    head: { seq: row.head_seq, hash: row.head_hash },
    isArchived,
    memberCount: row.members,
    isPinned: !isArchived && flags.get(row.space)?.is_pinned === 1,
    isMuted: flags.get(row.space)?.is_muted === 1,
    settings: row.wire === null ? null : toBase64Url(bytesOf(row.wire)),
  }));
}

export const putFlags = (
  db: Db,
  { user, space, isPinned, isMuted }: { user: UserId; space: SpaceId; isPinned: boolean; isMuted: boolean },
) => {
  const flags = { is_pinned: isPinned ? 1 : 0, is_muted: isMuted ? 1 : 0 } as const;
  return db
    .insertInto("room_flags")
    .values({ user, space, ...flags })
    .onConflict((conflict) => conflict.columns(["user", "space"]).doUpdateSet(flags))
    .execute();
};
