import type { Bytes } from "../../shared/bytes.ts";
import { ciphertextSizeOf, PART_SIZE_BYTES, partCountOf } from "../../shared/crypto/stream-header.ts";
import { AppError } from "../../shared/errors.ts";
import type { BlobId } from "../../shared/ids.ts";
import { DELETE_MAX_KEYS, STORAGE_PATIENCE_MS } from "../limits.ts";
import { piecesOf, type Range } from "./range.ts";

/** Sealed contents in R2: one object for each upload part, written once and never changed. */

export const partKey = (blob: BlobId, part: number): string => `blobs/${blob}/${part}`;

/** All parts but the last are equally long. */
export function partSizeOf(paddedSize: number, part: number): number {
  const rest = ciphertextSizeOf(paddedSize) - part * PART_SIZE_BYTES;
  return Math.min(PART_SIZE_BYTES, rest);
}

/** The keys of everything that a blob can have in R2, whatever the rows say. */
export const keysOf = (blob: BlobId, paddedSize: number): string[] =>
  Array.from({ length: partCountOf(paddedSize) }, (_, part) => partKey(blob, part));

/** A bucket that neither takes nor refuses is as good as one that refuses: whoever waits is told, and tries again. */
async function inStorage<T>(work: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error("No answer")), STORAGE_PATIENCE_MS);
  try {
    return await Promise.race([work, late.promise]);
  } catch (cause) {
    throw new AppError("STORAGE_FAILED", { cause });
  } finally {
    clearTimeout(timer);
  }
}

/** False when the part was there already: it is then left as it is. */
export async function putObject(bucket: R2Bucket, key: string, bytes: Bytes): Promise<boolean> {
  const stored = await inStorage(bucket.put(key, bytes, { onlyIf: { etagDoesNotMatch: "*" } }));
  return stored !== null;
}

export async function removeObjects(bucket: R2Bucket, keys: readonly string[]): Promise<void> {
  for (let at = 0; at < keys.length; at += DELETE_MAX_KEYS)
    await inStorage(bucket.delete(keys.slice(at, at + DELETE_MAX_KEYS)));
}

async function getPiece(bucket: R2Bucket, blob: BlobId, { part, offset, length }: Range & { part: number }) {
  const object = await inStorage(bucket.get(partKey(blob, part), { range: { offset, length } }));
  if (!object) throw new AppError("STORAGE_FAILED");
  return object.body;
}

/**
 * Streams a range over the parts that it touches. The first part is asked for before anything is answered; what fails
 * later breaks the stream off, which a reader notices by the length and the client by the missing end.
 */
export async function streamRange(bucket: R2Bucket, blob: BlobId, range: Range): Promise<ReadableStream> {
  const [first, ...rest] = piecesOf(range, PART_SIZE_BYTES);
  if (!first) throw new AppError("RANGE_REFUSED");
  const head = await getPiece(bucket, blob, first);
  if (rest.length === 0) return head;
  const { readable, writable } = new FixedLengthStream(range.length);
  // The rejection is the stream's own abort: the reader has it.
  void pump(bucket, blob, { head, rest, writable }).catch(() => undefined);
  return readable;
}

async function pump(
  bucket: R2Bucket,
  blob: BlobId,
  {
    head,
    rest,
    writable,
  }: { head: ReadableStream; rest: (Range & { part: number })[]; writable: WritableStream },
): Promise<void> {
  try {
    await head.pipeTo(writable, { preventClose: true });
    for (const piece of rest)
      await (await getPiece(bucket, blob, piece)).pipeTo(writable, { preventClose: true });
    await writable.close();
  } catch (error) {
    await writable.abort(error);
  }
}
