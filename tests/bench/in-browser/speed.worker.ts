import { type Bytes, concat, equalBytes, type Plain, u64 } from "../../../shared/bytes.ts";
import { release } from "../../../shared/crypto/release.ts";
import {
  CHUNK_SIZE_BYTES,
  ciphertextSizeOf,
  PART_CONTENT_SIZE_BYTES,
  PART_SIZE_BYTES,
} from "../../../shared/crypto/stream-header.ts";
import type { StreamSummary } from "../../../shared/crypto/stream-seal.ts";
import { answer, demand, timed } from "./answer.ts";
import { newVersion, openerOf, randomContent, sealerOf, type Version } from "./sample-stream.ts";

export interface StreamTask {
  readonly sizeBytes: number;
  readonly rounds: number;
}

export interface StreamTimes {
  readonly sealMs: readonly number[];
  readonly openMs: readonly number[];
  /** The browser's AES-GCM alone, in the same chunks and a plain loop: a yardstick. */
  readonly plainMs: readonly number[];
}

interface Kept {
  readonly version: Version;
  readonly header: Bytes;
  readonly summary: StreamSummary;
  readonly ciphertext: Bytes;
}

answer(async ({ sizeBytes, rounds }: StreamTask): Promise<StreamTimes> => {
  const part = randomContent(Math.min(sizeBytes, PART_CONTENT_SIZE_BYTES));
  const kept = await sealAndKeep(sizeBytes, part);
  await check(kept, part);
  const times = { sealMs: [] as number[], openMs: [] as number[], plainMs: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    times.sealMs.push(await timed(() => seal(newVersion(sizeBytes), part)));
    times.openMs.push(await openTimed(kept));
    times.plainMs.push(await timed(() => encryptOnly(sizeBytes, part)));
  }
  return times;
});

/** Seals a content that is the same part again and again. */
async function seal(version: Version, part: Plain, use: (chunk: Bytes) => void = release) {
  const sealer = await sealerOf(version);
  for (let index = 0; index < sealer.partCount; index++) {
    const content = part.subarray(0, sealer.contentSizeOf(index)) as Plain;
    await sealer.sealPart(index, content, use);
  }
  return { header: sealer.header, summary: await sealer.finish() };
}

async function sealAndKeep(sizeBytes: number, part: Plain): Promise<Kept> {
  const version = newVersion(sizeBytes);
  const pieces: Bytes[] = [];
  const { header, summary } = await seal(version, part, (chunk) => void pieces.push(chunk));
  const ciphertext = new Uint8Array(ciphertextSizeOf(summary.paddedSize));
  let offset = 0;
  for (const piece of pieces) {
    ciphertext.set(piece, offset);
    offset += piece.length;
  }
  return { version, header, summary, ciphertext };
}

async function open({ version, header, summary, ciphertext }: Kept, use: (chunk: Plain) => void = release) {
  const opener = await openerOf(version, header, summary);
  for (let offset = 0; offset < ciphertext.length; offset += PART_SIZE_BYTES)
    await opener.push(ciphertext.subarray(offset, offset + PART_SIZE_BYTES), use);
  await opener.finish();
}

/**
 * How long the opening itself takes: each part arrives in memory that is used again and again, as from a network, just before
 * it is opened. So it lies in the processor's caches like what is sealed, and like what `openssl` encrypts.
 */
async function openTimed({ version, header, summary, ciphertext }: Kept): Promise<number> {
  const opener = await openerOf(version, header, summary);
  const arrived = new Uint8Array(Math.min(PART_SIZE_BYTES, ciphertext.length));
  let openMs = 0;
  for (let offset = 0; offset < ciphertext.length; offset += PART_SIZE_BYTES) {
    const part = ciphertext.subarray(offset, offset + PART_SIZE_BYTES);
    arrived.set(part);
    openMs += await timed(() => opener.push(arrived.subarray(0, part.length), release));
  }
  return openMs + (await timed(() => opener.finish()));
}

async function check(kept: Kept, part: Plain): Promise<void> {
  let offset = 0;
  await open(kept, (chunk) => {
    const start = offset % part.length;
    demand(equalBytes(chunk, part.subarray(start, start + chunk.length)), "the stream's content");
    offset += chunk.length;
  });
  demand(offset === kept.version.sizeBytes, "the stream's length");
}

/** One key, counted nonces, two at a time, results released. */
async function encryptOnly(sizeBytes: number, part: Plain): Promise<void> {
  const key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt"]);
  const running: Promise<ArrayBuffer>[] = [];
  for (let offset = 0; offset < sizeBytes; offset += CHUNK_SIZE_BYTES) {
    const start = offset % part.length;
    const chunk = part.subarray(start, start + CHUNK_SIZE_BYTES);
    running.push(
      crypto.subtle.encrypt({ name: "AES-GCM", iv: concat(new Uint8Array(4), u64(offset)) }, key, chunk),
    );
    if (running.length === 2) release(new Uint8Array((await running.shift())!));
  }
  for (const result of running) release(new Uint8Array(await result));
}
