import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  asPlain,
  type Bytes,
  concat,
  equalBytes,
  randomBytes,
  type Sealed,
  toBase64Url,
} from "../../../shared/bytes.ts";
import { createFileKey } from "../../../shared/crypto/file-key.ts";
import { release } from "../../../shared/crypto/release.ts";
import {
  CHUNK_SIZE_BYTES,
  CONTENT_MAX_BYTES,
  encodeStreamHeader,
  isPaddedSize,
  PART_CONTENT_SIZE_BYTES,
  PART_SIZE_BYTES,
  paddedSizeOf,
  parseStreamHeader,
  partCountOf,
} from "../../../shared/crypto/stream-header.ts";
import { chunkNonce } from "../../../shared/crypto/stream-key.ts";
import { createStreamSealer } from "../../../shared/crypto/stream-seal.ts";
import { createNodeId, parseSpaceId } from "../../../shared/ids.ts";
import { people } from "../../support/people.ts";
import { chunksOf, openWhole, sealWhole } from "../../support/streams.ts";

const { alice } = await people();
const place = {
  space: parseSpaceId(toBase64Url(randomBytes(32))),
  node: createNodeId(),
  version: 1,
  generation: 1,
  author: alice.user,
};

function contentOf(length: number): Bytes {
  const content = new Uint8Array(length);
  for (let i = 0; i < length; i++) content[i] = i * 13 + (i >> 8);
  return content;
}

const ignore = (): void => undefined;

/** Seals and opens, and tells whether what came out is what went in; toEqual is slow on megabytes. */
async function comesBack(size: number, pieces: readonly number[] = []): Promise<boolean> {
  const opened = await openWhole(await sealWhole(contentOf(size), place), pieces);
  return equalBytes(opened, contentOf(size));
}

describe("stream", () => {
  // biome-ignore format: one row a line
  it.each([
    ["small", 3000,    1],
    ["large", 700_000, 10_000],
  ])("opens to what was sealed, whatever its size and however it arrives: %s ones", (_, maxSize, minPiece) =>
    fc.assert(
      fc.asyncProperty(
        fc.nat({ max: maxSize }),
        fc.array(fc.integer({ min: minPiece, max: maxSize }), { maxLength: 4 }),
        async (size, pieces) => {
          expect(await comesBack(size, pieces)).toBe(true);
        },
      ),
      { numRuns: 25 },
    ));

  // Around the ends of padding, chunks and parts
  it.each([
    0,
    1,
    1023,
    1024,
    1025,
    CHUNK_SIZE_BYTES - 1,
    CHUNK_SIZE_BYTES,
    CHUNK_SIZE_BYTES + 1,
    2 * CHUNK_SIZE_BYTES,
    PART_CONTENT_SIZE_BYTES,
    PART_CONTENT_SIZE_BYTES + 1,
  ])("opens when it holds %d bytes", async (size) => {
    expect(await comesBack(size)).toBe(true);
  });

  it("opens when it comes byte by byte", async () => expect(await comesBack(3000, [1])).toBe(true));

  it("has at least one chunk, also for an empty file (A17)", async () =>
    expect((await sealWhole(contentOf(0), place)).ciphertext.length).toBe(1024 + 16));

  it("A40: tells of its size only the padded one", async () => {
    const [a, b] = [await sealWhole(contentOf(100_400), place), await sealWhole(contentOf(101_000), place)];
    expect(a.ciphertext.length).toBe(b.ciphertext.length);
  });
});

describe("sealing", () => {
  const source = { ...place, fileKey: createFileKey() };

  it("A24: gives the same content other bytes each time, even under the same key", async () => {
    const [one, two] = [
      await sealWhole(contentOf(2000), place, source.fileKey),
      await sealWhole(contentOf(2000), place, source.fileKey),
    ];
    expect(one.ciphertext).not.toEqual(two.ciphertext);
    expect(one.header).not.toEqual(two.header);
  });

  it("A24: never seals a part twice, nor out of turn", async () => {
    const sealer = await createStreamSealer({ ...source, sizeBytes: 10 });
    const part = asPlain(contentOf(10));
    await expect(sealer.sealPart(1, part, ignore)).rejects.toThrow("INTERNAL");
    await sealer.sealPart(0, part, ignore);
    await expect(sealer.sealPart(0, part, ignore)).rejects.toThrow("INTERNAL");
  });

  it("A24: uses no nonce twice within a content of 4 GiB", () => {
    const count = CONTENT_MAX_BYTES / CHUNK_SIZE_BYTES;
    const nonces = new Set<string>();
    for (let i = 0; i < count; i++) nonces.add(chunkNonce(new Uint8Array(7), i, i === count - 1).join());
    expect(nonces.size).toBe(count);
  });

  it("notices a file that changed its length while it was read", async () => {
    const sealer = await createStreamSealer({ ...source, sizeBytes: 10 });
    await expect(sealer.sealPart(0, asPlain(contentOf(9)), ignore)).rejects.toThrow("FILE_CHANGED");
  });

  it("says nothing before all of it was sealed", async () => {
    const sealer = await createStreamSealer({ ...source, sizeBytes: 10 });
    await expect(sealer.finish()).rejects.toThrow("INTERNAL");
    await sealer.sealPart(0, asPlain(contentOf(10)), ignore);
    await expect(sealer.finish()).resolves.toBeDefined();
  });

  it("says how the parts are cut, also where only padding is left", async () => {
    const sizeBytes = 2 * PART_CONTENT_SIZE_BYTES + 5;
    const sealer = await createStreamSealer({ ...source, sizeBytes });
    expect(sealer.partCount).toBe(partCountOf(paddedSizeOf(sizeBytes)));
    expect([0, 1, 2, 3].map((part) => sealer.contentSizeOf(part))).toEqual([
      PART_CONTENT_SIZE_BYTES,
      PART_CONTENT_SIZE_BYTES,
      5,
      0,
    ]);
    expect(PART_SIZE_BYTES).toBe(8_389_120);
  });

  it.each([-1, Number.NaN, CONTENT_MAX_BYTES + 1])("refuses a length of %d", async (sizeBytes) =>
    expect(createStreamSealer({ ...source, sizeBytes })).rejects.toThrow("FILE_TOO_LARGE"),
  );

  it("leaves chunks that can be given back to the system", async () => {
    const sealer = await createStreamSealer({ ...source, sizeBytes: 10 });
    const [chunk] = await chunksOf<Sealed>((use) => sealer.sealPart(0, asPlain(contentOf(10)), use));
    expect(() => release(chunk!)).not.toThrow();
  });
});

describe("padded size", () => {
  it.each([
    [0, 1024],
    [1024, 1024],
    [1025, 1088],
    [10_000, 10_240],
    [1_000_000, 1_015_808],
    [CONTENT_MAX_BYTES, CONTENT_MAX_BYTES],
  ])("of %d is %d", (size, padded) => expect(paddedSizeOf(size)).toBe(padded));

  it("is never smaller, at most 12 % larger past the least, and its own padded size", () =>
    fc.assert(
      fc.property(fc.integer({ min: 0, max: CONTENT_MAX_BYTES }), (size) => {
        const padded = paddedSizeOf(size);
        expect(padded).toBeGreaterThanOrEqual(size);
        if (size > 1024) expect(padded).toBeLessThanOrEqual(size * 1.12);
        expect([paddedSizeOf(padded), isPaddedSize(padded)]).toEqual([padded, true]);
      }),
    ));
});

describe("stream header", () => {
  const header = { ...place, paddedSize: 1024, salt: randomBytes(32), commitment: randomBytes(32) };
  const wire = encodeStreamHeader(header);

  it("is read as it was written, in 152 bytes", () => {
    expect(wire.length).toBe(152);
    expect(parseStreamHeader(wire)).toEqual(header);
  });

  // biome-ignore format: one row a line
  it.each([
    ["another magic",                0,  0x54, "OBJECT_MALFORMED"],
    ["suite 0 (A37)",                4,  0,    "SUITE_UNKNOWN"],
    ["suite 2 (A37)",                4,  2,    "SUITE_UNKNOWN"],
    ["another chunk size",           5,  16,   "OBJECT_MALFORMED"],
    ["something reserved",           7,  1,    "OBJECT_MALFORMED"],
    ["version 0",                    59, 0,    "OBJECT_MALFORMED"],
    ["generation 0",                 63, 0,    "OBJECT_MALFORMED"],
    ["a size that no padding gives", 87, 1,    "OBJECT_MALFORMED"],
    ["more than 4 GiB",              80, 1,    "OBJECT_MALFORMED"],
  ])("is refused with %s", (_, at, byte, code) => expect(() => parseStreamHeader(wire.with(at, byte))).toThrow(code));

  it("is refused at another length", () => {
    expect(() => parseStreamHeader(wire.slice(1))).toThrow("OBJECT_MALFORMED");
    expect(() => parseStreamHeader(concat(wire, new Uint8Array(1)))).toThrow("OBJECT_MALFORMED");
  });
});
