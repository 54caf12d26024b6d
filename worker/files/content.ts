import { ciphertextSizeOf } from "../../shared/crypto/stream-header.ts";
import { AppError } from "../../shared/errors.ts";
import { streamRange } from "./blobs.ts";
import { parseRange } from "./range.ts";
import type { BlobRow } from "./store.ts";

/**
 * Answers with a named blob's ciphertext, whole or the range that was asked for.
 * @throws BLOB_INCOMPLETE while no entry names it; RANGE_REFUSED, STORAGE_FAILED
 */
export async function contentResponse(
  bucket: R2Bucket,
  blob: BlobRow,
  asked: string | null,
): Promise<Response> {
  if (blob.state !== "named") throw new AppError("BLOB_INCOMPLETE");
  const size = ciphertextSizeOf(blob.paddedSize);
  const range = parseRange(asked, size);
  const { offset, length } = range ?? { offset: 0, length: size };
  const headers = new Headers({
    "content-type": "application/octet-stream",
    "content-length": `${length}`,
    "accept-ranges": "bytes",
  });
  if (range) headers.set("content-range", `bytes ${offset}-${offset + length - 1}/${size}`);
  const body = await streamRange(bucket, blob.blob, { offset, length });
  return new Response(body, { status: range ? 206 : 200, headers });
}
