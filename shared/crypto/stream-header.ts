import { type Bytes, concat, equalBytes, readU32, readU64, toBase64Url, u32, u64, utf8 } from "../bytes.ts";
import { AppError } from "../errors.ts";
import {
  idBytes,
  type NodeId,
  parseNodeId,
  parseSpaceId,
  parseUserId,
  type SpaceId,
  type UserId,
} from "../ids.ts";
import { SUITE } from "./fields.ts";
import { hash, LABELS } from "./hash.ts";

const CHUNK_LOG2 = 18;
/** Plaintext of every chunk but the last. */
export const CHUNK_SIZE_BYTES = 2 ** CHUNK_LOG2;
export const TAG_BYTES = 16;
/** Ciphertext of every chunk but the last. */
export const SEALED_CHUNK_SIZE_BYTES = CHUNK_SIZE_BYTES + TAG_BYTES;
export const CHUNKS_PER_PART = 32;
/** Plaintext that goes into one upload part: what to read of a file at a time. */
export const PART_CONTENT_SIZE_BYTES = CHUNKS_PER_PART * CHUNK_SIZE_BYTES;
/** Ciphertext of every upload part but the last. */
export const PART_SIZE_BYTES = CHUNKS_PER_PART * SEALED_CHUNK_SIZE_BYTES;
/** Content of a file, 4 GiB. */
export const CONTENT_MAX_BYTES = 2 ** 32;
export const STREAM_HEADER_BYTES = 152;

const PADDED_MIN_BYTES = 1024;
const MAGIC = utf8("SRST");

/** What stands in front of a version's content (docs/format.md, Stream). Nothing in it is secret. */
export interface StreamHeader {
  readonly space: SpaceId;
  readonly node: NodeId;
  readonly version: number;
  readonly generation: number;
  readonly author: UserId;
  /** Length of the plaintext with its padding. */
  readonly paddedSize: number;
  readonly salt: Bytes;
  /** `derive(fileKey, salt, "strongroom/1/stream/commit", "", 32)`. */
  readonly commitment: Bytes;
}

/** The 152 bytes of a header. */
export const encodeStreamHeader = (header: StreamHeader): Bytes =>
  concat(
    MAGIC,
    Uint8Array.of(SUITE, CHUNK_LOG2, 0, 0),
    idBytes(header.space),
    idBytes(header.node),
    u32(header.version),
    u32(header.generation),
    idBytes(header.author),
    u64(header.paddedSize),
    header.salt,
    header.commitment,
  );

/**
 * Reads a header. Says nothing about who wrote it: compare its hash with the signed version entry.
 * @throws SUITE_UNKNOWN; OBJECT_MALFORMED for another length, magic, chunk size, a zero version or generation,
 * or a padded size that padding never gives
 */
export function parseStreamHeader(wire: Bytes): StreamHeader {
  if (wire.length !== STREAM_HEADER_BYTES || !equalBytes(wire.subarray(0, 4), MAGIC)) malformed();
  if (wire[4] !== SUITE) throw new AppError("SUITE_UNKNOWN");
  if (wire[5] !== CHUNK_LOG2 || wire[6] !== 0 || wire[7] !== 0) malformed();
  const header = readFields(wire);
  if (header.version === 0 || header.generation === 0) malformed();
  if (!isPaddedSize(header.paddedSize)) malformed();
  return header;
}

/** `hash("strongroom/1/stream", wire)`, 32 B: bound into every chunk and into the signed version entry. */
export const hashStreamHeader = (wire: Bytes): Promise<Bytes> => hash(LABELS.stream, wire);

/** `hash("strongroom/1/stream/tags", all tags in order)`; `tags` is 16 B for each chunk. */
export const hashStreamTags = (tags: Bytes): Promise<Bytes> => hash(LABELS.streamTags, tags);

/**
 * Length of the plaintext with its padding: at least 1 KiB, else Padmé (PURBs, Nikitin et al. 2019), which
 * rounds up the low bits of the length, at most 12 %.
 */
export function paddedSizeOf(sizeBytes: number): number {
  if (sizeBytes <= PADDED_MIN_BYTES) return PADDED_MIN_BYTES;
  const exponent = floorLog2(sizeBytes);
  const step = 2 ** (exponent - (floorLog2(exponent) + 1));
  return Math.ceil(sizeBytes / step) * step;
}

/** How many chunks hold a padded plaintext. */
export const chunkCountOf = (paddedSize: number): number => Math.ceil(paddedSize / CHUNK_SIZE_BYTES);

/** Length of the ciphertext of a padded plaintext, the header not counted. */
export const ciphertextSizeOf = (paddedSize: number): number =>
  paddedSize + TAG_BYTES * chunkCountOf(paddedSize);

/** How many upload parts a padded plaintext makes. */
export const partCountOf = (paddedSize: number): number => Math.ceil(paddedSize / PART_CONTENT_SIZE_BYTES);

/** Whether a number can be the padded size of a content that is not too large. */
export const isPaddedSize = (value: number): boolean =>
  value >= PADDED_MIN_BYTES && value <= CONTENT_MAX_BYTES && paddedSizeOf(value) === value;

const malformed = (): never => {
  throw new AppError("OBJECT_MALFORMED");
};

const readFields = (wire: Bytes): StreamHeader => ({
  space: parseSpaceId(toBase64Url(wire.subarray(8, 40))),
  node: parseNodeId(toBase64Url(wire.subarray(40, 56))),
  version: readU32(wire, 56),
  generation: readU32(wire, 60),
  author: parseUserId(toBase64Url(wire.subarray(64, 80))),
  paddedSize: readU64(wire, 80),
  salt: wire.slice(88, 120),
  commitment: wire.slice(120, 152),
});

/** Math.log2 rounds: it would be wrong just below a power of two. */
function floorLog2(value: number): number {
  let exponent = 0;
  while (2 ** (exponent + 1) <= value) exponent++;
  return exponent;
}
