import { type Expression, type SqlBool, sql } from "kysely";
import { AppError } from "../../shared/errors.ts";
import type { Head, ParsedEntry } from "../../shared/log/entry.ts";
import type { TreeOperation } from "../../shared/log/operations.ts";
import { checkTreeOperation } from "../../shared/log/tree-rules.ts";
import type { EntryAccess } from "../access.ts";
import { checkClock } from "../clock.ts";
import { writeAll } from "../db/batch.ts";
import type { Db } from "../db/open.ts";
import type { Env } from "../env.ts";
import { checkVersionBlob } from "../files/version.ts";
import { isOnPortalLog } from "../portal/store.ts";
import { changesOf } from "./changes.ts";
import { type MemberSpace, readMemberSpace } from "./store.ts";
import { readTreeView } from "./tree.ts";

/** Compare-and-append: an entry goes in only right behind the head that its author saw. */

interface Attempt extends EntryAccess {
  readonly env: Env;
  readonly db: Db;
  readonly nowMs: number;
}

const headOf = (entry: ParsedEntry): Head => ({ seq: entry.seq, hash: entry.hash });

/**
 * @throws HEAD_MOVED when the log is longer than the author knew; ENTRY_REFUSED, CLOCK_WRONG, BLOB_INCOMPLETE and
 * what checkTreeOperation throws
 */
export async function appendEntry(attempt: Attempt): Promise<Head> {
  const { env, db, entry, space, operation, nowMs } = attempt;
  // The answer to the first try was lost: it stands already.
  if (space.head.hash === entry.hash) return space.head;
  checkClock(nowMs, entry.timeMs);
  if (!isNext(space.head, entry)) throw new AppError("HEAD_MOVED");
  if (!entry.portalHead || !(await isOnPortalLog(db, entry.portalHead))) throw new AppError("ENTRY_REFUSED");
  checkTreeOperation(await readTreeView(env.DB, db, { space, operation }), operation);
  await checkVersionBlob(db, { space, operation, author: entry.author });
  return (await write(attempt)) ? headOf(entry) : settleLoser(attempt);
}

const isNext = (head: Head, entry: ParsedEntry): boolean =>
  entry.seq === head.seq + 1 && entry.prev === head.hash;

function write({ env, db, entry, space, operation }: Attempt): Promise<boolean> {
  const row = { space: space.space, seq: entry.seq, hash: entry.hash, wire: entry.wire };
  const advance = db
    .updateTable("spaces")
    .set({ head_seq: entry.seq, head_hash: entry.hash })
    .where("space", "=", space.space);
  return writeAll(env.DB, db, {
    guard: stillSo(space, entry, operation),
    queries: [...changesOf(db, space.space, operation), db.insertInto("entries").values(row), advance],
  });
}

/** What was read before the batch and must hold inside it: the head, the author, and an upload that nobody gave up. */
function stillSo(
  { space, head }: MemberSpace,
  entry: ParsedEntry,
  operation: TreeOperation,
): Expression<SqlBool> {
  const isHead = sql`exists (select 1 from spaces where space = ${space} and head_hash = ${head.hash})`;
  const isMember = sql`exists (select 1 from memberships join users using (user)
    where space = ${space} and user = ${entry.author} and is_disabled = 0)`;
  if (!("version" in operation)) return sql<boolean>`${isHead} and ${isMember}`;
  const { blob } = operation.version;
  const isOpen = sql`exists (select 1 from blobs where blob = ${blob} and state = 'open')`;
  return sql<boolean>`${isHead} and ${isMember} and ${isOpen}`;
}

/** Why the batch did not hold: this very entry came twice at once, another was first, or the upload is gone. */
async function settleLoser({ db, entry, space, user }: Attempt): Promise<Head> {
  const now = await readMemberSpace(db, user.user, space.space);
  if (!now) throw new AppError("NOT_FOUND");
  if (now.head.hash === entry.hash) return now.head;
  throw new AppError(now.head.hash === space.head.hash ? "ENTRY_REFUSED" : "HEAD_MOVED");
}
