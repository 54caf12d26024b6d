import { argon2Sync, createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { type Bytes, randomBytes, utf8 } from "../../../shared/bytes.ts";
import { argon2id } from "../../../shared/crypto/argon2.ts";
import { type Argon2Cost, DEFAULT_ARGON2 } from "../../../shared/crypto/slot-params.ts";

/** Node's own Argon2id, which is OpenSSL's: nothing that the product uses. */
function byNode(message: Bytes, nonce: Bytes, { memoryKiB, passes, lanes }: Argon2Cost): Bytes {
  const cost = { memory: memoryKiB, passes, parallelism: lanes, tagLength: 32 };
  return new Uint8Array(argon2Sync("argon2id", { message, nonce, ...cost }));
}

/** Of `argon2.wasm` in @phi-ag/argon2 0.5.28 (docs/decisions/0011-argon2.md). */
const MODULE_SHA256 = "38f461d188b5dc980881ed92f9ecc12473e9206a588625e3ef0c4c5125dc85b1";

const LITTLE = { memoryKiB: 256, passes: 2, lanes: 4 };

describe("Argon2id", () => {
  const salt = randomBytes(16);

  it.each([
    ["an empty one", ""],
    ["one of a byte", "a"],
    ["one with NUL in it", "before\u0000behind"],
    ["one that is not ASCII", "Ångström ﬁve 漢字 🔑"],
    ["one of 1 KiB", "ß".repeat(512)],
    ["one of 64 KiB", "x".repeat(65_536)],
  ])("stretches a passphrase as others do: %s", async (_what, passphrase) =>
    expect(await argon2id(utf8(passphrase), salt, LITTLE)).toEqual(byNode(utf8(passphrase), salt, LITTLE)),
  );

  it.each([
    DEFAULT_ARGON2,
    { memoryKiB: 131_072, passes: 1, lanes: 1 },
    { memoryKiB: 1003, passes: 3, lanes: 16 },
  ])("comes to what others do at the cost $memoryKiB, $passes, $lanes", async (cost) =>
    expect(await argon2id(utf8("five herons"), salt, cost)).toEqual(byNode(utf8("five herons"), salt, cost)),
  );

  it("gives several at once what each asked for", async () => {
    const passphrases = ["alice", "bob", "carol"].map(utf8);
    expect(await Promise.all(passphrases.map((each) => argon2id(each, salt, LITTLE)))).toEqual(
      passphrases.map((each) => byNode(each, salt, LITTLE)),
    );
  });

  it("is done by the module that was looked at, and by no other", async () => {
    const { default: module } = await import("@phi-ag/argon2/argon2.wasm");
    expect(createHash("sha256").update(module).digest("hex")).toBe(MODULE_SHA256);
  });

  it("says so when there is not as much memory", async () =>
    expect(argon2id(utf8("a"), salt, { memoryKiB: 8_000_000, passes: 1, lanes: 1 })).rejects.toThrow(
      "INTERNAL",
    ));
});
