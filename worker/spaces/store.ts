import { type Compilable, sql } from "kysely";
import { LOCKBOXES_MAX, LOG_PAGE_MAX_BYTES, LOG_PAGE_MAX_ENTRIES } from "../../shared/api/contract.ts";
import { toBase64Url } from "../../shared/bytes.ts";
import { AppError } from "../../shared/errors.ts";
import type { SpaceId, UserId } from "../../shared/ids.ts";
import { readAll } from "../db/batch.ts";
import { bytesOf, type Db } from "../db/open.ts";

/** Logs and lockboxes as they were sent. */

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

/** What a page of a log is made of, to be read in one moment: see {@link toLogPage}. */
export const logPageQueries = (db: Db, start: PageStart) =>
  [pageRows(db, start), headRow(db, start.space)] as const;

type RowOf<Query> = Query extends Compilable<infer Row> ? Row : never;
type PageRow = RowOf<ReturnType<typeof pageRows>>;
type HeadRow = RowOf<ReturnType<typeof headRow>>;

/** @throws NOT_FOUND when there is no such space */
export function toLogPage(rows: readonly PageRow[], [head]: readonly HeadRow[]) {
  if (!head) throw new AppError("NOT_FOUND");
  return {
    entries: rows.map((row) => toBase64Url(bytesOf(row.wire))),
    head: { seq: head.head_seq, hash: head.head_hash },
  };
}

/** Entries as sent and the head, both of one moment. */
export async function readLogPage(d1: D1Database, db: Db, start: PageStart) {
  const [rows, heads] = await readAll(d1, logPageQueries(db, start));
  return toLogPage(rows, heads);
}

/** The newest generations first. */
export const lockboxRows = (db: Db, member: UserId, space: SpaceId) =>
  db
    .selectFrom("lockboxes")
    .select(["generation", "wire"])
    .where("space", "=", space)
    .where("member", "=", member)
    .orderBy("generation", "desc")
    .limit(LOCKBOXES_MAX);

type LockboxRow = RowOf<ReturnType<typeof lockboxRows>>;

export const rowToLockbox = ({ generation, wire }: LockboxRow) => ({
  generation,
  lockbox: toBase64Url(bytesOf(wire)),
});

export const readLockboxes = async (db: Db, member: UserId, space: SpaceId) =>
  (await lockboxRows(db, member, space).execute()).map(rowToLockbox);
