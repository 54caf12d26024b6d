import { describe, expect, it } from "vitest";
import { concat, randomBytes, utf8 } from "../../../shared/bytes.ts";
import { domain, hash, LABELS } from "../../../shared/crypto/hash.ts";
import { sign, signDetached } from "../../../shared/crypto/sign.ts";
import { importVerifyKey, isSignatureOf, verifySigned } from "../../../shared/crypto/verify.ts";
import { fromHex } from "../../support/foreign-vectors.ts";
import { people } from "../../support/people.ts";

const { alice, mallory } = await people();
const payload = utf8("as agreed");

describe("labels", () => {
  const labels = Object.values(LABELS);

  it("are all different, and none begins another once it is ended by its zero byte", () => {
    expect(new Set(labels).size).toBe(labels.length);
    expect(labels.every((label) => /^strongroom\/1\/[a-z/-]+$/.test(label))).toBe(true);
    expect(domain("strongroom/1/slot")).toEqual(concat(utf8("strongroom/1/slot"), Uint8Array.of(0)));
  });

  it("give the same bytes another hash each", async () => {
    const hashes = await Promise.all(labels.map(async (label) => (await hash(label, payload)).join()));
    expect(new Set(hashes).size).toBe(labels.length);
  });
});

describe("signed objects", () => {
  it("give their payload to whoever knows alice's key", async () =>
    expect(
      await verifySigned(LABELS.entry, alice.signPublic, await sign(LABELS.entry, alice.signKey, payload)),
    ).toEqual(payload));

  it("are refused when mallory signed them", async () => {
    const wire = await sign(LABELS.entry, mallory.signKey, payload);
    await expect(verifySigned(LABELS.entry, alice.signPublic, wire)).rejects.toThrow("SIGNATURE_WRONG");
  });

  it("A30: are refused under every other label", async () => {
    const wire = await sign(LABELS.entry, alice.signKey, payload);
    for (const label of Object.values(LABELS).filter((other) => other !== LABELS.entry)) {
      await expect(verifySigned(label, alice.signPublic, wire)).rejects.toThrow("SIGNATURE_WRONG");
    }
  });

  it("are refused when they are nothing but a signature", async () => {
    const signature = await signDetached(LABELS.entry, alice.signKey, new Uint8Array());
    await expect(verifySigned(LABELS.entry, alice.signPublic, signature)).rejects.toThrow("OBJECT_MALFORMED");
  });

  it("are not signed twice: adding the group's order to a signature makes another one, which is refused", async () => {
    const order = 2n ** 252n + 27742317777372353535851937790883648493n;
    const wire = await sign(LABELS.entry, alice.signKey, payload);
    const s = BigInt(`0x${Buffer.from(wire.slice(32, 64).toReversed()).toString("hex")}`) + order;
    const malleable = fromHex(s.toString(16).padStart(64, "0")).toReversed();
    const forged = concat(wire.slice(0, 32), malleable, payload);
    await expect(verifySigned(LABELS.entry, alice.signPublic, forged)).rejects.toThrow("SIGNATURE_WRONG");
  });
});

describe("public keys", () => {
  // All encodings of the points of small order, canonical or not, with either sign of x
  const weak = [
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0100000000000000000000000000000000000000000000000000000000000000",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
  ].flatMap((hex) => {
    const point = fromHex(hex);
    return [point, point.with(31, (point[31] ?? 0) | 0x80)];
  });

  it("are refused when one signature would fit many messages", async () => {
    for (const point of weak) {
      await expect(importVerifyKey(point)).rejects.toThrow("OBJECT_MALFORMED");
      // What such a key is good for: R the neutral point, s zero
      const wire = concat(fromHex(`01${"00".repeat(63)}`), payload);
      await expect(verifySigned(LABELS.entry, point, wire)).rejects.toThrow("OBJECT_MALFORMED");
    }
  });

  it("are refused when y is not reduced", async () => {
    for (const low of [0xed, 0xf0, 0xff]) {
      const point = new Uint8Array(32).fill(0xff).with(0, low).with(31, 0x7f);
      await expect(importVerifyKey(point)).rejects.toThrow("OBJECT_MALFORMED");
    }
  });

  it("are refused at any other length", async () => {
    for (const length of [0, 31, 33, 64]) {
      await expect(importVerifyKey(randomBytes(length))).rejects.toThrow("OBJECT_MALFORMED");
    }
  });

  it("make nobody accept a signature whose first half is a weak point", async () => {
    const key = await importVerifyKey(alice.signPublic);
    for (const point of weak) {
      expect(await isSignatureOf(key, LABELS.entry, payload, concat(point, randomBytes(32)))).toBe(false);
    }
  });
});
