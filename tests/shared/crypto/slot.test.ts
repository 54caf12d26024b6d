import { describe, expect, it } from "vitest";
import { randomBytes } from "../../../shared/bytes.ts";
import { encodeCbor } from "../../../shared/cbor.ts";
import { createKitSecret } from "../../../shared/crypto/kit.ts";
import {
  createKitSlot,
  createPasskeySalt,
  createPasskeySlot,
  createPassphraseSlot,
  deriveLogin,
  openSlot,
} from "../../../shared/crypto/slot.ts";
import { DEFAULT_ARGON2, encodeSlot, parseSlot } from "../../../shared/crypto/slot-params.ts";
import { people } from "../../support/people.ts";

const { alice, eve } = await people();
const owner = { user: alice.user, signPublic: alice.signPublic };
const input = { ...owner, seed: alice.seed };
const typed = (passphrase: string) => ({ kind: "passphrase", passphrase }) as const;

/** Argon2id takes a quarter of a second on a quiet machine, and seconds on a busy one. */
const PATIENCE = { timeout: 30_000 };

describe("a passphrase slot", PATIENCE, async () => {
  const slot = await createPassphraseSlot({ ...input, passphrase: "Ångström ﬁve" });

  it("gives alice her seed back, however her keyboard writes it", async () => {
    const opened = await openSlot({ ...owner, slot: slot.wire, secret: typed("Ångström five") });
    expect(opened.seed).toEqual(alice.seed);
    expect(opened.loginSeed).toEqual(slot.loginSeed);
  });

  it("gives nothing to another passphrase, nor to none", async () => {
    for (const wrong of ["ångström five", "Ångström five ", ""]) {
      await expect(openSlot({ ...owner, slot: slot.wire, secret: typed(wrong) })).rejects.toThrow(
        "UNLOCK_REFUSED",
      );
    }
  });

  it("signs in on a new device and opens there with one stretching", async () => {
    const { loginSeed, master } = await deriveLogin({
      slotParams: slot.params,
      secret: typed("Ångström five"),
    });
    expect(loginSeed).toEqual(slot.loginSeed);
    expect((await openSlot({ ...owner, slot: slot.wire, secret: master })).seed).toEqual(alice.seed);
  });

  it("does not open with what was stretched for other parameters", async () => {
    const slotParams = { ...slot.params, salt: randomBytes(16) };
    const { master } = await deriveLogin({ slotParams, secret: typed("Ångström five") });
    await expect(openSlot({ ...owner, slot: slot.wire, secret: master })).rejects.toThrow("UNLOCK_REFUSED");
  });

  it("says how it was stretched, and nothing else", () =>
    expect(parseSlot(slot.wire).params).toEqual({
      kind: "passphrase",
      salt: slot.params.salt,
      argon2: { memoryKiB: 65536, passes: 3, lanes: 4 },
    }));
});

describe("a recovery kit's slot", async () => {
  const kit = createKitSecret();
  const slot = await createKitSlot({ ...input, kit });

  it("gives alice her seed back", async () =>
    expect((await openSlot({ ...owner, slot: slot.wire, secret: { kind: "kit", kit } })).seed).toEqual(
      alice.seed,
    ));

  it("gives nothing to another kit or another way", async () => {
    const prfOutput = randomBytes(32);
    for (const secret of [
      { kind: "kit", kit: createKitSecret() } as const,
      { kind: "passkey", prfOutput } as const,
      typed("kit"),
    ]) {
      await expect(openSlot({ ...owner, slot: slot.wire, secret })).rejects.toThrow("UNLOCK_REFUSED");
    }
  });

  it("A03: gives nothing when it is taken for eve's", async () => {
    const secret = { kind: "kit", kit } as const;
    const asEve = { user: eve.user, signPublic: eve.signPublic };
    await expect(openSlot({ ...asEve, slot: slot.wire, secret })).rejects.toThrow("UNLOCK_REFUSED");
  });

  it("A03: gives out no seed whose public key is not the one that was asked for", async () => {
    // eve's seed, sealed by someone who knows the kit as if it were alice's
    const forged = await createKitSlot({ ...owner, seed: eve.seed, kit });
    const secret = { kind: "kit", kit } as const;
    await expect(openSlot({ ...owner, slot: forged.wire, secret })).rejects.toThrow("UNLOCK_REFUSED");
  });
});

describe("a passkey's slot", async () => {
  const [prfOutput, salt, credentialId] = [randomBytes(32), createPasskeySalt(), randomBytes(64)];
  const slot = await createPasskeySlot({ ...input, prfOutput, salt, credentialId });

  it("gives alice her seed back and tells which passkey to ask for what", async () => {
    expect(
      (await openSlot({ ...owner, slot: slot.wire, secret: { kind: "passkey", prfOutput } })).seed,
    ).toEqual(alice.seed);
    expect(parseSlot(slot.wire).params).toEqual({ kind: "passkey", salt, credentialId });
  });

  it("takes nothing but 32 bytes from a passkey", async () => {
    for (const length of [0, 16, 64]) {
      const secret = { kind: "passkey", prfOutput: new Uint8Array(length) } as const;
      await expect(openSlot({ ...owner, slot: slot.wire, secret })).rejects.toThrow("UNLOCK_REFUSED");
    }
  });
});

describe("reading a slot", () => {
  const [salt, nonce, sealed] = [randomBytes(16), randomBytes(12), randomBytes(48)];
  const cost = [DEFAULT_ARGON2.memoryKiB, DEFAULT_ARGON2.passes, DEFAULT_ARGON2.lanes];

  it("gives what was written", () => {
    const slot = { params: { kind: "passphrase", salt, argon2: DEFAULT_ARGON2 } as const, nonce, sealed };
    expect(parseSlot(encodeSlot(slot))).toEqual(slot);
  });

  // biome-ignore format: one row a line
  it.each([
    ["another kind",                [1, 4, salt, [], nonce, sealed]],
    ["a passphrase without a cost", [1, 1, salt, [], nonce, sealed]],
    ["a passphrase at half a cost", [1, 1, salt, cost.slice(0, 2), nonce, sealed]],
    ["a kit with parameters",       [1, 2, salt, cost, nonce, sealed]],
    ["a passkey without a name",    [1, 3, salt, [], nonce, sealed]],
    ["a passkey with an empty name", [1, 3, salt, [new Uint8Array()], nonce, sealed]],
    ["a short salt",                [1, 2, salt.slice(1), [], nonce, sealed]],
    ["a short nonce",               [1, 2, salt, [], nonce.slice(1), sealed]],
    ["a longer seed",               [1, 2, salt, [], nonce, randomBytes(49)]],
    ["a field more",                [1, 2, salt, [], nonce, sealed, 0]],
    ["a field less",                [1, 2, salt, [], nonce]],
    ["no array",                    7],
  ])("refuses %s", (_, fields) => expect(() => parseSlot(encodeCbor(fields))).toThrow("OBJECT_MALFORMED"));

  it("refuses another suite and a wire without end", () => {
    expect(() => parseSlot(encodeCbor([2, 2, salt, [], nonce, sealed]))).toThrow("SUITE_UNKNOWN");
    const long = encodeCbor([1, 3, salt, [randomBytes(5000)], nonce, sealed]);
    expect(() => parseSlot(long)).toThrow("OBJECT_MALFORMED");
  });
});
