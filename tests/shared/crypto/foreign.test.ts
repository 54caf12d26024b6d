import { describe, expect, it } from "vitest";
import { concat } from "../../../shared/bytes.ts";
import { importGcmKey, openGcm, sealGcm } from "../../../shared/crypto/gcm.ts";
import { importVerifyKey } from "../../../shared/crypto/verify.ts";
import { foreign, fromHex, hasForeignVectors, WHY_SKIPPED } from "../../support/foreign-vectors.ts";

interface Wycheproof<Group> {
  readonly testGroups: readonly Group[];
}
interface Verdict {
  readonly tcId: number;
  readonly comment: string;
  readonly result: "valid" | "invalid" | "acceptable";
}
type Hex<Names extends string> = Readonly<Record<Names, string>>;

interface GcmGroup {
  readonly ivSize: number;
  readonly keySize: number;
  readonly tests: readonly (Verdict & Hex<"key" | "iv" | "aad" | "msg" | "ct" | "tag">)[];
}
interface HkdfGroup {
  readonly tests: readonly (Verdict & Hex<"ikm" | "salt" | "info" | "okm"> & { size: number })[];
}
interface SignatureGroup {
  readonly publicKey: Hex<"pk">;
  readonly tests: readonly (Verdict & Hex<"msg" | "sig">)[];
}

describe.skipIf(!hasForeignVectors)(`Wycheproof${WHY_SKIPPED}`, () => {
  const gcm = foreign<Wycheproof<GcmGroup>>("wycheproof-aes_gcm", { testGroups: [] })
    .testGroups.filter((group) => group.keySize === 256 && group.ivSize === 96)
    .flatMap((group) => group.tests);

  it.each(gcm)("AES-256-GCM $tcId $comment: $result", async (row) => {
    const input = {
      key: await importGcmKey(fromHex(row.key)),
      nonce: fromHex(row.iv),
      aad: fromHex(row.aad),
    };
    const sealed = concat(fromHex(row.ct), fromHex(row.tag));
    if (row.result !== "valid") return expect(openGcm(input, sealed)).rejects.toThrow("CIPHERTEXT_DAMAGED");
    expect(await openGcm(input, sealed)).toEqual(fromHex(row.msg));
    expect(await sealGcm(input, fromHex(row.msg))).toEqual(sealed);
  });

  const hkdf = foreign<Wycheproof<HkdfGroup>>("wycheproof-hkdf_sha256", {
    testGroups: [],
  }).testGroups.flatMap((group) => group.tests);

  it.each(hkdf)("HKDF-SHA-256 of the runtime $tcId $comment: $result", async (row) => {
    const key = await crypto.subtle.importKey("raw", fromHex(row.ikm), "HKDF", false, ["deriveBits"]);
    const algorithm = { name: "HKDF", hash: "SHA-256", salt: fromHex(row.salt), info: fromHex(row.info) };
    const derived = crypto.subtle.deriveBits(algorithm, key, row.size * 8);
    if (row.result !== "valid") return expect(derived).rejects.toThrow();
    expect(new Uint8Array(await derived)).toEqual(fromHex(row.okm));
  });

  const signatures = foreign<Wycheproof<SignatureGroup>>("wycheproof-ed25519", {
    testGroups: [],
  }).testGroups.flatMap((group) => group.tests.map((test) => ({ ...test, pk: group.publicKey.pk })));

  it.each(signatures)("Ed25519 $tcId $comment: $result", async (row) => {
    const key = await importVerifyKey(fromHex(row.pk));
    const isGenuine = await crypto.subtle.verify("Ed25519", key, fromHex(row.sig), fromHex(row.msg));
    expect(isGenuine).toBe(row.result === "valid");
  });
});
