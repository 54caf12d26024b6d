import { asPlain, type Bytes, equalBytes, type Plain } from "../bytes.ts";
import { AppError } from "../errors.ts";
import type { NodeId, SpaceId, UserId } from "../ids.ts";
import type { FileKey } from "./file-key.ts";
import { openGcm } from "./gcm.ts";
import { createSlab } from "./slab.ts";
import {
  CHUNK_SIZE_BYTES,
  chunkCountOf,
  ciphertextSizeOf,
  hashStreamHeader,
  hashStreamTags,
  paddedSizeOf,
  parseStreamHeader,
  SEALED_CHUNK_SIZE_BYTES,
  type StreamHeader,
  TAG_BYTES,
} from "./stream-header.ts";
import { chunkNonce, commitFileKey, deriveStreamKeys, type StreamKeys } from "./stream-key.ts";
import { inWindow, type UseChunk } from "./window.ts";

/** What the verified log says about the version that was asked for. */
export interface ExpectedStream {
  readonly space: SpaceId;
  readonly node: NodeId;
  readonly version: number;
  readonly generation: number;
  readonly author: UserId;
  readonly headerHash: Bytes;
  readonly tagsDigest: Bytes;
  readonly paddedSize: number;
}

interface StreamInput {
  /** 152 B as the server sent them. */
  readonly header: Bytes;
  readonly expected: ExpectedStream;
  readonly fileKey: FileKey;
  /** From the wrapped file key. */
  readonly sizeBytes: number;
}

interface OpenStream {
  readonly keys: StreamKeys;
  readonly headerHash: Bytes;
  readonly paddedSize: number;
  readonly sizeBytes: number;
}

/**
 * Checks a stream's header, in the order of docs/format.md, and starts to open the content behind it.
 * @throws OBJECT_MALFORMED, SUITE_UNKNOWN; CONTEXT_WRONG when it is another version's or under another key
 */
export const createStreamOpener = async (input: StreamInput): Promise<StreamOpener> =>
  new StreamOpener(await unlockStream(input), input.expected.tagsDigest);

/**
 * Opens a stream from front to end, in pieces of any length. What it gives out before {@link finish} is genuine and in
 * its place, but not yet known to be whole: show or keep nothing as complete before `finish` has succeeded (A21).
 * After a failure it refuses everything.
 */
export class StreamOpener {
  readonly #stream: OpenStream;
  readonly #tagsDigest: Bytes;
  readonly #tags: Bytes;
  /** The start of a chunk whose rest has not come yet. */
  readonly #slab: Bytes;
  #slabLength = 0;
  #received = 0;
  #nextChunk = 0;
  #failure: AppError | undefined;

  /** For {@link createStreamOpener}, which checks what goes in. */
  constructor(stream: OpenStream, tagsDigest: Bytes) {
    this.#stream = stream;
    this.#tagsDigest = tagsDigest;
    this.#tags = new Uint8Array(chunkCountOf(stream.paddedSize) * TAG_BYTES);
    this.#slab = createSlab(Math.min(SEALED_CHUNK_SIZE_BYTES, ciphertextSizeOf(stream.paddedSize)));
  }

  /**
   * Takes the next piece of ciphertext and hands over the content of the chunks that it completes, without the padding.
   * `use` owns each and may `release` it. One push at a time; `ciphertext` may be reused after it.
   * @throws CIPHERTEXT_DAMAGED for a changed chunk, one out of place or too many bytes; what `use` throws
   */
  async push(ciphertext: Bytes, use: UseChunk<Plain>): Promise<void> {
    this.#checkUsable();
    // Until all of it was taken: a push that is left half way leaves a hole
    this.#failure = new AppError("INTERNAL");
    const useContent = (plain: Plain) => (plain.length > 0 ? use(plain) : undefined);
    try {
      await inWindow(this.#chunksOf(ciphertext), (chunk) => this.#openNext(chunk), useContent);
    } catch (error) {
      const isDamage = error instanceof AppError && error.code === "CIPHERTEXT_DAMAGED";
      throw isDamage ? this.#fail(error) : error;
    }
    this.#failure = undefined;
  }

  /**
   * Confirms that the content is whole and the one that the log's entry means.
   * @throws STREAM_TRUNCATED when bytes are missing; CIPHERTEXT_DAMAGED
   */
  async finish(): Promise<void> {
    this.#checkUsable();
    const isWhole = this.#received === ciphertextSizeOf(this.#stream.paddedSize);
    if (!isWhole) throw this.#fail(new AppError("STREAM_TRUNCATED"));
    const tagsDigest = await hashStreamTags(this.#tags);
    if (!equalBytes(tagsDigest, this.#tagsDigest)) throw this.#fail(new AppError("CIPHERTEXT_DAMAGED"));
  }

  #checkUsable(): void {
    if (this.#failure) throw this.#failure;
  }

  #fail(failure: AppError): AppError {
    this.#failure = failure;
    return failure;
  }

  #openNext(chunk: Bytes): Promise<Plain> {
    const index = this.#nextChunk++;
    this.#tags.set(chunk.subarray(chunk.length - TAG_BYTES), index * TAG_BYTES);
    return openChunk(this.#stream, index, chunk);
  }

  /** Cuts the bytes into chunks; what is left over waits in the slab. A chunk that lies whole in the input is not copied. */
  *#chunksOf(ciphertext: Bytes): Generator<Bytes> {
    const total = ciphertextSizeOf(this.#stream.paddedSize);
    if (ciphertext.length > total - this.#received) throw new AppError("CIPHERTEXT_DAMAGED");
    let offset = 0;
    while (offset < ciphertext.length) {
      const length = Math.min(SEALED_CHUNK_SIZE_BYTES, total - this.#nextChunk * SEALED_CHUNK_SIZE_BYTES);
      const piece = ciphertext.subarray(offset, offset + length - this.#slabLength);
      offset += piece.length;
      this.#received += piece.length;
      if (piece.length === length) yield piece;
      else if (this.#fillSlab(piece) === length) yield this.#takeSlab(length);
    }
  }

  #fillSlab(piece: Bytes): number {
    this.#slab.set(piece, this.#slabLength);
    this.#slabLength += piece.length;
    return this.#slabLength;
  }

  #takeSlab(length: number): Bytes {
    this.#slabLength = 0;
    return this.#slab.subarray(0, length);
  }
}

async function unlockStream({
  header: wire,
  expected,
  fileKey,
  sizeBytes,
}: StreamInput): Promise<OpenStream> {
  const header = parseStreamHeader(wire);
  const headerHash = await hashStreamHeader(wire);
  if (!equalBytes(headerHash, expected.headerHash) || !isExpected(header, expected))
    throw new AppError("CONTEXT_WRONG");
  if (paddedSizeOf(sizeBytes) !== header.paddedSize) throw new AppError("CONTEXT_WRONG");
  const commitment = await commitFileKey(fileKey, header.salt);
  if (!equalBytes(commitment, header.commitment)) throw new AppError("CONTEXT_WRONG");
  const keys = await deriveStreamKeys({ fileKey, salt: header.salt, headerHash });
  return { keys, headerHash, paddedSize: header.paddedSize, sizeBytes };
}

const expectedNames = ["space", "node", "version", "generation", "author", "paddedSize"] as const;

const isExpected = (header: StreamHeader, expected: ExpectedStream): boolean =>
  expectedNames.every((name) => header[name] === expected[name]);

/** Opens one chunk and takes the padding off. Its input is copied before it returns, so the slab may be used again. */
function openChunk(stream: OpenStream, index: number, sealed: Bytes): Promise<Plain> {
  const isFinal = index === chunkCountOf(stream.paddedSize) - 1;
  const nonce = chunkNonce(stream.keys.prefix, index, isFinal);
  const opened = openGcm({ key: stream.keys.key, nonce, aad: stream.headerHash }, sealed);
  return opened.then((plain) => withoutPadding(stream, index, plain));
}

/** @throws CIPHERTEXT_DAMAGED when there is anything but zeros behind the content */
function withoutPadding(stream: OpenStream, index: number, plain: Plain): Plain {
  const length = Math.min(Math.max(stream.sizeBytes - index * CHUNK_SIZE_BYTES, 0), plain.length);
  let difference = 0;
  for (let i = length; i < plain.length; i++) difference |= plain[i] ?? 0;
  if (difference !== 0) throw new AppError("CIPHERTEXT_DAMAGED");
  return asPlain(plain.subarray(0, length));
}
