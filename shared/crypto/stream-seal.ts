import { asSealed, type Bytes, type Plain, randomBytes, type Sealed } from "../bytes.ts";
import { AppError } from "../errors.ts";
import type { NodeId, SpaceId, UserId } from "../ids.ts";
import type { FileKey } from "./file-key.ts";
import { sealGcm } from "./gcm.ts";
import { createSlab, isFasterBySlab } from "./slab.ts";
import {
  CHUNK_SIZE_BYTES,
  CHUNKS_PER_PART,
  CONTENT_MAX_BYTES,
  chunkCountOf,
  encodeStreamHeader,
  hashStreamHeader,
  hashStreamTags,
  PART_CONTENT_SIZE_BYTES,
  paddedSizeOf,
  partCountOf,
  TAG_BYTES,
} from "./stream-header.ts";
import { chunkNonce, commitFileKey, deriveStreamKeys, type StreamKeys } from "./stream-key.ts";
import { inWindow, type UseChunk } from "./window.ts";

/** Which version's content is sealed. */
export interface StreamSource {
  readonly space: SpaceId;
  readonly node: NodeId;
  readonly version: number;
  readonly generation: number;
  readonly author: UserId;
  /** Length of the content, 0 to 4 GiB. */
  readonly sizeBytes: number;
  /** Of this version alone. */
  readonly fileKey: FileKey;
}

/** What the version entry says of a stream. */
export interface StreamSummary {
  readonly headerHash: Bytes;
  readonly tagsDigest: Bytes;
  readonly paddedSize: number;
}

const SALT_BYTES = 32;

/**
 * Starts to seal a version's content. Memory stays constant: a part of the content goes in, its chunks come out.
 * @throws FILE_TOO_LARGE
 */
export async function createStreamSealer(source: StreamSource): Promise<StreamSealer> {
  if (!(source.sizeBytes >= 0 && source.sizeBytes <= CONTENT_MAX_BYTES)) throw new AppError("FILE_TOO_LARGE");
  const salt = randomBytes(SALT_BYTES);
  const paddedSize = paddedSizeOf(source.sizeBytes);
  const commitment = await commitFileKey(source.fileKey, salt);
  const header = asSealed(encodeStreamHeader({ ...source, paddedSize, salt, commitment }));
  const headerHash = await hashStreamHeader(header);
  const keys = await deriveStreamKeys({ fileKey: source.fileKey, salt, headerHash });
  return new StreamSealer({ header, headerHash, keys, sizeBytes: source.sizeBytes, paddedSize });
}

/** Seals one content from its first part to its last. A part is never sealed a second time: the server gets the same bytes again. */
export class StreamSealer {
  /** 152 B, to be stored beside the content. */
  readonly header: Sealed;
  readonly headerHash: Bytes;
  readonly paddedSize: number;
  /** How many times {@link sealPart} is to be called. */
  readonly partCount: number;
  readonly #keys: StreamKeys;
  readonly #sizeBytes: number;
  readonly #tags: Bytes;
  /** Where zeros stand behind the content's end, and in Firefox each chunk's content. */
  readonly #slab: Bytes;
  #nextPart = 0;
  #sealedChunks = 0;

  /** For {@link createStreamSealer}, which derives what goes in. */
  constructor(input: {
    header: Sealed;
    headerHash: Bytes;
    keys: StreamKeys;
    sizeBytes: number;
    paddedSize: number;
  }) {
    this.header = input.header;
    this.headerHash = input.headerHash;
    this.paddedSize = input.paddedSize;
    this.partCount = partCountOf(input.paddedSize);
    this.#keys = input.keys;
    this.#sizeBytes = input.sizeBytes;
    this.#tags = new Uint8Array(chunkCountOf(input.paddedSize) * TAG_BYTES);
    this.#slab = createSlab(Math.min(CHUNK_SIZE_BYTES, input.paddedSize));
  }

  /** How many bytes of content part `index` takes, from `index * PART_CONTENT_SIZE_BYTES` on; 0 where only padding is left. */
  contentSizeOf(index: number): number {
    const left = this.#sizeBytes - index * PART_CONTENT_SIZE_BYTES;
    return Math.min(Math.max(left, 0), PART_CONTENT_SIZE_BYTES);
  }

  /**
   * Seals the next part and hands over its chunks in order; together they are the part as uploaded. `use` owns each
   * chunk and should `release` it once it is copied. `content` may be reused when the part is sealed.
   * @throws FILE_CHANGED when `content` has another length than {@link contentSizeOf} said; INTERNAL when the part is not the next one
   */
  async sealPart(index: number, content: Plain, use: UseChunk<Sealed>): Promise<void> {
    if (index !== this.#nextPart || index >= this.partCount) throw new AppError("INTERNAL");
    if (content.length !== this.contentSizeOf(index)) throw new AppError("FILE_CHANGED");
    this.#nextPart++;
    const seal = (chunk: number): Promise<Sealed> => this.#sealChunk(chunk, content);
    await inWindow(this.#chunksOf(index), seal, (chunk) => {
      this.#tags.set(chunk.subarray(chunk.length - TAG_BYTES), this.#sealedChunks++ * TAG_BYTES);
      return use(chunk);
    });
  }

  /**
   * Gives what the version entry says of this stream.
   * @throws INTERNAL while a part is missing
   */
  async finish(): Promise<StreamSummary> {
    if (this.#sealedChunks !== chunkCountOf(this.paddedSize)) throw new AppError("INTERNAL");
    const tagsDigest = await hashStreamTags(this.#tags);
    return { headerHash: this.headerHash, tagsDigest, paddedSize: this.paddedSize };
  }

  *#chunksOf(part: number): Generator<number> {
    const first = part * CHUNKS_PER_PART;
    const end = Math.min(first + CHUNKS_PER_PART, chunkCountOf(this.paddedSize));
    for (let index = first; index < end; index++) yield index;
  }

  #sealChunk(index: number, content: Plain): Promise<Sealed> {
    const { key, prefix } = this.#keys;
    const nonce = chunkNonce(prefix, index, index === chunkCountOf(this.paddedSize) - 1);
    return sealGcm({ key, nonce, aad: this.headerHash }, this.#plainOf(index, content));
  }

  /** The chunk's content, filled up with zeros to the length that the padded size gives it. */
  #plainOf(index: number, content: Plain): Bytes {
    const length = Math.min(CHUNK_SIZE_BYTES, this.paddedSize - index * CHUNK_SIZE_BYTES);
    const start = (index % CHUNKS_PER_PART) * CHUNK_SIZE_BYTES;
    const piece = content.subarray(start, start + length);
    if (piece.length === length && !isFasterBySlab(piece)) return piece;
    this.#slab.fill(0, piece.length).set(piece);
    return this.#slab.subarray(0, length);
  }
}
