import { type Bytes, concat, equalBytes } from "../../../shared/bytes.ts";
import { PART_CONTENT_SIZE_BYTES, PART_SIZE_BYTES } from "../../../shared/crypto/stream-header.ts";
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
      const chunks: Bytes[] = [];
      for (let index = 0; index < sealer.partCount; index++) {
        const start = index * PART_CONTENT_SIZE_BYTES;
        const part = content.subarray(start, start + sealer.contentSizeOf(index));
        for await (const chunk of sealer.sealPart(index, part as never)) chunks.push(chunk);
      }
      kept = { header: sealer.header, summary: await sealer.finish() };
      return concat(...chunks);
    },
    async open(sealed) {
      const { header, summary } = kept!;
      const opener = await openerOf(version, header, summary);
      const chunks: Bytes[] = [];
      for (let offset = 0; offset < sealed.length; offset += PART_SIZE_BYTES)
        for await (const chunk of opener.push(sealed.subarray(offset, offset + PART_SIZE_BYTES) as Bytes))
          chunks.push(chunk);
      await opener.finish();
      return concat(...chunks);
    },
  };
}
