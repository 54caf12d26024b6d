import { asSealed, toBase64Url } from "../../shared/bytes.ts";
import { createFileKey, wrapFileKey } from "../../shared/crypto/file-key.ts";
import { CONTENT_MAX_BYTES } from "../../shared/crypto/stream-header.ts";
import { AppError, type ErrorCode } from "../../shared/errors.ts";
import type { BlobId, NodeId } from "../../shared/ids.ts";
import type { VersionRecord } from "../../shared/log/operations.ts";
import { persistently } from "../api/patience.ts";
import { isUncertain } from "../spaces/append-entry.ts";
import type { OpenSpace } from "../spaces/open-space.ts";
import { spaceKeyOf } from "./node-meta.ts";
import type { Sealing } from "./seal-parts.ts";
import { startSealing } from "./start-sealing.ts";

/** Sealing content and bringing it to the portal, so that a log entry can name it. */

/** Told the bytes of content that are through, and why nothing more gets through at the moment, or null. */
export type OnProgress = (doneBytes: number, waitingFor: ErrorCode | null) => void;

export interface UploadInput {
  readonly space: OpenSpace;
  readonly node: NodeId;
  readonly version: number;
  readonly content: Blob;
  readonly signal: AbortSignal;
  readonly onProgress: OnProgress;
}

const IN_FLIGHT = 2;
/** With waits that double up to 15 s: about two minutes without the portal. */
const TRIES_MAX = 12;

/**
 * Uploads content as a new version of a file, under a key of its own. A part is sealed once and kept until the portal has it.
 * The upload is given up at the portal when anything fails here.
 * @throws FILE_TOO_LARGE, FILE_CHANGED, OFFLINE after two minutes of trying, the signal's reason, what the Worker answers
 */
export async function uploadContent(input: UploadInput): Promise<VersionRecord> {
  const { space, node, version, content } = input;
  if (content.size > CONTENT_MAX_BYTES) throw new AppError("FILE_TOO_LARGE");
  const { generation } = space.state;
  const fileKey = createFileKey();
  const place = { space: space.space, node, version, generation };
  const source = { ...place, author: space.user, sizeBytes: content.size, fileKey };
  const sealing = await startSealing(source, content);
  try {
    const { blob, summary } = await send(input, sealing);
    const spaceKey = spaceKeyOf(space, generation);
    const wrappedKey = await wrapFileKey({ ...place, spaceKey, fileKey, sizeBytes: content.size });
    const { headerHash, tagsDigest, paddedSize } = summary;
    return {
      number: version,
      generation,
      blob,
      headerHash,
      tagsDigest,
      paddedSizeBytes: paddedSize,
      wrappedKey,
    };
  } finally {
    sealing.close();
  }
}

async function send(input: UploadInput, sealing: Sealing) {
  const { space, signal } = input;
  const header = toBase64Url(asSealed(sealing.header));
  const request = { params: { space: space.space }, body: { header }, signal };
  const { blob } = await persistently(persistence(input), () => space.client.call("createBlob", request));
  try {
    await sendParts(input, sealing, blob);
    return { blob, summary: await sealing.finish() };
  } catch (error) {
    giveUpBlob(space, blob);
    throw error;
  }
}

/**
 * Appends the entry that names an upload. Where it is certain that there is none, the upload is given up.
 * @throws what `append` throws
 */
export async function orGiveUp<Result>(
  space: OpenSpace,
  { blob }: VersionRecord,
  append: () => Promise<Result>,
): Promise<Result> {
  try {
    return await append();
  } catch (error) {
    if (!isUncertain(error)) giveUpBlob(space, blob);
    throw error;
  }
}

/** Tells the portal that nobody will name this upload. Should that fail, the portal finds out by itself. */
function giveUpBlob({ client }: OpenSpace, blob: BlobId): void {
  client.call("deleteBlob", { params: { blob } }).catch(() => undefined);
}

async function sendParts(input: UploadInput, sealing: Sealing, blob: BlobId): Promise<void> {
  const sending = new Set<Promise<void>>();
  // One failed part ends the others
  const group = new AbortController();
  const signal = AbortSignal.any([input.signal, group.signal]);
  let doneParts = 0;
  try {
    for (let part = 0; part < sealing.partCount; part++) {
      signal.throwIfAborted();
      const sent = sendPart({ ...input, signal }, { blob, part, body: await sealing.nextPart() }).then(() => {
        sending.delete(sent);
        sealing.dropPart(part);
        input.onProgress(Math.round((input.content.size * ++doneParts) / sealing.partCount), null);
      });
      sent.catch(() => undefined);
      sending.add(sent);
      if (sending.size >= IN_FLIGHT) await Promise.race(sending);
    }
    await Promise.all(sending);
  } catch (error) {
    group.abort(error);
    throw error;
  }
}

interface Part {
  readonly blob: BlobId;
  readonly part: number;
  readonly body: Blob;
}

async function sendPart(input: UploadInput, { blob, part, body }: Part): Promise<void> {
  const { client } = input.space;
  await persistently(persistence(input), async (failures) => {
    if (failures > 0 && (await hasPart(input, blob, part))) return;
    const request = { params: { blob, part: String(part) }, body, signal: input.signal };
    await client.call("putPart", request).catch((error: unknown) => {
      // The answer to an earlier try was lost
      if (!(error instanceof AppError) || error.code !== "PART_EXISTS") throw error;
    });
  });
}

async function hasPart({ space, signal }: UploadInput, blob: BlobId, part: number): Promise<boolean> {
  const { parts } = await space.client.call("getBlob", { params: { blob }, signal });
  return parts.includes(part);
}

/** A lost network or a restarted Worker costs time, not the upload. */
const persistence = ({ signal, onProgress }: UploadInput) => ({
  triesMax: TRIES_MAX,
  signal,
  onWait: (cause: ErrorCode) => onProgress(0, cause),
});
