// What a lying server can do to the chunks of a file. Each edit leaves every single chunk genuine.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { asSealed, type Bytes, concat, equalBytes, randomBytes, toBase64Url } from "../../shared/bytes.ts";
import { createFileKey } from "../../shared/crypto/file-key.ts";
import { SEALED_CHUNK_SIZE_BYTES } from "../../shared/crypto/stream-header.ts";
import { createStreamOpener } from "../../shared/crypto/stream-open.ts";
import { AppError } from "../../shared/errors.ts";
import { createNodeId, parseSpaceId } from "../../shared/ids.ts";
import { people } from "../support/people.ts";
import { openWhole, sealWhole, type WholeStream } from "../support/streams.ts";

const { alice } = await people();
const fileKey = createFileKey();
const place = {
  space: parseSpaceId(toBase64Url(randomBytes(32))),
  node: createNodeId(),
  version: 2,
  generation: 1,
  author: alice.user,
};
/** Five chunks, the last one shorter. */
const content = new Uint8Array(1_200_000).map((_, i) => (i * 7) % 253);
const genuine = await sealWhole(content, place, fileKey);
// As bad as it can be: the same key, which the product never uses twice
const older = await sealWhole(
  content.map((byte) => byte ^ 1),
  { ...place, version: 1 },
  fileKey,
);
const other = await sealWhole(
  content.map((byte) => byte ^ 2),
  { ...place, node: createNodeId() },
  fileKey,
);

const chunksOf = ({ ciphertext }: WholeStream): Bytes[] =>
  Array.from({ length: Math.ceil(ciphertext.length / SEALED_CHUNK_SIZE_BYTES) }, (_, i) =>
    ciphertext.subarray(i * SEALED_CHUNK_SIZE_BYTES, (i + 1) * SEALED_CHUNK_SIZE_BYTES),
  );
const [a, b, c, d, last] = chunksOf(genuine) as [Bytes, Bytes, Bytes, Bytes, Bytes];
const [olderA, olderB, , , olderLast] = chunksOf(older) as [Bytes, Bytes, Bytes, Bytes, Bytes];
const [otherA, otherB] = chunksOf(other) as [Bytes, Bytes];

/** Opens chunks as the genuine version, and tells what was given out before the refusal. */
async function tryOpening(chunks: readonly Bytes[]): Promise<{ code: string; given: Bytes }> {
  const opener = await createStreamOpener(genuine);
  let given: Bytes = new Uint8Array();
  try {
    await opener.push(concat(...chunks), (plain) => {
      given = concat(given, plain);
    });
    await opener.finish();
  } catch (error) {
    return { code: `${(error as Error).message}`, given };
  }
  return { code: "complete", given };
}

const ignore = (): void => undefined;
const isPrefix = (given: Bytes): boolean => equalBytes(given, content.subarray(0, given.length));

describe("the chunks of a version", () => {
  it("open when nobody touched them", async () =>
    expect(equalBytes(await openWhole(genuine), content)).toBe(true));

  // biome-ignore format: one row a line
  it.each([
    ["A13", "reordered",                              [a, c, b, d, last]],
    ["A13", "with the last one first",                [last, a, b, c, d]],
    ["A14", "with one repeated",                      [a, a, b, c, d, last]],
    ["A14", "with one in another's place",            [a, b, b, d, last]],
    ["A14", "with the last one repeated",             [a, b, c, d, last, last]],
    ["A15", "without one in the middle",              [a, b, d, last]],
    ["A15", "without the first",                      [b, c, d, last]],
    ["A16", "without the last",                       [a, b, c, d]],
    ["A16", "cut after the first",                    [a]],
    ["A17", "all gone",                               []],
    ["A17", "all but the last gone",                  [last]],
    ["A18", "followed by an older version's last",    [a, b, c, d, last, olderLast]],
    ["A18", "followed by an older version",           [a, b, c, d, last, olderA, olderB]],
    ["A18", "followed by a byte",                     [a, b, c, d, last, new Uint8Array(1)]],
    ["A19", "with another file's chunk at its place", [a, otherB, c, d, last]],
    ["A19", "with another file's start",              [otherA, b, c, d, last]],
    ["A20", "with an older version's chunk",          [a, olderB, c, d, last]],
    ["A20", "with an older version's end",            [a, b, c, d, olderLast]],
    ["A27", "of another file altogether",             chunksOf(other)],
    ["A27", "of an older version altogether",         chunksOf(older)],
  ])("%s: are refused %s", async (_, __, chunks) => {
    const { code, given } = await tryOpening(chunks);
    expect(code).toMatch(/CIPHERTEXT_DAMAGED|STREAM_TRUNCATED/);
    expect(isPrefix(given)).toBe(true);
  });

  it("A13 to A20: never come out whole after any edit, and nothing false is ever given out", async () => {
    const all = [a, b, c, d, last, olderA, olderB, olderLast, otherA, otherB];
    const edits = fc.array(fc.constantFrom(...all), { maxLength: 7 });
    await fc.assert(
      fc.asyncProperty(edits, async (chunks) => {
        const { code, given } = await tryOpening(chunks);
        const isGenuine = equalBytes(concat(...chunks), genuine.ciphertext);
        expect([code === "complete", isPrefix(given)]).toEqual([isGenuine, true]);
      }),
      { numRuns: 60 },
    );
  });

  it("A27: are refused with another version's header", async () => {
    await expect(openWhole({ ...genuine, header: older.header })).rejects.toThrow("CONTEXT_WRONG");
    await expect(openWhole({ ...genuine, header: other.header })).rejects.toThrow("CONTEXT_WRONG");
    await expect(openWhole({ ...other, expected: genuine.expected })).rejects.toThrow("CONTEXT_WRONG");
  });
});

describe("A21: content that fails at its end", () => {
  const damaged = genuine.ciphertext.with(-1, (genuine.ciphertext.at(-1) ?? 0) ^ 1);

  it("is never called complete, though its first chunks were genuine", async () => {
    const { code, given } = await tryOpening([damaged]);
    expect(code).toBe("CIPHERTEXT_DAMAGED");
    expect(given.length).toBeLessThan(content.length);
    expect(isPrefix(given)).toBe(true);
  });

  it("cannot be finished after the failure, nor gone on with", async () => {
    const opener = await createStreamOpener(genuine);
    await expect(opener.push(damaged, ignore)).rejects.toThrow("CIPHERTEXT_DAMAGED");
    await expect(opener.push(last, ignore)).rejects.toThrow("CIPHERTEXT_DAMAGED");
    await expect(opener.finish()).rejects.toThrow("CIPHERTEXT_DAMAGED");
  });

  it("cannot be finished when a push was left half way", async () => {
    const opener = await createStreamOpener(genuine);
    const full = new AppError("FILE_NOT_WRITTEN");
    await expect(opener.push(genuine.ciphertext, () => Promise.reject(full))).rejects.toBe(full);
    await expect(opener.push(last, ignore)).rejects.toThrow("INTERNAL");
    await expect(opener.finish()).rejects.toThrow("INTERNAL");
  });

  it("is refused when the log's entry speaks of other tags", async () => {
    const expected = { ...genuine.expected, tagsDigest: older.expected.tagsDigest };
    await expect(openWhole({ ...genuine, expected })).rejects.toThrow("CIPHERTEXT_DAMAGED");
  });

  it("is refused when mallory put bytes where the padding belongs", async () => {
    const sealed = await sealWhole(new Uint8Array(1024).fill(1), place);
    await expect(openWhole({ ...sealed, sizeBytes: 1000 })).rejects.toThrow("CIPHERTEXT_DAMAGED");
    await expect(openWhole({ ...sealed, sizeBytes: 5000 })).rejects.toThrow("CONTEXT_WRONG");
  });

  it("is refused when it is another one under the same header hash's name", async () => {
    await expect(openWhole({ ...genuine, ciphertext: asSealed(other.ciphertext) })).rejects.toThrow(
      "CIPHERTEXT_DAMAGED",
    );
  });
});
