import { asPlain, type Bytes, type Plain } from "../../shared/bytes.ts";
import { openFileKey } from "../../shared/crypto/file-key.ts";
import { release } from "../../shared/crypto/release.ts";
import { ciphertextSizeOf, PART_SIZE_BYTES } from "../../shared/crypto/stream-header.ts";
import { createStreamOpener, type StreamOpener } from "../../shared/crypto/stream-open.ts";
import { AppError } from "../../shared/errors.ts";
import type { NodeId } from "../../shared/ids.ts";
import type { SignedVersion } from "../../shared/log/space-state.ts";
import { backoffMs, isPassing, wait } from "../api/patience.ts";
import type { ByteRange } from "../api/request.ts";
import type { OpenSpace } from "../spaces/open-space.ts";
import { spaceKeyOf } from "./node-meta.ts";

/** Content on its way from the portal: fetched as a stream, opened chunk by chunk, complete only when its end was verified. */

export interface ReadInput {
  readonly space: OpenSpace;
  readonly node: NodeId;
  readonly version: SignedVersion;
  readonly signal: AbortSignal;
  readonly onProgress?: (doneBytes: number, totalBytes: number) => void;
}

/** More is not held in one piece of memory. */
const WHOLE_MAX_BYTES = 100 * 1024 * 1024;
/**
 * More is not asked for at once: Firefox 153 keeps an answer in memory that comes faster than it is read, half a gigabyte of
 * one (measured). Whole parts, so that the portal reads each once.
 */
export const STRETCH_BYTES = 4 * PART_SIZE_BYTES;
/** Tries in a row that bring nothing new. */
const TRIES_MAX = 5;

/** The key and the true length of a version's content. @throws KEY_MISSING, CIPHERTEXT_DAMAGED, OBJECT_MALFORMED */
export const openVersionKey = (space: OpenSpace, node: NodeId, version: SignedVersion) =>
  openFileKey({
    wrapped: version.wrappedKey,
    spaceKey: spaceKeyOf(space, version.generation),
    space: space.space,
    generation: version.generation,
    node,
    version: version.number,
  });

/** What came ahead is used once: if it was a lie, the next try asks. */
async function readHeader({ space, version: { blob }, signal }: ReadInput): Promise<Bytes> {
  const ahead = space.headers.get(blob);
  space.headers.delete(blob);
  return ahead ?? (await space.client.call("getBlob", { params: { blob }, signal })).header;
}

async function createOpener(input: ReadInput): Promise<StreamOpener> {
  const { space, node, version } = input;
  const [header, { fileKey, sizeBytes }] = await Promise.all([
    readHeader(input),
    openVersionKey(space, node, version),
  ]);
  const { number, generation, author, headerHash, tagsDigest, paddedSizeBytes: paddedSize } = version;
  const expected = {
    space: space.space,
    node,
    version: number,
    generation,
    author,
    headerHash,
    tagsDigest,
    paddedSize,
  };
  return createStreamOpener({ header, fileKey, sizeBytes, expected });
}

/**
 * Hands the content to `write`, piece by piece. What was written counts as complete only when this has returned: on any
 * error the writer throws away what it got (A21).
 * @throws STREAM_TRUNCATED, CIPHERTEXT_DAMAGED, CONTEXT_WRONG, OFFLINE, the signal's reason, and what `write` throws
 */
export async function readContent(input: ReadInput, write: (plain: Plain) => Promise<void>): Promise<void> {
  const total = ciphertextSizeOf(input.version.paddedSizeBytes);
  const opener = await createOpener(input);
  let received = 0;
  for (let tries = 0; received < total && tries < TRIES_MAX; tries++) {
    const before = received;
    const endByte = Math.min(received + STRETCH_BYTES, total);
    let isBroken = false;
    try {
      for await (const piece of fetchRange(input, { fromByte: received, endByte })) {
        received += piece.length;
        tries = 0;
        await opener.push(piece, (plain) => hand(plain, write));
        release(piece);
        input.onProgress?.(received, total);
      }
    } catch (error) {
      if (isAtEnd(error)) break;
      if (!isPassing(error) || tries === TRIES_MAX - 1) throw error;
      isBroken = true;
    }
    // An answer that ended in order and brought nothing: there is no more
    if (received === before && !isBroken) break;
    if (received < endByte) await wait(backoffMs(tries), input.signal);
  }
  await opener.finish();
}

async function hand(plain: Plain, write: (plain: Plain) => Promise<void>): Promise<void> {
  await write(plain);
  release(plain);
}

/** The portal has nothing beyond what came: what is missing, `finish` will say. */
const isAtEnd = (error: unknown): boolean => error instanceof AppError && error.code === "RANGE_REFUSED";

async function* fetchRange(
  { space, version, signal }: ReadInput,
  { fromByte, endByte }: ByteRange,
): AsyncGenerator<Bytes> {
  const isWhole = fromByte === 0 && endByte === ciphertextSizeOf(version.paddedSizeBytes);
  const range = isWhole ? undefined : { fromByte, endByte };
  const stream = await space.client.readContent({ blob: version.blob, range, signal });
  const reader = stream.getReader();
  try {
    for (;;) {
      const piece = await reader.read().catch((cause: unknown) => {
        throw signal.aborted ? signal.reason : new AppError("OFFLINE", { cause });
      });
      if (piece.done) return;
      yield piece.value;
    }
  } finally {
    reader.cancel().catch(() => undefined);
  }
}

/** The whole content in one piece of memory. @throws DOCUMENT_TOO_LARGE beyond `maxBytes`; as {@link readContent} */
export async function readWhole(input: ReadInput, maxBytes = WHOLE_MAX_BYTES): Promise<Plain> {
  const { sizeBytes } = await openVersionKey(input.space, input.node, input.version);
  if (sizeBytes > maxBytes) throw new AppError("DOCUMENT_TOO_LARGE");
  const whole = new Uint8Array(sizeBytes);
  let at = 0;
  await readContent(input, async (plain) => {
    whole.set(plain, at);
    at += plain.length;
  });
  return asPlain(whole);
}
