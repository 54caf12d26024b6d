import { asPlain, type Bytes, type Plain } from "../../../shared/bytes.ts";
import { createFileKey, type FileKey } from "../../../shared/crypto/file-key.ts";
import { createStreamOpener, type StreamOpener } from "../../../shared/crypto/stream-open.ts";
import {
  createStreamSealer,
  type StreamSealer,
  type StreamSummary,
} from "../../../shared/crypto/stream-seal.ts";
import { createNodeId, createUserId, parseSpaceId } from "../../../shared/ids.ts";

const RANDOM_MAX_BYTES = 65_536;

/** Random bytes of any length; the platform gives only 64 KiB at a time. */
export function randomContent(sizeBytes: number): Plain {
  const content = new Uint8Array(sizeBytes);
  for (let offset = 0; offset < sizeBytes; offset += RANDOM_MAX_BYTES)
    crypto.getRandomValues(content.subarray(offset, offset + RANDOM_MAX_BYTES));
  return asPlain(content);
}

/** A version of a file that exists only here. */
export function newVersion(sizeBytes: number) {
  const place = { space: parseSpaceId("A".repeat(43)), node: createNodeId(), author: createUserId() };
  return { ...place, version: 1, generation: 1, sizeBytes, fileKey: createFileKey() };
}

export type Version = ReturnType<typeof newVersion>;

export const sealerOf = (version: Version): Promise<StreamSealer> => createStreamSealer(version);

/** Starts to open what a sealer made, checking it against what it summed up. */
export const openerOf = (version: Version, header: Bytes, summary: StreamSummary): Promise<StreamOpener> =>
  createStreamOpener({
    header,
    expected: { ...version, ...summary },
    fileKey: version.fileKey satisfies FileKey,
    sizeBytes: version.sizeBytes,
  });
