import { type Compilable, type Expression, type SqlBool, sql } from "kysely";
import { AppError } from "../../shared/errors.ts";
import type { UserId } from "../../shared/ids.ts";
import type { Head, ParsedEntry } from "../../shared/log/entry.ts";
import type { PortalOperation } from "../../shared/log/portal-operations.ts";
import { mayOwnRooms } from "../../shared/rights/user-types.ts";
import { writeAll } from "../db/batch.ts";
import type { Db } from "../db/open.ts";
import type { Env } from "../env.ts";
import { keepFirstLockboxes } from "../people/admin-lockboxes.ts";
import { isEmailTaken } from "../users/profile.ts";
import type { PortalEntryAccess } from "./access.ts";
import { appendRows, changesOfPortal } from "./changes.ts";
import { type Companions, checkCompanions } from "./companions.ts";
import { readPortalRow } from "./facts.ts";

/** Compare-and-append on the portal's log, with all that follows from an entry in the same batch. */

interface Attempt extends PortalEntryAccess {
  readonly env: Env;
  readonly db: Db;
  readonly nowMs: number;
  readonly brought: Companions;
}

/**
 * Takes an entry whose author, right and fit were checked.
 * @throws HEAD_MOVED, BODY_MALFORMED, EMAIL_TAKEN, ROOMS_LEFT
 */
export async function appendPortalEntry(attempt: Attempt): Promise<Head> {
  const { env, db, entry, operation, brought, isThere } = attempt;
  if (isThere) return { seq: entry.seq, hash: entry.hash };
  await checkCompanions(operation, brought);
  const { profile } = brought;
  if (profile && (await isEmailTaken(db, profile.email, profile.user))) throw new AppError("EMAIL_TAKEN");
  const queries = [
    ...changesOfPortal(attempt, operation),
    ...(await keptWith(attempt)),
    ...appendRows(db, entry),
  ];
  const isIn = await writeAll(env.DB, db, { guard: stillSo(entry, operation), queries });
  return isIn ? { seq: entry.seq, hash: entry.hash } : settleLoser(attempt);
}

/** The lockboxes of a new generation of the admin key. */
async function keptWith({ db, entry, operation, brought, portal }: Attempt): Promise<Compilable[]> {
  if (operation.op !== "portal.key") return [];
  const at = { portal, generation: operation.generation, head: entry.hash };
  return keepFirstLockboxes(db, at, { author: entry.author, lockboxes: brought.lockboxes ?? [] });
}

/** Everything that was read to judge the entry hangs on the head; rooms have logs of their own. */
export function stillSo(entry: ParsedEntry, operation: PortalOperation): Expression<SqlBool> {
  const isHead = sql<boolean>`exists (select 1 from spaces where space = ${entry.space} and head_hash = ${entry.prev})`;
  const user = losesRooms(operation);
  if (user === null) return isHead;
  return sql<boolean>`${isHead} and not exists (select 1 from spaces
    where owner = ${user} and kind = 'room' and is_removed = 0)`;
}

/** Who may own no room any more when this is in. */
function losesRooms(operation: PortalOperation): UserId | null {
  if (operation.op === "user.remove") return operation.user;
  return operation.op === "user.type" && !mayOwnRooms(operation.type) ? operation.user : null;
}

/** Why the batch did not hold: this very entry came twice at once, another was first, or there are rooms. */
async function settleLoser({ db, entry }: Attempt): Promise<Head> {
  const { head } = await readPortalRow(db);
  if (head.hash === entry.hash) return head;
  throw new AppError(head.hash === entry.prev ? "ROOMS_LEFT" : "HEAD_MOVED");
}
