import { asPlain, type Plain, type Sealed } from "../../shared/bytes.ts";
import { release } from "../../shared/crypto/release.ts";
import { PART_CONTENT_SIZE_BYTES } from "../../shared/crypto/stream-header.ts";
import {
  createStreamSealer,
  type StreamSealer,
  type StreamSource,
  type StreamSummary,
} from "../../shared/crypto/stream-seal.ts";
import { AppError } from "../../shared/errors.ts";
import { type KeepPart, keepInMemory } from "./sealed-parts.ts";

/** Content on its way to the portal: read and sealed a part at a time, so that memory does not grow with the file. */
export interface Sealing {
  /** 152 B, for the portal to keep beside the content. */
  readonly header: Sealed;
  readonly partCount: number;
  /** The next part's ciphertext. A Blob, because Chromium sends buffers ten times as slowly. */
  nextPart(): Promise<Blob>;
  /** The portal has this part; its Blob is not read again. */
  dropPart(index: number): void;
  /** After the last part. */
  finish(): Promise<StreamSummary>;
  /** Ends it, whether or not all was sealed. */
  close(): void;
}

/** Starts to seal a file or other content. @throws FILE_TOO_LARGE, FILE_CHANGED */
export async function sealParts(
  source: StreamSource,
  content: Blob,
  keep: KeepPart = keepInMemory,
): Promise<Sealing> {
  const sealer = await createStreamSealer(source);
  let index = 0;
  return {
    header: sealer.header,
    partCount: sealer.partCount,
    nextPart: async () => {
      const part = index++;
      const plain = await readPart(content, sealer, part);
      const body = await keep(part, (use) => sealer.sealPart(part, plain, use));
      release(plain);
      return body;
    },
    dropPart: () => undefined,
    finish: () => sealer.finish(),
    close: () => undefined,
  };
}

/** @throws FILE_CHANGED when the file on disk is no longer the one that was chosen */
async function readPart(content: Blob, sealer: StreamSealer, index: number): Promise<Plain> {
  const start = index * PART_CONTENT_SIZE_BYTES;
  try {
    const slice = content.slice(start, start + sealer.contentSizeOf(index));
    return asPlain(new Uint8Array(await slice.arrayBuffer()));
  } catch (cause) {
    throw new AppError("FILE_CHANGED", { cause });
  }
}
