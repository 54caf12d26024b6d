import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { asSealed, concat, randomBytes, toBase64Url, u32 } from "../../../shared/bytes.ts";
import { encodeCbor } from "../../../shared/cbor.ts";
import { derive } from "../../../shared/crypto/derive.ts";
import { importGcmKey, sealWithNonce } from "../../../shared/crypto/gcm.ts";
import { domain, LABELS } from "../../../shared/crypto/hash.ts";
import { parseMetaGeneration } from "../../../shared/crypto/meta-form.ts";
import { openMeta, sealMeta } from "../../../shared/crypto/metadata.ts";
import { normalizeName, parseName } from "../../../shared/crypto/names.ts";
import { createSpaceKey } from "../../../shared/crypto/space-key.ts";
import { createNodeId, idBytes, parseSpaceId } from "../../../shared/ids.ts";

const place = {
  spaceKey: createSpaceKey(),
  space: parseSpaceId(toBase64Url(randomBytes(32))),
  generation: 1,
  node: createNodeId(),
  parent: null,
  revision: 1,
};
const meta = { name: normalizeName("Plan.docx"), type: "application/pdf", sizeBytes: 10, modifiedAtMs: 20 };

/** What mallory, who is a member and has the key, can seal with a program of his own. */
async function sealAnything(padded: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const key = await importGcmKey(
    await derive({ key: place.spaceKey, salt: idBytes(place.node), label: LABELS.meta }),
  );
  const aad = concat(
    domain(LABELS.meta),
    encodeCbor([1, idBytes(place.space), 1, idBytes(place.node), null, 1]),
  );
  return concat(u32(1), await sealWithNonce(key, aad, padded));
}

const padTo = (bytes: Uint8Array<ArrayBuffer>, length: number) =>
  concat(bytes, new Uint8Array(length - bytes.length));

describe("metadata", () => {
  it("opens to what was sealed, whatever it is called and however large it is", () =>
    fc.assert(
      fc.asyncProperty(
        fc.string({ unit: "grapheme", minLength: 1, maxLength: 40 }),
        fc.nat({ max: 2 ** 31 - 1 }),
        async (typed, sizeBytes) => {
          const name = normalizeName(`${typed.replaceAll(/[/\\]/g, "-").trim()}.x`);
          const wire = await sealMeta({ ...place, meta: { ...meta, name, sizeBytes } });
          expect(await openMeta({ ...place, wire })).toEqual({ ...meta, name, sizeBytes });
        },
      ),
      { numRuns: 50 },
    ));

  it("takes folders and the longest names", async () => {
    const longest = { ...meta, name: parseName("😀".repeat(255)), type: `a/${"b".repeat(125)}` };
    const wire = await sealMeta({ ...place, meta: longest });
    expect(await openMeta({ ...place, wire })).toEqual(longest);
    expect(wire.length).toBeLessThanOrEqual(4096);
    const folder = { ...meta, type: "folder", sizeBytes: 0 };
    expect(await openMeta({ ...place, wire: await sealMeta({ ...place, meta: folder }) })).toEqual(folder);
  });

  it("has the same length for names of up to a few dozen letters (A40)", async () => {
    const lengths = await Promise.all(
      ["a", "Plan.docx", "A rather long name for a plan of any kind.docx"].map(
        async (name) => (await sealMeta({ ...place, meta: { ...meta, name: parseName(name) } })).length,
      ),
    );
    expect(new Set(lengths)).toEqual(new Set([160]));
  });

  it("tells the generation of its key before it is opened", async () => {
    expect(parseMetaGeneration(await sealMeta({ ...place, generation: 9, meta }))).toBe(9);
    for (const length of [0, 32, 159, 161, 4224]) {
      expect(() => parseMetaGeneration(new Uint8Array(length).fill(1))).toThrow("OBJECT_MALFORMED");
    }
    expect(() => parseMetaGeneration(new Uint8Array(160))).toThrow("OBJECT_MALFORMED");
  });

  it("is not sealed when nobody could read it", async () => {
    await expect(sealMeta({ ...place, meta: { ...meta, name: "a/b" as never } })).rejects.toThrow(
      "NAME_INVALID",
    );
    for (const change of [
      { type: "" },
      { type: "Text/Plain" },
      { type: "x".repeat(128) },
      { sizeBytes: -1 },
      { sizeBytes: 2 ** 32 + 1 },
      { modifiedAtMs: 1.5 },
    ]) {
      await expect(sealMeta({ ...place, meta: { ...meta, ...change } })).rejects.toThrow("OBJECT_MALFORMED");
    }
  });
});

describe("A68: metadata that mallory sealed with a program of his own", () => {
  const fieldsOf = (name: string) => encodeCbor([name, "folder", 0, 0]);
  const framed = (fields: Uint8Array<ArrayBuffer>) => concat(u32(fields.length), fields);

  it("opens when it is in order", async () => {
    const wire = await sealAnything(padTo(framed(fieldsOf("fine")), 128));
    expect((await openMeta({ ...place, wire })).name).toBe("fine");
  });

  it.each(["../up", "a\u202eb", "", "__proto__/x", "e\u0301"])(
    "is refused with the name %j",
    async (name) => {
      const wire = await sealAnything(padTo(framed(fieldsOf(name)), 128));
      await expect(openMeta({ ...place, wire })).rejects.toThrow("NAME_INVALID");
    },
  );

  const fine = fieldsOf("fine");
  it.each([
    ["a block of padding too many", padTo(framed(fine), 256)],
    ["bytes in the padding", padTo(framed(fine), 128).with(127, 1)],
    ["a length beyond its end", padTo(concat(u32(0xffff_ffff), fine), 128)],
    ["a length of nothing", padTo(u32(0), 128)],
    ["a list of another length", padTo(framed(encodeCbor(["fine", "folder", 0])), 128)],
    ["a name that is a list", padTo(framed(encodeCbor([["fine"], "folder", 0, 0])), 128)],
    ["a type that is none", padTo(framed(encodeCbor(["fine", "javascript:alert(1)", 0, 0])), 128)],
  ])("is refused with %s", async (_, padded) => {
    const wire = asSealed(await sealAnything(padded));
    await expect(openMeta({ ...place, wire })).rejects.toThrow("OBJECT_MALFORMED");
  });
});
