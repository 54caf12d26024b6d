import fc from "fast-check";
import { beforeAll, describe, expect, it, test } from "vitest";
import { type Bytes, concat, randomBytes } from "../../../shared/bytes.ts";
import { type CborValue, encodeCbor, parseCbor } from "../../../shared/cbor.ts";
import { LABELS } from "../../../shared/crypto/hash.ts";
import { sign } from "../../../shared/crypto/sign.ts";
import { createNodeId } from "../../../shared/ids.ts";
import { ENTRY_MAX_BYTES, type ParsedEntry, parseEntry, verifyEntry } from "../../../shared/log/entry.ts";
import { type Person, people } from "../../support/people.ts";
import { createPortal, LogWriter, someMeta, someVersion } from "../../support/signed-log.ts";

let alice: Person;
let mallory: Person;
let entries: ParsedEntry[];

beforeAll(async () => {
  ({ alice, mallory } = await people());
  const log = new LogWriter(await createPortal(alice), alice);
  await log.start();
  const folder = await log.addFolder();
  const file = await log.addFile(folder);
  await log.add({ op: "file.version", node: file, revision: 2, meta: someMeta(), version: someVersion(2) });
  await log.add({ op: "node.rename", node: file, revision: 3, meta: someMeta() });
  await log.add({ op: "node.move", node: file, parent: null, revision: 4, meta: someMeta() });
  await log.add({ op: "node.delete", node: folder });
  entries = log.entries;
});

/** The entry with one element of its array changed, signed again by alice: only the form is wrong then. */
async function withElement(index: number, value: CborValue): Promise<Bytes> {
  const payload = parseCbor(entries[2]!.wire.slice(64)) as CborValue[];
  return sign(LABELS.entry, alice.signKey, encodeCbor(payload.with(index, value)));
}

describe("a log entry", () => {
  it("is read as it was written, whatever its operation", async () => {
    for (const entry of entries) {
      await verifyEntry(entry, alice.signPublic);
      expect(await parseEntry(entry.wire)).toEqual(entry);
    }
  });

  it("is not taken from anyone but its author", async () => {
    await expect(verifyEntry(entries[1]!, mallory.signPublic)).rejects.toThrow("ENTRY_SIGNATURE");
  });

  it("is refused when any bit of it was changed", async () => {
    const { wire } = entries[3]!;
    await fc.assert(
      fc.asyncProperty(fc.nat(wire.length * 8 - 1), async (bit) => {
        const changed = wire.slice();
        changed[bit >> 3]! ^= 1 << (bit & 7);
        await expect(
          parseEntry(changed).then((entry) => verifyEntry(entry, alice.signPublic)),
        ).rejects.toThrow();
      }),
      { numRuns: 150 },
    );
  });

  it("is refused when cut or prolonged", async () => {
    const { wire } = entries[2]!;
    await expect(parseEntry(wire.slice(0, -1))).rejects.toThrow("OBJECT_MALFORMED");
    await expect(parseEntry(concat(wire, new Uint8Array(1)))).rejects.toThrow("OBJECT_MALFORMED");
    await expect(parseEntry(wire.slice(0, 64))).rejects.toThrow("ENTRY_MALFORMED");
    await expect(parseEntry(new Uint8Array(ENTRY_MAX_BYTES + 1))).rejects.toThrow("ENTRY_MALFORMED");
  });

  test.each<[string, number, CborValue, string]>([
    ["another suite (A37)", 0, 2, "SUITE_UNKNOWN"],
    ["no space", 1, null, "ENTRY_MALFORMED"],
    ["a space of another length", 1, new Uint8Array(31), "OBJECT_MALFORMED"],
    ["number 0 in the middle", 2, 0, "ENTRY_MALFORMED"],
    ["no entry before", 3, null, "ENTRY_MALFORMED"],
    ["a time that is text", 4, "now", "OBJECT_MALFORMED"],
    ["an author that is text", 5, "alice", "OBJECT_MALFORMED"],
    ["no portal entry", 6, null, "ENTRY_MALFORMED"],
    ["half a portal entry", 6, [0], "OBJECT_MALFORMED"],
    ["an operation that nobody knows", 7, "space.explode", "ENTRY_MALFORMED"],
    ["an operation with a special name (A68)", 7, "__proto__", "ENTRY_MALFORMED"],
    ["another operation's body", 7, "node.delete", "OBJECT_MALFORMED"],
    ["a body that is no list", 8, "body", "OBJECT_MALFORMED"],
    [
      "an element too many in the body",
      8,
      [randomBytes(16), null, 1, randomBytes(64), 0, 0],
      "OBJECT_MALFORMED",
    ],
    [
      "sealed metadata that is too long",
      8,
      [randomBytes(16), null, 1, randomBytes(4097)],
      "OBJECT_MALFORMED",
    ],
  ])("is refused with %s", async (_what, index, value, code) => {
    await expect(withElement(index, value).then(parseEntry)).rejects.toThrow(code);
  });

  it("that starts a log stands at its start only", async () => {
    const log = new LogWriter(await createPortal(alice), alice);
    const genesis = await log.start();
    await expect(log.add(genesis.operation)).rejects.toThrow("ENTRY_MALFORMED");
    await expect(
      new LogWriter(await createPortal(alice), alice).start({
        operation: { op: "node.delete", node: createNodeId() },
      }),
    ).rejects.toThrow("ENTRY_MALFORMED");
  });
});
