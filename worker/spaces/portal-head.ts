import { type RawBuilder, sql } from "kysely";
import { AppError } from "../../shared/errors.ts";
import type { SpaceId, UserId } from "../../shared/ids.ts";
import { type Head, type ParsedEntry, parseEntry } from "../../shared/log/entry.ts";
import { isNodeOperation, type Operation } from "../../shared/log/operations.ts";
import { bytesOf, type Db } from "../db/open.ts";
import { concernOf } from "../portal/concern.ts";
import { isOnPortalLog } from "../portal/store.ts";

/** The portal as other logs point at it. */

export interface PortalNow {
  readonly portal: SpaceId;
  readonly portalHead: Head;
  /** The newest portal entry that concerns spaces at all. */
  readonly spacesSeq: number;
  readonly isPrivateRoomOn: boolean;
  readonly adminGeneration: number;
}

/** @throws NOT_FOUND before setup */
export async function readPortalNow(db: Db): Promise<PortalNow> {
  const row = await db
    .selectFrom("portal")
    .innerJoin("spaces", "spaces.space", "portal.space")
    .select(["portal.space", "spaces.head_seq", "spaces.head_hash"])
    .select(["portal.is_private_room_on", "portal.admin_generation", "portal.spaces_seq"])
    .executeTakeFirst();
  if (!row) throw new AppError("NOT_FOUND");
  return {
    portal: row.space,
    portalHead: { seq: row.head_seq, hash: row.head_hash },
    spacesSeq: row.spaces_seq,
    isPrivateRoomOn: row.is_private_room_on === 1,
    adminGeneration: row.admin_generation,
  };
}

/** An author further behind than this reads on first. */
const BEHIND_MAX = 100;

/** Others may come unseen; but before he came himself the author was nobody, and no client takes an entry of nobody's. */
function concerns({ operation, author: who }: ParsedEntry, author: UserId): boolean {
  const concern = concernOf(operation);
  return concern === "rights" || (concern === "newcomer" && who === author);
}

/** Whether the portal's entries after this one change nothing for what this author does to items of a space. */
async function isNewEnough(
  db: Db,
  { portal, spacesSeq }: PortalNow,
  { seen, author }: { seen: Head; author: UserId },
): Promise<boolean> {
  if (spacesSeq - seen.seq > BEHIND_MAX) return false;
  const rows = await db
    .selectFrom("entries")
    .select("wire")
    .where("space", "=", portal)
    .where("seq", ">", seen.seq)
    .where("seq", "<=", spacesSeq)
    .execute();
  const entries = await Promise.all(rows.map(({ wire }) => parseEntry(bytesOf(wire))));
  return entries.every((entry) => !concerns(entry, author));
}

interface Judging {
  readonly entry: Pick<ParsedEntry, "portalHead" | "author" | "operation">;
  /** The newest portal entry that the log points at. */
  readonly atLeast: number;
}

/** An invitation is looked up in the portal as the entry points at it: made or taken back since, it is another there. */
const namesInvitation = (operation: Operation): boolean => "invitation" in operation;

/**
 * Refuses an entry whose author had not seen what concerns it. Of items he may be a little behind; for all else he must
 * have seen everything that concerns spaces, for a client judges the entry by what it points at.
 * @throws ENTRY_REFUSED for a portal history of its own; HEAD_MOVED: read the portal's log on, sign again
 */
export async function checkPortalHead(
  db: Db,
  now: PortalNow,
  { entry: { portalHead: seen, author, operation }, atLeast }: Judging,
): Promise<void> {
  if (!seen) throw new AppError("ENTRY_REFUSED");
  if (seen.hash === now.portalHead.hash && seen.seq === now.portalHead.seq) return;
  if (!(await isOnPortalLog(db, seen))) throw new AppError("ENTRY_REFUSED");
  if (seen.seq < atLeast || namesInvitation(operation)) throw new AppError("HEAD_MOVED");
  if (seen.seq >= now.spacesSeq) return;
  if (!isNodeOperation(operation) || !(await isNewEnough(db, now, { seen, author })))
    throw new AppError("HEAD_MOVED");
}

/** Inside a batch: nothing came to the portal's log by which these operations are judged. */
export const isPortalSo = (now: PortalNow, operations: readonly Operation[]): RawBuilder<boolean> =>
  operations.some(namesInvitation)
    ? sql<boolean>`exists (select 1 from spaces where space = ${now.portal} and head_hash = ${now.portalHead.hash})`
    : sql<boolean>`exists (select 1 from portal where space = ${now.portal} and spaces_seq = ${now.spacesSeq})`;

/** The same after a batch that did not hold. */
export async function isPortalStillSo(
  db: Db,
  now: PortalNow,
  operations: readonly Operation[],
): Promise<boolean> {
  const row = await db.selectNoFrom(isPortalSo(now, operations).as("is_so")).executeTakeFirst();
  return Boolean(row?.is_so);
}
