// A ciphertext that AES-GCM opens under two keys (Dodis, Grubbs, Ristenpart, Woodage 2018): what mallory would send so
// that two people see two documents. GHASH is linear, so one block can be chosen such that both tags are the same.
import { createCipheriv } from "node:crypto";

/** A key with the nonce that goes with it. */
export interface GcmUse {
  readonly key: Uint8Array;
  readonly nonce: Uint8Array;
}

const BLOCK = 16;
const REDUCTION = 0xe1n << 120n;

/** `filler || one chosen block || tag`; `filler` and `aad` are whole blocks. */
export function forgeForTwo(
  first: GcmUse,
  second: GcmUse,
  aad: Uint8Array,
  filler: Uint8Array,
): Uint8Array<ArrayBuffer> {
  const blocks = [...blocksOf(aad), ...blocksOf(filler)];
  const lengths = (BigInt(aad.length * 8) << 64n) | BigInt((filler.length + BLOCK) * 8);
  const [one, two] = [partsOf(first), partsOf(second)];
  const rest = (h: bigint): bigint => gmul(gmul(ghash(h, blocks), h), h) ^ gmul(lengths, h);
  const wanted = rest(one.h) ^ one.mask ^ rest(two.h) ^ two.mask;
  const factor = gmul(one.h, one.h) ^ gmul(two.h, two.h);
  const chosen = gmul(wanted, inverse(factor));
  const tag = rest(one.h) ^ gmul(chosen, gmul(one.h, one.h)) ^ one.mask;
  return Uint8Array.from(Buffer.concat([filler, toBlock(chosen), toBlock(tag)]));
}

/** The neutral element of GCM's multiplication: the first bit set. */
const ONE = 1n << 127n;

/** Hash key and tag mask of a key and nonce (NIST SP 800-38D, section 7.1). */
function partsOf({ key, nonce }: GcmUse): { h: bigint; mask: bigint } {
  const counter = Buffer.concat([nonce, Buffer.of(0, 0, 0, 1)]);
  return { h: encryptBlock(key, Buffer.alloc(BLOCK)), mask: encryptBlock(key, counter) };
}

function encryptBlock(key: Uint8Array, block: Uint8Array): bigint {
  const cipher = createCipheriv("aes-256-ecb", key, null).setAutoPadding(false);
  return toNumber(cipher.update(block));
}

const ghash = (h: bigint, blocks: readonly bigint[]): bigint =>
  blocks.reduce((sum, block) => gmul(sum ^ block, h), 0n);

/** Multiplication in GF(2^128) with GCM's order of bits. */
function gmul(a: bigint, b: bigint): bigint {
  let [product, shifted] = [0n, b];
  for (let bit = 127n; bit >= 0n; bit--) {
    if ((a >> bit) & 1n) product ^= shifted;
    shifted = shifted & 1n ? (shifted >> 1n) ^ REDUCTION : shifted >> 1n;
  }
  return product;
}

/** a^(2^128 - 2). */
function inverse(a: bigint): bigint {
  let [result, power] = [ONE, a];
  for (let i = 1; i < 128; i++) {
    power = gmul(power, power);
    result = gmul(result, power);
  }
  return result;
}

function blocksOf(bytes: Uint8Array): bigint[] {
  return Array.from({ length: bytes.length / BLOCK }, (_, i) =>
    toNumber(bytes.subarray(i * BLOCK, (i + 1) * BLOCK)),
  );
}

const toNumber = (bytes: Uint8Array): bigint => BigInt(`0x${Buffer.from(bytes).toString("hex")}`);
const toBlock = (value: bigint): Buffer => Buffer.from(value.toString(16).padStart(32, "0"), "hex");
