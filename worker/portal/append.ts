import { type Compilable, type Expression, type SqlBool, sql } from "kysely";
import { AppError } from "../../shared/errors.ts";
import type { UserId } from "../../shared/ids.ts";
import type { Head, ParsedEntry } from "../../shared/log/entry.ts";
import type { PortalOperation } from "../../shared/log/portal-operations.ts";
import { isPortalAdminType, mayOwnRooms } from "../../shared/rights/user-types.ts";
import { writeAll } from "../db/batch.ts";
import type { Db } from "../db/open.ts";
import type { Env } from "../env.ts";
import { keepFirstLockboxes } from "../people/admin-lockboxes.ts";
import { drawQuota, type Quota, within } from "../quotas.ts";
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
 * @throws HEAD_MOVED, BODY_MALFORMED, EMAIL_TAKEN, ROOMS_LEFT, RATE_LIMITED
 */
export async function appendPortalEntry(attempt: Attempt): Promise<Head> {
  const { env, db, entry, operation, brought, isThere } = attempt;
  if (isThere) return { seq: entry.seq, hash: entry.hash };
  await checkCompanions(operation, brought);
  const { profile } = brought;
  if (profile && (await isEmailTaken(db, profile.email, profile.user))) throw new AppError("EMAIL_TAKEN");
  const quota = await quotaOf(attempt);
  const queries = [
    ...changesOfPortal(attempt, operation),
    ...(await keptWith(attempt)),
    ...appendRows(db, entry),
    ...(quota ? [quota.count] : []),
  ];
  const isIn = await writeAll(env.DB, db, { guard: within(quota, stillSo(entry, operation)), queries });
  return isIn ? { seq: entry.seq, hash: entry.hash } : settleLoser(attempt);
}

/**
 * Every entry moves the head that others sign for, and stays in a log that every client fetches: nobody may do so as often
 * as he likes, but for those who look after the portal. Of a person's own name they may no more than others.
 */
async function quotaOf({ db, user, operation, nowMs }: Attempt): Promise<Quota | null> {
  const isOwn = operation.op === "profile.change" && operation.user === user.user;
  if (isOwn) return drawQuota(db, { quota: "ownProfile", user: user.user, nowMs });
  if (isPortalAdminType(user.type)) return null;
  return drawQuota(db, { quota: "portalEntry", user: user.user, nowMs });
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

/** Why the batch did not hold: this very entry came twice at once, another was first, there is no quota left or there are rooms. */
async function settleLoser(attempt: Attempt): Promise<Head> {
  const { db, entry } = attempt;
  const { head } = await readPortalRow(db);
  if (head.hash === entry.hash) return head;
  if (head.hash === entry.prev) await quotaOf(attempt);
  throw new AppError(head.hash === entry.prev ? "ROOMS_LEFT" : "HEAD_MOVED");
}
