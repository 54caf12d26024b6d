import { type Bytes, concat, equalBytes } from "../bytes.ts";
import { AppError } from "../errors.ts";
import { domain, type Label } from "./hash.ts";

export const SIGNATURE_BYTES = 64;
export const SIGN_PUBLIC_BYTES = 32;

declare const use: unique symbol;
/** A public Ed25519 key that is a usable point. */
export type VerifyKey = CryptoKey & { readonly [use]: "verify" };

/**
 * Points whose multiples are only eight: with one of them as the key, a signature can fit many messages.
 * The y coordinates, little-endian, without the sign of x (RFC 8032, section 5.1.2; Chalkias, Garillot, Nikolaenko 2020, table 1).
 */
const SMALL_ORDER: readonly Bytes[] = [
  "0000000000000000000000000000000000000000000000000000000000000000",
  "0100000000000000000000000000000000000000000000000000000000000000",
  "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
  "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
  "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
].map((hex) => Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16)));

/**
 * Imports a public key of 32 bytes. Browsers differ in which weak points they take, so those are refused here.
 * @throws OBJECT_MALFORMED for another length, a point of small order, or a y that is not reduced modulo 2^255 - 19
 */
export async function importVerifyKey(signPublic: Bytes): Promise<VerifyKey> {
  if (signPublic.length !== SIGN_PUBLIC_BYTES || isWeakPoint(signPublic))
    throw new AppError("OBJECT_MALFORMED");
  try {
    return (await crypto.subtle.importKey("raw", signPublic, "Ed25519", true, ["verify"])) as VerifyKey;
  } catch (cause) {
    throw new AppError("OBJECT_MALFORMED", { cause });
  }
}

/**
 * Whether `signature` (64 B) is the key's over `domain(label) || message`. A signature whose first half is a
 * weak point is refused, so that all browsers give the same answer.
 */
export async function isSignatureOf(
  key: VerifyKey,
  label: Label,
  message: Bytes,
  signature: Bytes,
): Promise<boolean> {
  if (signature.length !== SIGNATURE_BYTES || isWeakPoint(signature.subarray(0, 32))) return false;
  return crypto.subtle.verify("Ed25519", key, signature, concat(domain(label), message));
}

/**
 * Checks a signed object (`signature 64 B || payload`) and gives its payload. What is verified is the bytes as
 * sent. Tells nothing about whether that author was allowed to say it.
 * @throws OBJECT_MALFORMED when it is too short or the key unusable; SIGNATURE_WRONG
 */
export async function verifySigned(label: Label, signPublic: Bytes, wire: Bytes): Promise<Bytes> {
  if (wire.length <= SIGNATURE_BYTES) throw new AppError("OBJECT_MALFORMED");
  const key = await importVerifyKey(signPublic);
  const payload = wire.slice(SIGNATURE_BYTES);
  const isGenuine = await isSignatureOf(key, label, payload, wire.subarray(0, SIGNATURE_BYTES));
  if (!isGenuine) throw new AppError("SIGNATURE_WRONG");
  return payload;
}

function isWeakPoint(point: Bytes): boolean {
  const y = point.slice();
  y[31] = (y[31] ?? 0) & 0x7f;
  return !isReduced(y) || SMALL_ORDER.some((weak) => equalBytes(weak, y));
}

/** Whether little-endian `y` is below 2^255 - 19. Not constant in time: public keys only. */
function isReduced(y: Bytes): boolean {
  const isTopFull = y[31] === 0x7f && y.subarray(1, 31).every((byte) => byte === 0xff);
  return !(isTopFull && (y[0] ?? 0) >= 0xed);
}
