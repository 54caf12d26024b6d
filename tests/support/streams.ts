import { asPlain, asSealed, type Bytes, concat, type Plain, type Sealed } from "../../shared/bytes.ts";
import { createFileKey, type FileKey } from "../../shared/crypto/file-key.ts";
import { PART_CONTENT_SIZE_BYTES } from "../../shared/crypto/stream-header.ts";
import { createStreamOpener, type ExpectedStream } from "../../shared/crypto/stream-open.ts";
import { createStreamSealer, type StreamSource } from "../../shared/crypto/stream-seal.ts";

/** A sealed content with all that is needed to open it. */
export interface WholeStream {
  readonly header: Sealed;
  readonly ciphertext: Sealed;
  readonly expected: ExpectedStream;
  readonly fileKey: FileKey;
  readonly sizeBytes: number;
}

/** Seals a content in one go. */
export async function sealWhole(
  content: Bytes,
  place: Omit<StreamSource, "sizeBytes" | "fileKey">,
  fileKey = createFileKey(),
): Promise<WholeStream> {
  const sizeBytes = content.length;
  const sealer = await createStreamSealer({ ...place, sizeBytes, fileKey });
  const chunks: Sealed[] = [];
  for (let part = 0; part < sealer.partCount; part++) {
    const start = part * PART_CONTENT_SIZE_BYTES;
    const piece = asPlain(content.slice(start, start + sealer.contentSizeOf(part)));
    chunks.push(...(await chunksOf<Sealed>((use) => sealer.sealPart(part, piece, use))));
  }
  const expected = { ...place, ...(await sealer.finish()) };
  return { header: sealer.header, ciphertext: asSealed(concat(...chunks)), expected, fileKey, sizeBytes };
}

/** Opens it again, pushed in pieces of the given lengths (over and over; one piece unless told). */
export async function openWhole(stream: WholeStream, pieceLengths: readonly number[] = []): Promise<Bytes> {
  const opener = await createStreamOpener(stream);
  const opened: Plain[] = [];
  for (const piece of cut(stream.ciphertext, pieceLengths))
    opened.push(...(await chunksOf<Plain>((use) => opener.push(piece, use))));
  await opener.finish();
  return concat(...opened);
}

/** All chunks that are handed over. */
export async function chunksOf<Chunk>(
  work: (use: (chunk: Chunk) => void) => Promise<void>,
): Promise<Chunk[]> {
  const all: Chunk[] = [];
  await work((chunk) => void all.push(chunk));
  return all;
}

function* cut(bytes: Bytes, lengths: readonly number[]): Generator<Bytes> {
  for (let offset = 0, i = 0; offset < bytes.length; i++) {
    const length = lengths[i % lengths.length] ?? bytes.length;
    yield bytes.subarray(offset, offset + length);
    offset += length;
  }
}
