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
    for await (const chunk of sealer.sealPart(part, piece)) chunks.push(chunk);
  }
  const expected = { ...place, ...(await sealer.finish()) };
  return { header: sealer.header, ciphertext: asSealed(concat(...chunks)), expected, fileKey, sizeBytes };
}

/** Opens it again, pushed in pieces of the given lengths (over and over; one piece unless told). */
export async function openWhole(stream: WholeStream, pieceLengths: readonly number[] = []): Promise<Bytes> {
  const opener = await createStreamOpener(stream);
  const opened: Plain[] = [];
  for (const piece of cut(stream.ciphertext, pieceLengths)) opened.push(...(await drain(opener.push(piece))));
  await opener.finish();
  return concat(...opened);
}

/** All that a generator gives. */
export async function drain<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}

function* cut(bytes: Bytes, lengths: readonly number[]): Generator<Bytes> {
  for (let offset = 0, i = 0; offset < bytes.length; i++) {
    const length = lengths[i % lengths.length] ?? bytes.length;
    yield bytes.subarray(offset, offset + length);
    offset += length;
  }
}
