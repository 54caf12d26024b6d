import { sql } from "kysely";
import type { BlobId, SpaceId } from "../../shared/ids.ts";
import { writeAll } from "../db/batch.ts";
import type { Db } from "../db/open.ts";
import type { Env } from "../env.ts";
import { OPEN_BLOB_LIFETIME_MS, RATE_PERIOD_MS, SWEEP_MAX_BLOBS } from "../limits.ts";
import { keysOf, removeObjects } from "./blobs.ts";
import { forgetBlob } from "./store.ts";

/** Removing what is of no use any more. First the objects, then the rows: killed in between, the next sweep does it again. */

async function removeBlob(env: Env, db: Db, { blob, padded_size }: { blob: BlobId; padded_size: number }) {
  await removeObjects(env.BLOBS, keysOf(blob, padded_size));
  await writeAll(env.DB, db, { guard: sql<boolean>`true`, queries: forgetBlob(db, blob) });
}

const doomedBlobs = (db: Db) =>
  db.selectFrom("blobs").select(["blob", "padded_size"]).where("state", "=", "doomed").limit(SWEEP_MAX_BLOBS);

/** Right after a deletion; what is left over or fails, the scheduled sweep takes. */
export async function sweepSpace(env: Env, db: Db, space: SpaceId): Promise<void> {
  const blobs = await doomedBlobs(db).where("space", "=", space).execute();
  for (const row of blobs) await removeBlob(env, db, row);
}

/** On schedule: deleted contents, uploads given up, and rows whose time is over. Gives the number of blobs removed. */
export async function sweep(env: Env, db: Db, nowMs: number): Promise<number> {
  await db
    .updateTable("blobs")
    .set({ state: "doomed" })
    .where("state", "=", "open")
    .where("created_at_ms", "<", nowMs - OPEN_BLOB_LIFETIME_MS)
    .execute();
  await db.deleteFrom("challenges").where("expires_at_ms", "<=", nowMs).execute();
  await db.deleteFrom("sessions").where("expires_at_ms", "<=", nowMs).execute();
  await db
    .deleteFrom("rate_counters")
    .where("period", "<", Math.floor(nowMs / RATE_PERIOD_MS))
    .execute();
  const blobs = await doomedBlobs(db).execute();
  for (const row of blobs) await removeBlob(env, db, row);
  return blobs.length;
}
