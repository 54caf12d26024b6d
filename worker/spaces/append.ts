import { type Expression, type SqlBool, sql } from "kysely";
import type { Bytes } from "../../shared/bytes.ts";
import { AppError } from "../../shared/errors.ts";
import type { UserId } from "../../shared/ids.ts";
import type { Head, ParsedEntry } from "../../shared/log/entry.ts";
import { isNodeOperation, type NodeShare, type SpaceOperation } from "../../shared/log/operations.ts";
import { checkSpaceOperation } from "../../shared/log/space-rules.ts";
import { checkTreeOperation } from "../../shared/log/tree-rules.ts";
import { checkClock } from "../clock.ts";
import { writeAll } from "../db/batch.ts";
import type { Db } from "../db/open.ts";
import type { Env } from "../env.ts";
import { checkVersionBlob } from "../files/version.ts";
import { demandSight } from "../people/sight.ts";
import type { EntryAccess } from "./access.ts";
import { nodeChanges } from "./changes.ts";
import { type MemberSpace, readSpaceFor } from "./facts.ts";
import { areReaders, type CheckedLockbox, checkLockboxes, lockboxInserts } from "./lockboxes.ts";
import { memberChanges } from "./member-changes.ts";
import { isFreeFor } from "./node-ids.ts";
import { checkPortalHead, isPortalSo, isPortalStillSo } from "./portal-head.ts";

/** Compare-and-append: an entry goes in only right behind the head that its author saw. */

interface Attempt extends EntryAccess {
  readonly env: Env;
  readonly db: Db;
  readonly nowMs: number;
  /** Sealed by the author, as they came with the entry. */
  readonly lockboxes: readonly Bytes[];
}

const headOf = (entry: ParsedEntry): Head => ({ seq: entry.seq, hash: entry.hash });

/**
 * @throws HEAD_MOVED when the log is longer than the author knew, or the portal's is; ENTRY_REFUSED, KEY_STALE,
 * ROOM_ARCHIVED, KEYS_MISSING, CLOCK_WRONG, BLOB_INCOMPLETE and what checkTreeOperation and checkLockboxes throw
 */
export async function appendEntry(attempt: Attempt): Promise<Head> {
  const { db, entry, space, operation, nowMs, judged } = attempt;
  // The answer to the first try was lost: it stands already.
  if (space.head.hash === entry.hash) return space.head;
  checkClock(nowMs, entry.timeMs);
  if (!isNext(space.head, entry)) throw new AppError("HEAD_MOVED");
  await checkPortalHead(db, attempt.portalNow, { entry, atLeast: space.portalSeq });
  checkHoldsFile(space, operation);
  checkSpaceOperation(judged.portal, judged.place, operation);
  if (judged.place.kind === "room") await demandSight(db, attempt.user, [operation]);
  await checkItem(attempt);
  const brought = await checkBrought(attempt);
  return (await write(attempt, brought)) ? headOf(entry) : settleLoser(attempt);
}

const isNext = (head: Head, entry: ParsedEntry): boolean =>
  entry.seq === head.seq + 1 && entry.prev === head.hash;

/** A space that is to be a shared file's, and is none yet, is nobody's to be brought into: it would stand in his list. */
export function checkHoldsFile({ kind, itemCount }: MemberSpace, { op }: SpaceOperation): void {
  if (kind === "file" && itemCount === 0 && op === "member.put") throw new AppError("ENTRY_REFUSED");
}

async function checkItem({ db, space, operation, tree, entry }: Attempt): Promise<void> {
  if (!tree || !isNodeOperation(operation)) return;
  checkTreeOperation(tree, operation);
  if (operation.op === "node.share") await checkShare(db, entry, operation);
  await checkVersionBlob(db, { space, operation, author: entry.author });
}

/** The file must be there already, in a space that its owner made for it: an open at any moment finds it. */
async function checkShare(db: Db, { author }: ParsedEntry, { node, space }: NodeShare): Promise<void> {
  const row = await db
    .selectFrom("spaces")
    .innerJoin("nodes", (join) => join.onRef("nodes.space", "=", "spaces.space").on("nodes.node", "=", node))
    .select("spaces.space")
    .where("spaces.space", "=", space)
    .where("spaces.owner", "=", author)
    .where("spaces.file_node", "=", node)
    .where("nodes.is_deleted", "=", 0)
    .executeTakeFirst();
  if (!row) throw new AppError("ENTRY_REFUSED");
}

/** Whom a new generation begins with: its author, or nobody would ever have the key, and the owner, while he reads the space. */
async function firstHolders(db: Db, user: UserId, { space, owner }: MemberSpace): Promise<UserId[]> {
  if (owner === user) return [user];
  const isReader = await db
    .selectFrom("readers")
    .select("user")
    .where("space", "=", space)
    .where("user", "=", owner)
    .executeTakeFirst();
  return isReader ? [user, owner] : [user];
}

async function checkBrought({ db, user, space, entry, operation, lockboxes: wires }: Attempt) {
  if (operation.op === "key.rotate") {
    const { generation } = operation;
    const bound = { space: space.space, generation, head: entry.hash };
    const lockboxes = await checkLockboxes(db, user, { wires, bound });
    const given = lockboxes.map(({ member }) => member);
    const first = await firstHolders(db, user.user, space);
    if (!first.every((member) => given.includes(member))) throw new AppError("ENTRY_REFUSED");
    return lockboxes;
  }
  if (wires.length === 0) return [];
  if (operation.op !== "member.put" && operation.op !== "room.owner") throw new AppError("BODY_MALFORMED");
  // A lockbox that is there is not replaced: who has no key could keep the new owner from ever getting it
  if (!space.holdsKey) throw new AppError("RIGHT_MISSING");
  const { generation, generationHead: head } = space;
  const lockboxes = await checkLockboxes(db, user, {
    wires,
    bound: { space: space.space, generation, head },
  });
  const put = new Set(
    operation.op === "room.owner" ? [operation.user] : operation.members.map(({ user }) => user),
  );
  if (!lockboxes.every(({ member }) => put.has(member))) throw new AppError("OBJECT_MALFORMED");
  return lockboxes;
}

function write(attempt: Attempt, lockboxes: readonly CheckedLockbox[]): Promise<boolean> {
  const { env, db, entry, space, operation } = attempt;
  const row = { space: space.space, seq: entry.seq, hash: entry.hash, wire: entry.wire };
  const advance = db
    .updateTable("spaces")
    .set({ head_seq: entry.seq, head_hash: entry.hash, portal_seq: entry.portalHead?.seq ?? 0 })
    .where("space", "=", space.space);
  const changes = isNodeOperation(operation)
    ? nodeChanges(db, { space: space.space, author: entry.author }, operation)
    : memberChanges(db, { space: space.space, owner: space.owner, entry }, operation);
  return writeAll(env.DB, db, {
    guard: stillSo(attempt, lockboxes),
    queries: [...changes, ...lockboxInserts(db, lockboxes), db.insertInto("entries").values(row), advance],
  });
}

/**
 * What was read before the batch and must hold inside it. All that an entry is judged by stands in two logs: the head of its
 * own, and the newest of the portal that concerns spaces, are enough; besides, an upload that nobody gave up, and an id that nobody else uses.
 */
function stillSo(
  { space: at, entry: { author }, portalNow, operation }: Attempt,
  lockboxes: readonly CheckedLockbox[],
): Expression<SqlBool> {
  const { space, head } = at;
  const isHead = sql`exists (select 1 from spaces where space = ${space} and head_hash = ${head.hash})`;
  const isPut = operation.op === "file.put" || operation.op === "folder.put";
  const isFree = isPut ? isFreeFor(at, { node: operation.node, author }) : sql<boolean>`true`;
  const isSame = sql<boolean>`${isHead} and ${isPortalSo(portalNow, [operation])} and ${isFree}`;
  if ("version" in operation)
    return sql<boolean>`${isSame} and exists (select 1 from blobs
      where blob = ${operation.version.blob} and state = 'open')`;
  if (operation.op !== "key.rotate") return isSame;
  const members = lockboxes.map(({ member }) => member);
  return sql<boolean>`${isSame} and ${areReaders(space, members)}`;
}

/** Why the batch did not hold: this very entry came twice at once, another was first, or the upload is gone. */
async function settleLoser({ db, entry, space, user, portalNow, operation }: Attempt): Promise<Head> {
  const now = await readSpaceFor(db, user.user, space.space);
  if (!now) throw new AppError("NOT_FOUND");
  if (now.head.hash === entry.hash) return now.head;
  const isSame = now.head.hash === space.head.hash && (await isPortalStillSo(db, portalNow, [operation]));
  throw new AppError(isSame ? "ENTRY_REFUSED" : "HEAD_MOVED");
}
