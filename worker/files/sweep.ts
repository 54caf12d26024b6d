import { type Compilable, sql } from "kysely";
import type { BlobId, SpaceId } from "../../shared/ids.ts";
import { writeAll } from "../db/batch.ts";
import type { Db } from "../db/open.ts";
import type { Env } from "../env.ts";
import {
  ENDED_KEPT_MS,
  OPEN_BLOB_LIFETIME_MS,
  RATE_PERIOD_MS,
  SWEEP_MAX_BLOBS,
  SWEEP_MAX_ROUNDS,
} from "../limits.ts";
import { keysOf, removeObjects } from "./blobs.ts";

/** Removing what is of no use any more. First the objects, then the rows: killed in between, the next sweep does it again. */

interface Doomed {
  readonly blob: BlobId;
  readonly padded_size: number;
}

/** As the index says it, word for word: without this term SQLite reads all contents there are. */
const isInPassing = sql<boolean>`state <> 'named'`;

const doomedBlobs = (db: Db) =>
  db
    .selectFrom("blobs")
    .select(["blob", "padded_size"])
    .where("state", "=", "doomed")
    .where(isInPassing)
    .limit(SWEEP_MAX_BLOBS);

/** One parameter however many they are: D1 takes a hundred at most. */
const isOneOf = (blobs: readonly Doomed[]) =>
  sql<boolean>`blob in (select value from json_each(${JSON.stringify(blobs.map(({ blob }) => blob))}))`;

async function removeBlobs(env: Env, db: Db, blobs: readonly Doomed[]): Promise<void> {
  await removeObjects(
    env.BLOBS,
    blobs.flatMap(({ blob, padded_size }) => keysOf(blob, padded_size)),
  );
  const queries: Compilable[] = [
    db.deleteFrom("parts").where(isOneOf(blobs)),
    db.deleteFrom("blobs").where(isOneOf(blobs)).where("state", "=", "doomed"),
  ];
  await writeAll(env.DB, db, { guard: sql<boolean>`true`, queries });
}

/** Right after a deletion; what is left over or fails, the scheduled sweep takes. */
export async function sweepSpace(env: Env, db: Db, space: SpaceId): Promise<void> {
  const blobs = await doomedBlobs(db).where("space", "=", space).execute();
  await removeBlobs(env, db, blobs);
}

async function removeExpiredRows(db: Db, nowMs: number): Promise<void> {
  await db.deleteFrom("challenges").where("expires_at_ms", "<=", nowMs).execute();
  await db
    .deleteFrom("sessions")
    .where("expires_at_ms", "<=", nowMs)
    // Its device may come back long after, and is to hear that it was ended
    .where((where) =>
      where.or([where("is_ended", "=", 0), where("expires_at_ms", "<=", nowMs - ENDED_KEPT_MS)]),
    )
    .execute();
  await db
    .deleteFrom("rate_counters")
    .where("period", "<", Math.floor(nowMs / RATE_PERIOD_MS))
    .execute();
}

/** Removes contents that wait for it; false when there are more than one sweep takes. */
export async function removeDoomed(env: Env, db: Db): Promise<boolean> {
  for (let round = 0; round < SWEEP_MAX_ROUNDS; round++) {
    const blobs = await doomedBlobs(db).execute();
    if (blobs.length === 0) return true;
    await removeBlobs(env, db, blobs);
  }
  return false;
}

/** On schedule: deleted contents, uploads that were given up, and rows whose time is over. */
export async function sweep(env: Env, db: Db, nowMs: number): Promise<void> {
  await db
    .updateTable("blobs")
    .set({ state: "doomed" })
    .where("state", "=", "open")
    .where(isInPassing)
    .where("created_at_ms", "<", nowMs - OPEN_BLOB_LIFETIME_MS)
    .execute();
  await removeExpiredRows(db, nowMs);
  await removeDoomed(env, db);
}
