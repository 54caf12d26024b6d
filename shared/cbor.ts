import { decode, encode } from "cborg";
import { type Bytes, equalBytes } from "./bytes.ts";
import { AppError } from "./errors.ts";

/** What our objects are made of: no maps, floats, negative numbers or tags (docs/format.md, Conventions). */
export type CborValue = number | string | Bytes | null | boolean | readonly CborValue[];

/** Our deepest object is an entry's body with a list of lists; anything deeper is an attack on the stack. */
const MAX_DEPTH = 16;

const STRICT = {
  strict: true,
  allowIndefinite: false,
  allowUndefined: false,
  allowInfinity: false,
  allowNaN: false,
  allowBigInt: false,
};

/**
 * Encodes deterministically (RFC 8949, section 4.2.1).
 * @throws OBJECT_MALFORMED for a number that is not a safe integer from 0, or a text with half a surrogate
 * pair or a byte order mark in front
 */
export function encodeCbor(value: CborValue): Bytes {
  checkValue(value, 0);
  return encode(value);
}

/**
 * Reads deterministic CBOR and nothing else: what it gives back would encode to the very same bytes.
 * Byte strings are copies of their own.
 * @throws OBJECT_MALFORMED
 */
export function parseCbor(bytes: Bytes): CborValue {
  const value = decodeStrictly(bytes);
  checkValue(value, 0);
  if (!equalBytes(encode(value), bytes)) throw new AppError("OBJECT_MALFORMED");
  return value;
}

function decodeStrictly(bytes: Bytes): unknown {
  try {
    return decode(bytes, STRICT);
  } catch (cause) {
    throw new AppError("OBJECT_MALFORMED", { cause });
  }
}

function checkValue(value: unknown, depth: number): asserts value is CborValue {
  if (depth > MAX_DEPTH) throw new AppError("OBJECT_MALFORMED");
  if (!Array.isArray(value)) return checkScalar(value);
  for (const element of value) checkValue(element, depth + 1);
}

function checkScalar(value: unknown): void {
  if (value === null || typeof value === "boolean" || value instanceof Uint8Array) return;
  // cborg's text decoder drops a byte order mark at the start, so such a text could be written and never read
  if (typeof value === "string" && value.isWellFormed() && !value.startsWith("\uFEFF")) return;
  // Object.is: minus zero is a float on the wire
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= 0 && !Object.is(value, -0)) return;
  throw new AppError("OBJECT_MALFORMED");
}
