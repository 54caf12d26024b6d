import { type Expression, sql } from "kysely";
import type { EntryHash, NodeId, SpaceId, UserId } from "../../shared/ids.ts";
import type { Head } from "../../shared/log/entry.ts";
import type { MemberLevel } from "../../shared/log/member-operations.ts";
import type { SpaceKind } from "../../shared/log/operations.ts";
import { compareLevels, type RoomType } from "../../shared/rights/levels.ts";
import type { Db } from "../db/open.ts";

/** What the tables say of a space and of one person in it: what every decision about a request or an entry rests on. */

/** A space, and what the person is there. Whether he may know of it at all: see worker/access.ts. */
export interface MemberSpace {
  readonly space: SpaceId;
  readonly kind: SpaceKind;
  readonly owner: UserId;
  readonly head: Head;
  readonly itemCount: number;
  readonly generation: number;
  /** The entry that started the newest generation, and who wrote it. */
  readonly generationHead: EntryHash;
  readonly generationAuthor: UserId;
  /** The newest portal entry that the log points at. */
  readonly portalSeq: number;
  readonly roomType: RoomType | null;
  readonly isArchived: boolean;
  readonly isDownloadDenied: boolean;
  readonly settingsRevision: number;
  /** The one node of a shared file's space. */
  readonly fileNode: NodeId | null;
  /** Somebody who held the newest key is no reader any more. */
  readonly isStale: boolean;
  readonly isPrivateRoomOn: boolean;
  /** Owner, member or in a group that is. */
  readonly isReader: boolean;
  /** The person's highest level; null for the owner and for who is no reader. */
  readonly level: MemberLevel | null;
  /** Whether a lockbox of the newest generation is there for the person. */
  readonly holdsKey: boolean;
}

/** Nobody who held the newest generation's key is no reader any more; a condition that holds inside a batch as well. */
export const isFresh = (space: SpaceId | Expression<unknown>) =>
  sql<boolean>`not exists (select 1 from leavers l where l.space = ${space}
    and not exists (select 1 from readers r where r.space = l.space and r.user = l.user))`;

const isStale = sql<0 | 1>`not ${isFresh(sql.ref("spaces.space"))}`;

const spacesFor = (db: Db, user: UserId) =>
  db
    .selectFrom("spaces")
    .innerJoin("portal", (join) => join.onTrue())
    .select(["spaces.space", "spaces.kind", "spaces.owner", "spaces.head_seq", "spaces.head_hash"])
    .select(["spaces.item_count", "spaces.generation", "spaces.generation_head", "spaces.generation_author"])
    .select(["spaces.portal_seq", "spaces.room_type", "spaces.is_archived", "spaces.is_download_denied"])
    .select(["spaces.settings_revision", "spaces.file_node", "portal.is_private_room_on"])
    .select([
      isStale.as("is_stale"),
      sql<string>`(select json_group_array(r.level) from readers r
        where r.space = spaces.space and r.user = ${user})`.as("levels"),
      sql<0 | 1>`exists (select 1 from lockboxes b where b.space = spaces.space
        and b.member = ${user} and b.generation = spaces.generation)`.as("holds_key"),
    ])
    .where("spaces.kind", "<>", "portal")
    .where("spaces.is_removed", "=", 0);

type Row = Awaited<ReturnType<ReturnType<typeof spacesFor>["execute"]>>[number];

const rank = (level: MemberLevel, other: MemberLevel): number =>
  level === "FullAccess" || other === "FullAccess" ? 0 : compareLevels(level, other);

const highest = (levels: readonly (MemberLevel | null)[]): MemberLevel | null =>
  levels.reduce((best, level) => (best === null || (level && rank(level, best) > 0) ? level : best), null);

function rowToMemberSpace(row: Row): MemberSpace {
  const levels = JSON.parse(row.levels) as (MemberLevel | null)[];
  return {
    space: row.space,
    // The query leaves the portal out, which has neither a key nor an author of one.
    kind: row.kind as SpaceKind,
    generationHead: row.generation_head as EntryHash,
    generationAuthor: row.generation_author as UserId,
    owner: row.owner,
    head: { seq: row.head_seq, hash: row.head_hash },
    itemCount: row.item_count,
    generation: row.generation,
    portalSeq: row.portal_seq,
    roomType: row.room_type,
    isArchived: row.is_archived === 1,
    isDownloadDenied: row.is_download_denied === 1,
    settingsRevision: row.settings_revision,
    fileNode: row.file_node,
    isStale: row.is_stale === 1,
    isPrivateRoomOn: row.is_private_room_on === 1,
    isReader: levels.length > 0,
    level: levels.includes(null) ? null : highest(levels),
    holdsKey: row.holds_key === 1,
  };
}

/** A space as it is for this person, be he a reader or not; undefined when there is none. */
export async function readSpaceFor(db: Db, user: UserId, space: SpaceId): Promise<MemberSpace | undefined> {
  const row = await spacesFor(db, user).where("spaces.space", "=", space).executeTakeFirst();
  return row && rowToMemberSpace(row);
}

/** Spaces that the person reads, in the order of their ids, behind `after`. */
export async function listReadSpaces(
  db: Db,
  user: UserId,
  { after, max }: { after: SpaceId | null; max: number },
): Promise<MemberSpace[]> {
  const behind = after ?? "";
  const rows = await spacesFor(db, user)
    .where(
      sql<boolean>`spaces.space in (select r.space from readers r where r.user = ${user} and r.space > ${behind})`,
    )
    .orderBy("spaces.space")
    .limit(max)
    .execute();
  return rows.map(rowToMemberSpace);
}

async function readNamed(
  db: Db,
  user: UserId,
  { node, named }: { node: NodeId; named: SpaceId },
): Promise<MemberSpace | undefined> {
  const row = await db
    .selectFrom("nodes")
    .select("node")
    .where("space", "=", named)
    .where("node", "=", node)
    .where("shared_space", "is", null)
    .where("is_deleted", "=", 0)
    .executeTakeFirst();
  const space = row && (await readSpaceFor(db, user, named));
  return space?.isReader ? space : undefined;
}

/**
 * The space of a node that is there, if the person reads it. Node ids are made by clients: another's space may hold the same
 * one, and is not seen. A file that is shared is in two: its own space comes first, for there it lives. Of a space that is
 * named, only that the node lives there counts.
 */
export async function readSpaceOfNode(
  db: Db,
  user: UserId,
  { node, named }: { node: NodeId; named: SpaceId | null },
): Promise<MemberSpace | undefined> {
  if (named !== null) return readNamed(db, user, { node, named });
  const rows = await spacesFor(db, user)
    .where(
      sql<boolean>`spaces.space in (select n.space from nodes n where n.node = ${node} and n.is_deleted = 0)`,
    )
    .execute();
  const read = rows.map(rowToMemberSpace).filter((space) => space.isReader);
  return read.find((space) => space.kind === "file") ?? read[0];
}
