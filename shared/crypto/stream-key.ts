import { type Bytes, u32 } from "../bytes.ts";
import { derive } from "./derive.ts";
import type { FileKey } from "./file-key.ts";
import { GCM_NONCE_BYTES, type GcmKey, importGcmKey } from "./gcm.ts";
import { LABELS } from "./hash.ts";

const CONTENT_KEY_BYTES = 32;
const PREFIX_BYTES = 7;

/** The keys of one stream. */
export interface StreamKeys {
  readonly key: GcmKey;
  /** 7 B, the start of every chunk's nonce. */
  readonly prefix: Bytes;
}

/** Binds a header to its file key (32 B), because AES-GCM alone does not (A26). */
export const commitFileKey = (fileKey: FileKey, salt: Bytes): Promise<Bytes> =>
  derive({ key: fileKey, salt, label: LABELS.streamCommit });

/** Derives what seals and opens the chunks behind the header with this hash. */
export async function deriveStreamKeys(input: {
  fileKey: FileKey;
  salt: Bytes;
  headerHash: Bytes;
}): Promise<StreamKeys> {
  const material = await derive({
    key: input.fileKey,
    salt: input.salt,
    label: LABELS.streamKey,
    context: input.headerHash,
    lengthBytes: CONTENT_KEY_BYTES + PREFIX_BYTES,
  });
  const key = await importGcmKey(material.slice(0, CONTENT_KEY_BYTES));
  return { key, prefix: material.slice(CONTENT_KEY_BYTES) };
}

/** `prefix 7 B || u32 index || final`: a chunk fits its place only, and the last one the end only. */
export function chunkNonce(prefix: Bytes, index: number, isFinal: boolean): Bytes {
  const nonce = new Uint8Array(GCM_NONCE_BYTES);
  nonce.set(prefix);
  nonce.set(u32(index), PREFIX_BYTES);
  nonce[GCM_NONCE_BYTES - 1] = isFinal ? 1 : 0;
  return nonce;
}
