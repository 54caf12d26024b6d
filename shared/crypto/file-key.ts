import { type Brand, type Bytes, concat, randomBytes, readU64, type Sealed, u64 } from "../bytes.ts";
import { encodeCbor } from "../cbor.ts";
import { AppError } from "../errors.ts";
import { idBytes, type NodeId, type SpaceId } from "../ids.ts";
import { deriveGcmKey } from "./derive.ts";
import { SUITE } from "./fields.ts";
import { type GcmKey, openWithNonce, sealWithNonce } from "./gcm.ts";
import { domain, LABELS } from "./hash.ts";
import type { SpaceKey } from "./space-key.ts";
import { CONTENT_MAX_BYTES } from "./stream-header.ts";

export const FILE_KEY_BYTES = 32;
/** `nonce 12 B || (file key 32 B || u64 sizeBytes) sealed || tag 16 B`. */
export const WRAPPED_FILE_KEY_BYTES = 68;

/** The key of one version of one file. */
export type FileKey = Brand<Bytes, "FileKey">;

/** Where a file key belongs; opening it elsewhere fails. */
export interface FileKeyContext {
  readonly spaceKey: SpaceKey;
  readonly space: SpaceId;
  readonly generation: number;
  readonly node: NodeId;
  readonly version: number;
}

/** A key for a new version. A version never shares one with another, so no nonce ever repeats under it (A24). */
export const createFileKey = (): FileKey => toFileKey(randomBytes(FILE_KEY_BYTES));

/** Seals a file key and the content's true length to the members of a space, 68 B. */
export async function wrapFileKey(
  input: FileKeyContext & { fileKey: FileKey; sizeBytes: number },
): Promise<Sealed> {
  const isSize =
    Number.isSafeInteger(input.sizeBytes) && input.sizeBytes >= 0 && input.sizeBytes <= CONTENT_MAX_BYTES;
  if (!isSize) throw new AppError("FILE_TOO_LARGE");
  const plain = concat(input.fileKey, u64(input.sizeBytes));
  return sealWithNonce(await wrapKeyOf(input), wrapAad(input), plain);
}

/**
 * Opens a wrapped file key.
 * @throws OBJECT_MALFORMED for another length or an absurd size; CIPHERTEXT_DAMAGED when it belongs to another file,
 * version or space or was changed
 */
export async function openFileKey(
  input: FileKeyContext & { wrapped: Bytes },
): Promise<{ fileKey: FileKey; sizeBytes: number }> {
  if (input.wrapped.length !== WRAPPED_FILE_KEY_BYTES) throw new AppError("OBJECT_MALFORMED");
  const plain = await openWithNonce(await wrapKeyOf(input), wrapAad(input), input.wrapped);
  const sizeBytes = readU64(plain, FILE_KEY_BYTES);
  if (sizeBytes > CONTENT_MAX_BYTES) throw new AppError("OBJECT_MALFORMED");
  return { fileKey: toFileKey(plain.slice(0, FILE_KEY_BYTES)), sizeBytes };
}

const toFileKey = (bytes: Bytes): FileKey => bytes as FileKey;

const wrapKeyOf = ({ spaceKey, node }: FileKeyContext): Promise<GcmKey> =>
  deriveGcmKey({ key: spaceKey, salt: idBytes(node), label: LABELS.fileKey });

const wrapAad = ({ space, generation, node, version }: FileKeyContext): Bytes =>
  concat(domain(LABELS.fileKey), encodeCbor([SUITE, idBytes(space), generation, idBytes(node), version]));
