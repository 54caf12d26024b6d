import { describe, expect, it } from "vitest";
import { concat } from "../../../shared/bytes.ts";
import { encodeCbor } from "../../../shared/cbor.ts";
import { isBundleOf, parseBundle } from "../../../shared/crypto/bundle.ts";
import { LABELS } from "../../../shared/crypto/hash.ts";
import {
  createBundle,
  createRootSeed,
  deriveIdentity,
  parseRootSeed,
} from "../../../shared/crypto/identity.ts";
import { sign } from "../../../shared/crypto/sign.ts";
import { createUserId, idBytes } from "../../../shared/ids.ts";
import { people } from "../../support/people.ts";

const { alice, mallory } = await people();

describe("identity", () => {
  it("is the same whenever it is derived from the seed", async () => {
    const again = await deriveIdentity(alice.seed);
    expect([again.signPublic, again.kemPublic]).toEqual([alice.signPublic, alice.kemPublic]);
  });

  it("is another for every seed", async () => {
    const [one, two] = await Promise.all([
      deriveIdentity(createRootSeed()),
      deriveIdentity(createRootSeed()),
    ]);
    expect(one.signPublic).not.toEqual(two.signPublic);
    expect(one.kemPublic).not.toEqual(two.kemPublic);
  });

  it("keeps its private signing key where nobody can take it out", async () => {
    expect(alice.signKey.extractable).toBe(false);
    await expect(crypto.subtle.exportKey("pkcs8", alice.signKey)).rejects.toThrow();
  });

  it("does not come from a seed of another length", () =>
    expect(() => parseRootSeed(new Uint8Array(31))).toThrow("OBJECT_MALFORMED"));
});

describe("bundle", () => {
  it("tells alice's keys", async () => {
    const bundle = await parseBundle(alice.bundle.wire);
    expect(bundle).toEqual(alice.bundle);
    expect(bundle.user).toBe(alice.user);
    expect(isBundleOf(bundle, alice)).toBe(true);
    expect(bundle.wire.length).toBeLessThanOrEqual(1400);
  });

  it("A03: is not another's, even if half of the keys are the same", () => {
    expect(isBundleOf(alice.bundle, mallory)).toBe(false);
    expect(isBundleOf(alice.bundle, { ...alice, kemPublic: mallory.kemPublic })).toBe(false);
    expect(isBundleOf(alice.bundle, { ...alice, signPublic: mallory.signPublic })).toBe(false);
  });

  it("A03: cannot be signed by mallory around alice's keys, nor around half of them", async () => {
    for (const keys of [alice, { ...alice, kemPublic: mallory.kemPublic }]) {
      const payload = encodeCbor([1, idBytes(alice.user), keys.signPublic, keys.kemPublic, 5]);
      await expect(parseBundle(await sign(LABELS.bundle, mallory.signKey, payload))).rejects.toThrow(
        "SIGNATURE_WRONG",
      );
    }
  });

  it("is refused when it is too long or has a field too many", async () => {
    await expect(parseBundle(concat(alice.bundle.wire, new Uint8Array(100)))).rejects.toThrow(
      "OBJECT_MALFORMED",
    );
    const payload = encodeCbor([1, idBytes(alice.user), alice.signPublic, alice.kemPublic, 5, 6]);
    await expect(parseBundle(await sign(LABELS.bundle, alice.signKey, payload))).rejects.toThrow(
      "OBJECT_MALFORMED",
    );
  });

  it("has another hash for another time", async () => {
    const later = await createBundle({ identity: alice, user: createUserId(), createdAtMs: 6 });
    expect(later.hash).not.toEqual(alice.bundle.hash);
  });
});
