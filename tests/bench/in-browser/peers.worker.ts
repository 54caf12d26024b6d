import { asPlain, type Bytes, equalBytes } from "../../../shared/bytes.ts";
import { release } from "../../../shared/crypto/release.ts";
import {
  ciphertextSizeOf,
  PART_CONTENT_SIZE_BYTES,
  PART_SIZE_BYTES,
} from "../../../shared/crypto/stream-header.ts";
import type { StreamSummary } from "../../../shared/crypto/stream-seal.ts";
import { answer, demand, timed } from "./answer.ts";
import { createPeers, type Peer } from "./peers.ts";
import { newVersion, openerOf, randomContent, sealerOf } from "./sample-stream.ts";

export interface PeersTask {
  readonly sizeBytes: number;
  readonly rounds: number;
}

export interface PeerTimes {
  readonly name: string;
  readonly sealMs: readonly number[];
  readonly openMs: readonly number[];
}

export const OURS = "Strongroom, into one buffer";

answer(async ({ sizeBytes, rounds }: PeersTask): Promise<readonly PeerTimes[]> => {
  const content = randomContent(sizeBytes);
  const all: PeerTimes[] = [];
  for (const peer of [createOurs(sizeBytes), ...(await createPeers())])
    all.push(await timesOf(peer, content, rounds));
  return all;
});

async function timesOf(peer: Peer, content: Bytes, rounds: number): Promise<PeerTimes> {
  const times = { name: peer.name, sealMs: [] as number[], openMs: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    let sealed = new Uint8Array(0) as Uint8Array;
    let opened = sealed;
    times.sealMs.push(await timed(async () => (sealed = await peer.seal(content))));
    times.openMs.push(await timed(async () => (opened = await peer.open(sealed))));
    demand(equalBytes(opened, content), `${peer.name} gave other bytes back`);
  }
  return times;
}

/** The product's stream under the peers' contract: bytes in, all bytes out in one piece. */
function createOurs(sizeBytes: number): Peer {
  const version = newVersion(sizeBytes);
  let kept: { header: Bytes; summary: StreamSummary } | undefined;
  return {
    name: OURS,
    async seal(content) {
      const sealer = await sealerOf(version);
      const whole = createWhole(ciphertextSizeOf(sealer.paddedSize));
      for (let index = 0; index < sealer.partCount; index++) {
        const start = index * PART_CONTENT_SIZE_BYTES;
        const part = asPlain(content.subarray(start, start + sealer.contentSizeOf(index)));
        await sealer.sealPart(index, part, whole.add);
      }
      kept = { header: sealer.header, summary: await sealer.finish() };
      return whole.bytes;
    },
    async open(received) {
      const sealed = received as Bytes;
      const { header, summary } = kept!;
      const opener = await openerOf(version, header, summary);
      const whole = createWhole(sizeBytes);
      for (let offset = 0; offset < sealed.length; offset += PART_SIZE_BYTES)
        await opener.push(sealed.subarray(offset, offset + PART_SIZE_BYTES), whole.add);
      await opener.finish();
      return whole.bytes;
    },
  };
}

function createWhole(sizeBytes: number) {
  const bytes = new Uint8Array(sizeBytes);
  let offset = 0;
  const add = (chunk: Bytes): void => {
    bytes.set(chunk, offset);
    offset += chunk.length;
    release(chunk);
  };
  return { bytes, add };
}
