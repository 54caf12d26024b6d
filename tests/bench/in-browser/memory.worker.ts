import { STRETCH_BYTES } from "../../../extension/files/read-content.ts";
import { startSealing } from "../../../extension/files/start-sealing.ts";
import { type Bytes, equalBytes } from "../../../shared/bytes.ts";
import { release } from "../../../shared/crypto/release.ts";
import { ciphertextSizeOf, PART_CONTENT_SIZE_BYTES } from "../../../shared/crypto/stream-header.ts";
import { answer, demand } from "./answer.ts";
import { newVersion, openerOf, randomContent } from "./sample-stream.ts";

export interface MemoryTask {
  readonly sizeBytes: number;
}

/** Seals a content with what the product uploads with, sends it part by part, fetches it back as a stream and opens it. */
answer(async ({ sizeBytes }: MemoryTask): Promise<number> => {
  const part = randomContent(PART_CONTENT_SIZE_BYTES);
  const version = newVersion(sizeBytes);
  const sealing = await startSealing(version, repeated(new Blob([part]), sizeBytes));
  for (let index = 0; index < sealing.partCount; index++) {
    await fetch("/part", { method: "POST", body: await sealing.nextPart() });
    sealing.dropPart(index);
  }
  const summary = await sealing.finish();
  const opener = await openerOf(version, sealing.header, summary);
  sealing.close();
  let size = 0;
  for await (const piece of fetchBack(ciphertextSizeOf(summary.paddedSize))) {
    await opener.push(piece, (chunk) => {
      const start = size % part.length;
      demand(equalBytes(chunk, part.subarray(start, start + chunk.length)), "the file's content");
      size += chunk.length;
      release(chunk);
    });
    release(piece);
  }
  await opener.finish();
  demand(size === sizeBytes, "the file's length");
  return size;
});

/** As large as wanted, and only the part itself is in memory. */
const repeated = (part: Blob, sizeBytes: number): Blob =>
  new Blob(Array.from({ length: sizeBytes / part.size }, () => part));

/** In stretches, as the product does. */
async function* fetchBack(total: number): AsyncGenerator<Bytes> {
  for (let from = 0; from < total; from += STRETCH_BYTES) {
    const range = `bytes=${from}-${Math.min(from + STRETCH_BYTES, total) - 1}`;
    const reader = (await fetch("/parts", { headers: { range } })).body!.getReader();
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) yield piece.value;
  }
}
