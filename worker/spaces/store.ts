import { sql } from "kysely";
import { LOCKBOXES_MAX, LOG_PAGE_MAX_BYTES, LOG_PAGE_MAX_ENTRIES } from "../../shared/api/contract.ts";
import { toBase64Url } from "../../shared/bytes.ts";
import { AppError } from "../../shared/errors.ts";
import type { NodeId, SpaceId, UserId } from "../../shared/ids.ts";
import type { Head } from "../../shared/log/entry.ts";
import { readAll } from "../db/batch.ts";
import { bytesOf, type Db } from "../db/open.ts";

/** A space as one of its members may know it. */
export interface MemberSpace {
  readonly space: SpaceId;
  readonly kind: "personal";
  readonly owner: UserId;
  readonly generation: number;
  readonly itemCount: number;
  readonly head: Head;
  readonly isPrivateRoomOn: boolean;
}

const memberSpaces = (db: Db, user: UserId) =>
  db
    .selectFrom("memberships")
    .innerJoin("spaces", "spaces.space", "memberships.space")
    .innerJoin("portal", (join) => join.onTrue())
    .select(["spaces.space", "spaces.owner", "spaces.generation", "spaces.item_count"])
    .select(["spaces.head_seq", "spaces.head_hash", "portal.is_private_room_on"])
    .where("memberships.user", "=", user)
    .where("spaces.kind", "=", "personal");

type Row = Awaited<ReturnType<ReturnType<typeof memberSpaces>["execute"]>>[number];

const rowToMemberSpace = (row: Row): MemberSpace => ({
  space: row.space,
  kind: "personal",
  owner: row.owner,
  generation: row.generation,
  itemCount: row.item_count,
  head: { seq: row.head_seq, hash: row.head_hash },
  isPrivateRoomOn: row.is_private_room_on === 1,
});

export const listMemberSpaces = async (db: Db, user: UserId): Promise<MemberSpace[]> =>
  (await memberSpaces(db, user).orderBy("spaces.space").execute()).map(rowToMemberSpace);

/** Undefined when there is no such space or the user is no member: the caller cannot tell the two apart. */
export async function readMemberSpace(
  db: Db,
  user: UserId,
  space: SpaceId,
): Promise<MemberSpace | undefined> {
  const row = await memberSpaces(db, user).where("spaces.space", "=", space).executeTakeFirst();
  return row && rowToMemberSpace(row);
}

/** The space of a node that is there. Node ids are made by clients: another's space may hold the same one, and is not seen. */
export async function readSpaceOfNode(db: Db, user: UserId, node: NodeId): Promise<MemberSpace | undefined> {
  const row = await memberSpaces(db, user)
    .innerJoin("nodes", "nodes.space", "spaces.space")
    .where("nodes.node", "=", node)
    .where("nodes.is_deleted", "=", 0)
    .executeTakeFirst();
  return row && rowToMemberSpace(row);
}

interface PageStart {
  readonly space: SpaceId;
  readonly from: number;
}

/** The first entries from `from` on that fit a page; at least one, for an entry is smaller than a page. */
const pageRows = (db: Db, { space, from }: PageStart) =>
  db
    .selectFrom(
      db
        .selectFrom("entries")
        .select(["seq", "wire", sql<number>`sum(length(wire)) over (order by seq)`.as("bytes")])
        .where("space", "=", space)
        .where("seq", ">=", from)
        .orderBy("seq")
        .limit(LOG_PAGE_MAX_ENTRIES)
        .as("page"),
    )
    .select("wire")
    .where("bytes", "<=", LOG_PAGE_MAX_BYTES)
    .orderBy("seq");

const headRow = (db: Db, space: SpaceId) =>
  db.selectFrom("spaces").select(["head_seq", "head_hash"]).where("space", "=", space);

/** Entries as sent and the head, both of one moment. */
export async function readLogPage(d1: D1Database, db: Db, start: PageStart) {
  const [rows, heads] = await readAll(d1, [pageRows(db, start), headRow(db, start.space)] as const);
  const head = heads[0];
  if (!head) throw new AppError("NOT_FOUND");
  return {
    entries: rows.map((row) => toBase64Url(bytesOf(row.wire))),
    head: { seq: head.head_seq, hash: head.head_hash },
  };
}

/** The newest generations first. */
export async function readLockboxes(db: Db, member: UserId, space: SpaceId) {
  const rows = await db
    .selectFrom("lockboxes")
    .select(["generation", "wire"])
    .where("space", "=", space)
    .where("member", "=", member)
    .orderBy("generation", "desc")
    .limit(LOCKBOXES_MAX)
    .execute();
  return rows.map(({ generation, wire }) => ({ generation, lockbox: toBase64Url(bytesOf(wire)) }));
}
