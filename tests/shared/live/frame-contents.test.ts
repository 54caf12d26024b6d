import { describe, expect, it } from "vitest";
import { asPlain, type Bytes, concat, randomBytes, toBase64Url } from "../../../shared/bytes.ts";
import { encodeCbor } from "../../../shared/cbor.ts";
import { createBlobId, idBytes, parseConnectionId } from "../../../shared/ids.ts";
import {
  COVERS_MAX,
  type Covers,
  encodeCovers,
  isCovered,
  parseCovers,
} from "../../../shared/live/covers.ts";
import { FRAME_MAX_BYTES } from "../../../shared/live/frame-check.ts";
import {
  encodePresence,
  encodeSaved,
  encodeSnapshot,
  encodeUpdate,
  PART_MAX_BYTES,
  PARTS_MAX,
  parsePresence,
  parseSaved,
  parseSnapshotPart,
  parseUpdatePart,
} from "../../../shared/live/frame-contents.ts";
import { people } from "../../support/people.ts";

const { alice, bob } = await people();
const headOf = (author: typeof alice.user, clock: number) => ({
  author,
  connection: parseConnectionId(toBase64Url(randomBytes(16))),
  clock,
  hash: randomBytes(32),
});
const coversOf = (...heads: ReturnType<typeof headOf>[]): Covers =>
  new Map(heads.map((head) => [head.connection, head]));
const plainOf = (...elements: Parameters<typeof encodeCbor>[0][]) => asPlain(encodeCbor(elements));
const content = (length: number): Bytes => Uint8Array.from({ length }, (_, i) => i % 251);

describe("what a page says of itself", () => {
  it("comes back as it was, with how far it has heard or without", () => {
    for (const told of [null, { position: 7, heads: content(32) }]) {
      const said = { told, update: content(20) };
      expect(parsePresence(encodePresence(said))).toEqual(said);
    }
  });

  it.each([
    ["heads of another length", [[7, content(31)], content(20)]],
    ["a position that is none", [[-1, content(32)], content(20)]],
    ["nothing of where it is", [[7, content(32)]]],
    ["something more", [null, content(20), 1]],
  ] as const)("is refused with %s", (_, elements) => {
    expect(() => parsePresence(plainOf(...(elements as unknown as never[])))).toThrow("OBJECT_MALFORMED");
  });
});

describe("what a frame carries", () => {
  it.each([0, 1, PART_MAX_BYTES, PART_MAX_BYTES + 1, 3 * PART_MAX_BYTES])(
    "is an update of %i bytes",
    (size) => {
      const update = content(size);
      const parts = encodeUpdate(update).map(parseUpdatePart);
      expect(Buffer.compare(concat(...parts.map(({ bytes }) => bytes)), update)).toBe(0);
      expect(parts.map(({ part, parts }) => [part, parts])).toEqual(parts.map((_, i) => [i, parts.length]));
    },
  );

  it("is a whole state with what it stands on and what it holds, told once", () => {
    const saved = { version: 9, blob: createBlobId() };
    const about = { baseVersion: 7, saved, covers: coversOf(headOf(alice.user, 3), headOf(bob.user, 0)) };
    const [first, second] = encodeSnapshot(about, content(PART_MAX_BYTES + 5)).map(parseSnapshotPart);
    expect(first!.about).toMatchObject({ baseVersion: 7, saved });
    expect(encodeCovers(first!.about!.covers)).toEqual(encodeCovers(about.covers));
    expect(second!.about).toBeNull();
  });

  it("fits into its frames with as many connections as may be named", () => {
    const heads = Array.from({ length: COVERS_MAX }, () => headOf(alice.user, 2 ** 32 - 1));
    const about = { baseVersion: 7, saved: null, covers: coversOf(...heads) };
    const state = content(2 * PART_MAX_BYTES);
    const plains = encodeSnapshot(about, state);
    const parts = plains.map(parseSnapshotPart);
    expect(Math.max(...plains.map(({ length }) => length))).toBeLessThan(FRAME_MAX_BYTES - 1024);
    expect(concat(...parts.map(({ bytes }) => bytes))).toEqual(state);
    expect(parts[0]!.about!.covers.size).toBe(COVERS_MAX);
  });

  it("is that a version holds it", () => {
    const covers = coversOf(headOf(alice.user, 3));
    const saved = { baseVersion: 1, version: 2, blob: createBlobId(), covers };
    expect(parseSaved(encodeSaved(saved))).toEqual(saved);
  });

  it("is not more than a document may be", () =>
    expect(() => encodeUpdate(new Uint8Array(PARTS_MAX * PART_MAX_BYTES + 1))).toThrow("BODY_TOO_LARGE"));

  it.each([
    ["a part beyond the last", parseUpdatePart, plainOf(1, 1, content(1))],
    ["no parts", parseUpdatePart, plainOf(0, 0, content(1))],
    ["too many parts", parseUpdatePart, plainOf(0, PARTS_MAX + 1, content(1))],
    ["one element more", parseUpdatePart, plainOf(0, 1, content(1), 0)],
    ["a first part that says nothing", parseSnapshotPart, plainOf(0, 1, null, content(1))],
    ["a second part that says it again", parseSnapshotPart, plainOf(1, 2, [1, null, []], content(1))],
    [
      "a session saved as what it stands on",
      parseSnapshotPart,
      plainOf(0, 1, [2, [2, content(16)], []], content(1)),
    ],
    ["version 0", parseSaved, plainOf(1, 0, content(16), [])],
    ["a version saved as what it stands on", parseSaved, plainOf(2, 2, content(16), [])],
    ["bytes that are no CBOR", parseUpdatePart, asPlain(content(3))],
  ] as const)("is refused: %s", (_, parse, plain) => expect(() => parse(plain)).toThrow("OBJECT_MALFORMED"));
});

describe("covers", () => {
  it("hold a connection's frames up to one", () => {
    const head = headOf(alice.user, 3);
    const covers = coversOf(head);
    expect([0, 3, 4].map((clock) => isCovered(covers, { ...head, clock }))).toEqual([true, true, false]);
    expect(isCovered(covers, headOf(alice.user, 0))).toBe(false);
  });

  it("are written in one order only, each connection once", () => {
    const [a, b] = [headOf(alice.user, 1), headOf(bob.user, 2)];
    expect(encodeCovers(coversOf(a, b))).toEqual(encodeCovers(coversOf(b, a)));
    const rows = encodeCovers(coversOf(a, b)) as unknown[];
    expect(() => parseCovers([...rows].reverse())).toThrow("OBJECT_MALFORMED");
    expect(() => parseCovers([rows[0], rows[0]])).toThrow("OBJECT_MALFORMED");
    expect(() => parseCovers([[idBytes(a.author), idBytes(a.connection), 1, randomBytes(31)]])).toThrow(
      "OBJECT_MALFORMED",
    );
  });
});
