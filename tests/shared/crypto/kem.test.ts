import { XWing } from "@hpke/hybridkem-x-wing";
import { afterEach, describe, expect, it, vi } from "vitest";
import { randomBytes, utf8 } from "../../../shared/bytes.ts";
import { createKemKey, openFromKem, sealToKem } from "../../../shared/crypto/kem.ts";
import { foreign, fromHex, hasForeignVectors, WHY_SKIPPED } from "../../support/foreign-vectors.ts";
import { gcm, hpkeKeys } from "../../support/independent.ts";

const info = utf8("about");
const plain = randomBytes(32);

/** The module as a browser without X-Wing of its own has it. */
async function kemWithoutNative(): Promise<typeof import("../../../shared/crypto/kem.ts")> {
  // Present in runtimes only of late, so the types do not know it
  const subtle = crypto.subtle as unknown as { decapsulateBits?: () => Promise<never> };
  if (subtle.decapsulateBits) {
    vi.spyOn(subtle as Required<typeof subtle>, "decapsulateBits").mockRejectedValue(new Error("not here"));
  }
  vi.resetModules();
  return import("../../../shared/crypto/kem.ts");
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe("kem", () => {
  it("uses the runtime's own where it gives the known answer", async () => {
    const isOwn = "getPublicKey" in crypto.subtle;
    expect((await createKemKey(randomBytes(32))).kemKey.kind).toBe(isOwn ? "native" : "script");
  });

  it("opens what was sealed to the key", async () => {
    const { kemKey, kemPublic } = await createKemKey(randomBytes(32));
    const sealed = await sealToKem(kemPublic, info, plain);
    expect([kemPublic.length, sealed.enc.length, sealed.sealed.length]).toEqual([1216, 1120, 48]);
    expect(await openFromKem(kemKey, info, sealed)).toEqual(plain);
  });

  it("never seals twice alike", async () => {
    const { kemPublic } = await createKemKey(randomBytes(32));
    expect(await sealToKem(kemPublic, info, plain)).not.toEqual(await sealToKem(kemPublic, info, plain));
  });

  it("refuses another key, another purpose and changed bytes", async () => {
    const seeds = [randomBytes(32), randomBytes(32)] as const;
    const [{ kemKey, kemPublic }, eve] = await Promise.all([createKemKey(seeds[0]), createKemKey(seeds[1])]);
    const { enc, sealed } = await sealToKem(kemPublic, info, plain);
    const tries = [
      () => openFromKem(eve.kemKey, info, { enc, sealed }),
      () => openFromKem(kemKey, utf8("else"), { enc, sealed }),
      () => openFromKem(kemKey, info, { enc: enc.with(3, (enc[3] ?? 0) ^ 1), sealed }),
      () => openFromKem(kemKey, info, { enc: enc.with(1100, (enc[1100] ?? 0) ^ 1), sealed }),
      () => openFromKem(kemKey, info, { enc, sealed: sealed.with(0, (sealed[0] ?? 0) ^ 1) }),
      () => openFromKem(kemKey, info, { enc: enc.slice(1), sealed }),
    ];
    for (const opening of tries) await expect(opening()).rejects.toThrow("CIPHERTEXT_DAMAGED");
  });

  it("refuses to seal to what is no key", async () => {
    await expect(sealToKem(new Uint8Array(1215), info, plain)).rejects.toThrow("OBJECT_MALFORMED");
    await expect(sealToKem(new Uint8Array(0), info, plain)).rejects.toThrow("OBJECT_MALFORMED");
  });

  it("exchanges with a browser that computes it in JavaScript, both ways", async () => {
    const seed = randomBytes(32);
    const here = await createKemKey(seed);
    const sealedHere = await sealToKem(here.kemPublic, info, plain);
    const script = await kemWithoutNative();
    const there = await script.createKemKey(seed);
    expect(there.kemKey.kind).toBe("script");
    expect(there.kemPublic).toEqual(here.kemPublic);
    expect(await script.openFromKem(there.kemKey, info, sealedHere)).toEqual(plain);
    const sealedThere = await script.sealToKem(there.kemPublic, info, plain);
    vi.restoreAllMocks();
    expect(await openFromKem(here.kemKey, info, sealedThere)).toEqual(plain);
  });

  it("tells a wrong key in JavaScript in the same way", async () => {
    const script = await kemWithoutNative();
    const [a, b] = await Promise.all([
      script.createKemKey(randomBytes(32)),
      script.createKemKey(randomBytes(32)),
    ]);
    const sealed = await script.sealToKem(a.kemPublic, info, plain);
    await expect(script.openFromKem(b.kemKey, info, sealed)).rejects.toThrow("CIPHERTEXT_DAMAGED");
    await expect(script.sealToKem(new Uint8Array(8), info, plain)).rejects.toThrow("OBJECT_MALFORMED");
  });
});

/** The shared secret behind an encapsulation, by the KEM that the product links. */
async function decap(seedHex: string, encHex: string): Promise<Uint8Array> {
  const kem = new XWing();
  const recipientKey = await kem.deserializePrivateKey(fromHex(seedHex));
  return new Uint8Array(await kem.decap({ recipientKey, enc: fromHex(encHex).buffer }));
}

interface XWingRow {
  readonly seed: string;
  readonly pk: string;
  readonly ct: string;
  readonly ss: string;
}

describe.skipIf(!hasForeignVectors)(`vectors of the X-Wing draft${WHY_SKIPPED}`, () => {
  it.each(foreign<XWingRow[]>("xwing", []))(
    "give the public key and the secret of seed $seed",
    async (row) => {
      expect((await createKemKey(fromHex(row.seed))).kemPublic).toEqual(fromHex(row.pk));
      const secret = await decap(row.seed, row.ct);
      expect(secret).toEqual(fromHex(row.ss));
    },
  );
});

interface HpkeRow {
  readonly kem_id: number;
  readonly kdf_id: number;
  readonly aead_id: number;
  readonly [name: string]: unknown;
  readonly skRm: string;
  readonly enc: string;
  readonly info: string;
}

describe.skipIf(!hasForeignVectors)(`vectors of the HPKE working group${WHY_SKIPPED}`, () => {
  const rows = foreign<HpkeRow[]>("hpke-pq", []).filter((row) => row.kem_id === 0x647a && row.kdf_id === 1);

  it.each(rows)("give the secret and the keys of X-Wing with AEAD $aead_id", async (row) => {
    const secret = await decap(row.skRm, row.enc);
    expect(Buffer.from(secret).toString("hex")).toBe(row.shared_secret);
    const { key, nonce } = hpkeKeys(row.aead_id, Buffer.from(secret), Buffer.from(row.info, "hex"));
    expect([key.toString("hex"), nonce.toString("hex")]).toEqual([row.key, row.base_nonce]);
  });
});

describe("sealing to a key", () => {
  it("is HPKE as a second implementation of its key schedule has it", async () => {
    const seed = randomBytes(32);
    const { kemPublic } = await createKemKey(seed);
    const { enc, sealed } = await sealToKem(kemPublic, info, plain);
    const secret = await decap(Buffer.from(seed).toString("hex"), Buffer.from(enc).toString("hex"));
    const { key, nonce } = hpkeKeys(2, Buffer.from(secret), Buffer.from(info));
    expect(gcm(key, nonce, Buffer.alloc(0), Buffer.from(plain))).toEqual(Buffer.from(sealed));
  });
});
