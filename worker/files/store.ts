import { sql } from "kysely";
import type { Bytes } from "../../shared/bytes.ts";
import type { BlobId, SpaceId, UserId } from "../../shared/ids.ts";
import { bytesOf, type Db } from "../db/open.ts";
import type { BlobState } from "../db/tables.ts";

/** A sealed content as the Worker knows it: its header, and how far its upload is. */
export interface BlobRow {
  readonly blob: BlobId;
  readonly space: SpaceId;
  readonly author: UserId;
  readonly header: Bytes;
  readonly paddedSize: number;
  readonly state: BlobState;
}

/** Undefined also for one that waits to be removed. */
export async function readBlob(db: Db, blob: BlobId): Promise<BlobRow | undefined> {
  const row = await db
    .selectFrom("blobs")
    .select(["blob", "space", "author", "header", "padded_size", "state"])
    .where("blob", "=", blob)
    .where("state", "<>", "doomed")
    .executeTakeFirst();
  if (!row) return undefined;
  const { header, padded_size: paddedSize, ...rest } = row;
  return { ...rest, header: bytesOf(header), paddedSize };
}

/** Bytes of all versions that a space has. */
export async function sumSizes(db: Db, space: SpaceId): Promise<number> {
  const { sum } = await db
    .selectFrom("versions")
    .innerJoin("blobs", "blobs.blob", "versions.blob")
    .select(sql<number>`coalesce(sum(blobs.padded_size), 0)`.as("sum"))
    .where("versions.space", "=", space)
    .executeTakeFirstOrThrow();
  return sum;
}

export async function countOpenBlobs(db: Db, author: UserId): Promise<number> {
  const { count } = await db
    .selectFrom("blobs")
    .select(sql<number>`count(*)`.as("count"))
    .where("author", "=", author)
    .where("state", "=", "open")
    .executeTakeFirstOrThrow();
  return count;
}

export const insertBlob = (db: Db, row: Omit<BlobRow, "state">, nowMs: number) =>
  db
    .insertInto("blobs")
    .values({
      blob: row.blob,
      space: row.space,
      author: row.author,
      header: row.header,
      padded_size: row.paddedSize,
      state: "open",
      created_at_ms: nowMs,
    })
    .execute();

export async function readParts(db: Db, blob: BlobId): Promise<number[]> {
  const rows = await db.selectFrom("parts").select("part").where("blob", "=", blob).orderBy("part").execute();
  return rows.map((row) => row.part);
}

/** Notes a part that is in R2. False when the blob takes none any more; noting it twice is no harm. */
export async function insertPart(db: Db, blob: BlobId, part: number): Promise<boolean> {
  const open = db
    .selectFrom("blobs")
    .select(["blob", sql<number>`${part}`.as("part")])
    .where("blob", "=", blob)
    .where("state", "=", "open");
  await db
    .insertInto("parts")
    .columns(["blob", "part"])
    .expression(open)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const noted = await db
    .selectFrom("parts")
    .select("part")
    .where("blob", "=", blob)
    .where("part", "=", part)
    .executeTakeFirst();
  return noted !== undefined;
}

/** False when an entry named it in the meantime. */
export async function doomOpenBlob(db: Db, blob: BlobId): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("blobs")
    .set({ state: "doomed" })
    .where("blob", "=", blob)
    .where("state", "=", "open")
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
