import { describe, expect, it } from "vitest";
import { randomBytes } from "../../../shared/bytes.ts";
import { deriveLoginSeed, loginPublicOf, signLogin } from "../../../shared/crypto/login.ts";
import { verifyLogin } from "../../../shared/crypto/login-proof.ts";
import { hashSessionToken, hashSetupToken } from "../../../shared/crypto/token.ts";
import { parsePortalOrigin } from "../../../shared/ids.ts";

const context = {
  origin: parsePortalOrigin("https://portal.example"),
  challenge: randomBytes(32),
  timeMs: 1_790_000_000_000,
};
const loginSeed = await deriveLoginSeed(randomBytes(32), randomBytes(16));
const loginPublic = await loginPublicOf(loginSeed);
const signature = await signLogin({ ...context, loginSeed });
const proof = { ...context, loginPublic, signature };

describe("login proof", async () => {
  it("lets alice in", async () => expect(await verifyLogin(proof)).toBe(true));

  const evesSeed = await deriveLoginSeed(randomBytes(32), randomBytes(16));
  it.each([
    [
      "another portal, which passed the challenge on (A64)",
      { origin: parsePortalOrigin("https://p0rtal.example") },
    ],
    ["another challenge (A73)", { challenge: randomBytes(32) }],
    ["another time", { timeMs: context.timeMs + 1 }],
    ["another's key", { loginPublic: await loginPublicOf(evesSeed) }],
    ["another's signature", { signature: await signLogin({ ...context, loginSeed: evesSeed }) }],
    ["a short signature", { signature: signature.slice(1) }],
    ["a key that is none", { loginPublic: new Uint8Array(32) }],
    ["a key of another length", { loginPublic: new Uint8Array(3) }],
  ])("is worth nothing for %s", async (_, change) =>
    expect(await verifyLogin({ ...proof, ...change })).toBe(false),
  );

  it("comes from a key that is another for every salt", async () => {
    const master = randomBytes(32);
    const [one, two] = [
      await deriveLoginSeed(master, randomBytes(16)),
      await deriveLoginSeed(master, randomBytes(16)),
    ];
    expect(one).not.toEqual(two);
  });
});

describe("tokens", () => {
  it("are kept as hashes that differ by purpose", async () => {
    const token = randomBytes(32);
    const kept = [await hashSessionToken(token), await hashSetupToken(token)];
    expect(kept[0]).not.toEqual(kept[1]);
    expect(kept.map((hash) => hash.length)).toEqual([32, 32]);
  });

  it("are 32 bytes and nothing else", async () => {
    for (const length of [0, 31, 33]) {
      await expect(hashSessionToken(new Uint8Array(length))).rejects.toThrow("OBJECT_MALFORMED");
      await expect(hashSetupToken(new Uint8Array(length))).rejects.toThrow("OBJECT_MALFORMED");
    }
  });
});
