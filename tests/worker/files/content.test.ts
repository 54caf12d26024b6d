import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { concat, equalBytes, randomBytes } from "../../../shared/bytes.ts";
import { PART_SIZE_BYTES } from "../../../shared/crypto/stream-header.ts";
import { createNodeId, parseBlobId } from "../../../shared/ids.ts";
import { codeOf } from "../../support/ask.ts";
import type { Client } from "../../support/client.ts";
import { world } from "../../support/world.ts";
import { openDoor } from "../door.ts";

/** A named blob of two parts, and all its ciphertext. */
async function storeLarge() {
  const { alice } = await world(await openDoor());
  const node = createNodeId();
  const { header, parts, record } = await alice.seal(new Uint8Array(9_000_000), { node });
  const blob = await alice.announce(header);
  for (const [part, body] of parts.entries()) await alice.putPart(blob, part, body);
  const version = { ...record, blob: parseBlobId(blob) };
  const meta = await alice.meta("a.bin", { node });
  await alice.append({ op: "file.put", node, parent: null, revision: 1, version, meta });
  return { alice, blob, whole: concat(...parts) };
}

const fetchRange = ({ alice, blob }: { alice: Client; blob: string }, range?: string) =>
  alice.ask("getContent", { params: { blob }, ...(range === undefined ? {} : { headers: { range } }) });

describe("content", () => {
  let stored: Awaited<ReturnType<typeof storeLarge>>;
  beforeAll(async () => {
    stored = await storeLarge();
  });

  it("comes whole over its parts, byte by byte as sealed", async () => {
    const { whole } = stored;
    const reply = await fetchRange(stored);
    expect(reply.status).toBe(200);
    expect(reply.headers.get("content-length")).toBe(`${whole.length}`);
    expect(equalBytes(new Uint8Array(await reply.arrayBuffer()), whole)).toBe(true);
  });

  it.each([
    ["bytes=0-0", 0, 1],
    ["bytes=100-199", 100, 200],
    [`bytes=${PART_SIZE_BYTES - 5}-${PART_SIZE_BYTES + 4}`, PART_SIZE_BYTES - 5, PART_SIZE_BYTES + 5],
    [`bytes=${PART_SIZE_BYTES}-`, PART_SIZE_BYTES, null],
    ["bytes=-16", -16, null],
    ["bytes=0-999999999", 0, null],
  ])("comes in the range %s", async (range, from, to) => {
    const { whole } = stored;
    const reply = await fetchRange(stored, range);
    const expected = whole.slice(from, to ?? undefined);
    expect(reply.status).toBe(206);
    const start = from < 0 ? whole.length + from : from;
    const last = start + expected.length - 1;
    expect(reply.headers.get("content-range")).toBe(`bytes ${start}-${last}/${whole.length}`);
    expect(equalBytes(new Uint8Array(await reply.arrayBuffer()), expected)).toBe(true);
  });

  it.each(["bytes=99999999-", "bytes=5-4", "bytes=-0", "bytes=-", "bytes=0-1,5-6", "lines=1-2", "bytes=a-b"])(
    "refuses the range %s",
    async (range) => expect(await codeOf(fetchRange(stored, range))).toBe("RANGE_REFUSED"),
  );

  it("is not given out while no entry names it", async () => {
    const { alice } = stored;
    const { header } = await alice.seal(randomBytes(3), { node: createNodeId() });
    const open = await alice.announce(header);
    expect(await codeOf(alice.ask("getContent", { params: { blob: open } }))).toBe("BLOB_INCOMPLETE");
  });
});

describe("content that the bucket lost", () => {
  it("is answered with a failure, and never with less as if it were whole", async () => {
    const stored = await storeLarge();
    await env.BLOBS.delete(`blobs/${stored.blob}/1`);
    const reply = await fetchRange(stored);
    await expect(reply.arrayBuffer()).rejects.toThrow();
    await env.BLOBS.delete(`blobs/${stored.blob}/0`);
    expect(await codeOf(fetchRange(stored))).toBe("STORAGE_FAILED");
  });
});
