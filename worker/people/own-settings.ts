import { sql } from "kysely";
import type { BodyOf } from "../../shared/api/contract.ts";
import { toBase64Url } from "../../shared/bytes.ts";
import { AppError } from "../../shared/errors.ts";
import type { UserId } from "../../shared/ids.ts";
import { writeAll } from "../db/batch.ts";
import { bytesOf, type Db } from "../db/open.ts";

/** What a person chose for himself, sealed by him: kept as sent, one revision after the other. */

export async function readOwnSettings(db: Db, user: UserId) {
  const row = await db
    .selectFrom("own_settings")
    .select(["revision", "sealed"])
    .where("user", "=", user)
    .executeTakeFirst();
  return row ? { revision: row.revision, sealed: toBase64Url(bytesOf(row.sealed)) } : null;
}

/** @throws HEAD_MOVED unless it is the revision behind the newest; the newest itself, sent again, is taken as done */
export async function writeOwnSettings(
  d1: D1Database,
  db: Db,
  { user, revision, sealed }: BodyOf<"putOwnSettings"> & { user: UserId },
): Promise<void> {
  const newest = sql<number>`coalesce((select revision from own_settings where user = ${user}), 0)`;
  const isNext = await writeAll(d1, db, {
    guard: sql<boolean>`${newest} = ${revision - 1}`,
    queries: [db.replaceInto("own_settings").values({ user, revision, sealed })],
  });
  if (isNext) return;
  const now = await readOwnSettings(db, user);
  if (now?.revision !== revision || now.sealed !== toBase64Url(sealed)) throw new AppError("HEAD_MOVED");
}
