import { describe, expect, it, vi } from "vitest";
import { type Bytes, randomBytes } from "../../shared/bytes.ts";
import { encodeCbor } from "../../shared/cbor.ts";
import { createPassphraseSlot, deriveLogin, openSlot } from "../../shared/crypto/slot.ts";
import { type Argon2Cost, DEFAULT_ARGON2 } from "../../shared/crypto/slot-params.ts";
import { readTree } from "../support/imports.ts";
import { people } from "../support/people.ts";

const { alice } = await people();
const owner = { user: alice.user, signPublic: alice.signPublic };
const secret = { kind: "passphrase", passphrase: "nobody must stretch this" } as const;

/** A slot as a lying server would write it: well formed, with a cost of its choice. */
const slotOf = (memoryKiB: number, passes: number, lanes: number): Bytes =>
  encodeCbor([1, 1, randomBytes(16), [memoryKiB, passes, lanes], randomBytes(12), randomBytes(48)]);

// biome-ignore format: one row a line
const costs: [string, number, number, number][] = [
  ["no memory",                0,        3,  4],
  ["a kibibyte less",          65535,    3,  4],
  ["a pass less",              65536,    2,  4],
  ["no pass",                  65536,    0,  4],
  ["a lane less",              65536,    3,  3],
  ["memory for passes",        262144,   1,  4],
  ["more memory than there is", 1048577, 3,  4],
  ["passes without end",       65536,    11, 4],
  ["lanes without end",        65536,    3,  17],
  ["every number at its most", 2 ** 53 - 1, 2 ** 53 - 1, 2 ** 53 - 1],
];

describe("A38: a server that asks for a cheaper passphrase", () => {
  it.each(costs)("is refused before anything is derived: %s", async (_, memoryKiB, passes, lanes) => {
    const derives = vi.spyOn(WebAssembly, "instantiate");
    const slotParams = {
      kind: "passphrase",
      salt: randomBytes(16),
      argon2: { memoryKiB, passes, lanes },
    } as const;
    await expect(deriveLogin({ slotParams, secret })).rejects.toThrow("KDF_REFUSED");
    const slot = slotOf(memoryKiB, passes, lanes);
    await expect(openSlot({ ...owner, slot, secret })).rejects.toThrow("KDF_REFUSED");
    expect(derives).not.toHaveBeenCalled();
    derives.mockRestore();
  });

  it("is refused when it names a number that is none", async () => {
    for (const memoryKiB of [Number.NaN, 65536.5, Number.POSITIVE_INFINITY, "65536" as never]) {
      const argon2: Argon2Cost = { ...DEFAULT_ARGON2, memoryKiB };
      const slotParams = { kind: "passphrase", salt: randomBytes(16), argon2 } as const;
      await expect(deriveLogin({ slotParams, secret })).rejects.toThrow("KDF_REFUSED");
    }
  });

  it("is refused when the salt is short", async () => {
    const slotParams = { kind: "passphrase", salt: new Uint8Array(0), argon2: DEFAULT_ARGON2 } as const;
    await expect(deriveLogin({ slotParams, secret })).rejects.toThrow("OBJECT_MALFORMED");
  });

  it("gets no passphrase stretched by calling the slot a kit or a passkey", async () => {
    for (const kind of [2, 3]) {
      const params = kind === 3 ? [randomBytes(8)] : [];
      const slot = encodeCbor([1, kind, randomBytes(16), params, randomBytes(12), randomBytes(48)]);
      await expect(openSlot({ ...owner, slot, secret })).rejects.toThrow("UNLOCK_REFUSED");
    }
  });

  it("cannot have alice make a cheap slot either", async () => {
    const argon2 = { ...DEFAULT_ARGON2, passes: 1 };
    const slot = createPassphraseSlot({ ...owner, seed: alice.seed, passphrase: "long enough", argon2 });
    await expect(slot).rejects.toThrow("KDF_REFUSED");
  });

  it("cannot raise the cost of a genuine slot, which is sealed to its parameters", async () => {
    const { wire, params } = await createPassphraseSlot({
      ...owner,
      seed: alice.seed,
      passphrase: secret.passphrase,
    });
    const derives = vi.spyOn(WebAssembly, "instantiate");
    const { loginSeed, master } = await deriveLogin({ slotParams: params, secret });
    // So that "not called" above means something
    expect(derives).toHaveBeenCalled();
    derives.mockRestore();
    expect((await openSlot({ ...owner, slot: wire, secret: master })).loginSeed).toEqual(loginSeed);
    // [65536, 3, 4] becomes [65536, 4, 4]
    const at = wire.findIndex((_, i) => wire[i] === 3 && wire[i + 1] === 4 && wire[i + 2] === 0x4c);
    await expect(openSlot({ ...owner, slot: wire.with(at, 4), secret })).rejects.toThrow("UNLOCK_REFUSED");
  });
});

describe("A22 A37: the code", () => {
  it("knows no cipher but AES-GCM and no older suite", () => {
    const weak =
      /AES-(?:CBC|CTR|KW)|["'](?:ECB|RSA-OAEP|RSASSA|SHA-1|PBKDF2|ECDSA|ECDH)["']|strongroom\/(?!1\/)\d/;
    const product = [...readTree()].filter(([path]) => /^(?:shared|extension|worker)\//.test(path));
    expect(product.filter(([, source]) => weak.test(source)).map(([path]) => path)).toEqual([]);
  });
});
