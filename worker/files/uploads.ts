import type { Bytes } from "../../shared/bytes.ts";
import { parseStreamHeader, partCountOf } from "../../shared/crypto/stream-header.ts";
import { AppError } from "../../shared/errors.ts";
import { type BlobId, createBlobId } from "../../shared/ids.ts";
import type { Db } from "../db/open.ts";
import type { Env } from "../env.ts";
import { OPEN_BLOBS_MAX } from "../limits.ts";
import type { BlobAccess, MemberAccess } from "../spaces/access.ts";
import { partKey, partSizeOf, putObject, removeObjects } from "./blobs.ts";
import { countOpenBlobs, doomOpenBlob, insertBlob, insertPart } from "./store.ts";

/** Uploads: announced by the stream's header, sent part by part, given up or named by an entry. */

/** @throws OBJECT_MALFORMED, SUITE_UNKNOWN, RIGHT_MISSING, RATE_LIMITED */
export async function announceBlob(
  db: Db,
  { user, space }: MemberAccess,
  { wire, nowMs }: { wire: Bytes; nowMs: number },
): Promise<BlobId> {
  const header = parseStreamHeader(wire);
  if (header.author !== user.user || header.space !== space.space) throw new AppError("RIGHT_MISSING");
  if (header.generation !== space.generation) throw new AppError("ENTRY_REFUSED");
  if ((await countOpenBlobs(db, user.user)) >= OPEN_BLOBS_MAX) throw new AppError("RATE_LIMITED");
  const blob = createBlobId();
  const { author, paddedSize } = header;
  await insertBlob(db, { blob, space: space.space, author, header: wire, paddedSize }, nowMs);
  return blob;
}

/** Uploads are seen to their end by whoever began them. */
function demandUploader({ blob, user }: BlobAccess): void {
  if (blob.author !== user.user) throw new AppError("RIGHT_MISSING");
}

/**
 * Stores a part in R2, then notes it in D1. A part that is in R2 but not noted (the Worker was killed in between)
 * is noted by the next try.
 * @throws PART_EXISTS, BODY_MALFORMED for another length than the header allows, NOT_FOUND when the upload was given up
 */
export async function storePart(
  env: Env,
  db: Db,
  { access, part, bytes }: { access: BlobAccess; part: number; bytes: Bytes },
): Promise<void> {
  demandUploader(access);
  const { blob, paddedSize, state } = access.blob;
  if (part >= partCountOf(paddedSize)) throw new AppError("BODY_MALFORMED");
  if (state !== "open") throw new AppError("PART_EXISTS");
  if (bytes.length !== partSizeOf(paddedSize, part)) throw new AppError("BODY_MALFORMED");
  const isNew = await putObject(env.BLOBS, partKey(blob, part), bytes);
  if (!(await insertPart(db, blob, part))) {
    await removeObjects(env.BLOBS, [partKey(blob, part)]);
    throw new AppError("NOT_FOUND");
  }
  if (!isNew) throw new AppError("PART_EXISTS");
}

/** @throws RIGHT_MISSING for somebody else's; ENTRY_REFUSED once an entry names it */
export async function giveUpBlob(db: Db, access: BlobAccess): Promise<void> {
  demandUploader(access);
  if (!(await doomOpenBlob(db, access.blob.blob))) throw new AppError("ENTRY_REFUSED");
}
