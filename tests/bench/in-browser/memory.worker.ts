import { sealParts } from "../../../extension/files/seal-parts.ts";
import { type Bytes, equalBytes } from "../../../shared/bytes.ts";
import { PART_CONTENT_SIZE_BYTES } from "../../../shared/crypto/stream-header.ts";
import { answer, demand } from "./answer.ts";
import { drain, newVersion, openerOf } from "./sample-stream.ts";

/** A file that repeats its first part. */
export interface MemoryTask {
  readonly file: File;
}

/**
 * Seals a file on disk with what the product uploads with, sends it part by part, fetches it back as a stream and opens it.
 * Gives the number of bytes that came back as they were.
 */
answer(async ({ file }: MemoryTask): Promise<number> => {
  const version = newVersion(file.size);
  const sealing = await sealParts(version, file);
  for (let index = 0; index < sealing.partCount; index++)
    await fetch("/part", { method: "POST", body: await sealing.nextPart() });
  const opener = await openerOf(version, sealing.header, await sealing.finish());
  const first = new Uint8Array(await file.slice(0, PART_CONTENT_SIZE_BYTES).arrayBuffer());
  let size = 0;
  for await (const piece of fetchBack())
    await drain(opener.push(piece), (chunk) => {
      const start = size % first.length;
      demand(equalBytes(chunk, first.subarray(start, start + chunk.length)), "the file's content");
      size += chunk.length;
    });
  await opener.finish();
  demand(size === file.size, "the file's length");
  return size;
});

async function* fetchBack(): AsyncGenerator<Bytes> {
  const reader = (await fetch("/parts")).body!.getReader();
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) yield piece.value;
}
