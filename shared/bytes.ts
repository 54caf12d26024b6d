import { AppError } from "./errors.ts";

/** Plain bytes over an ordinary buffer, which is what WebCrypto takes. */
export type Bytes = Uint8Array<ArrayBuffer>;

declare const brand: unique symbol;
/** An interface of its own: declarations can name it from other files, where they could not name the symbol. */
export interface Branded<Name extends string> {
  readonly [brand]: Name;
}
/** `T` that went through the check named `Name`. */
export type Brand<T, Name extends string> = T & Branded<Name>;

/** Bytes that were sealed here: the only kind that may leave the machine. Made by shared/crypto only. */
export type Sealed = Brand<Bytes, "Sealed">;
/** Decrypted bytes. No function that sends takes them. */
export type Plain = Brand<Bytes, "Plain">;

/** Marks bytes as sealed. For the functions of shared/crypto that have just sealed them, and for ciphertext as received. */
export const asSealed = (bytes: Bytes): Sealed => bytes as Sealed;
/** Marks bytes as plaintext: what an opening function gives back, or what a person chose to upload. */
export const asPlain = (bytes: Bytes): Plain => bytes as Plain;

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** The copy is for workerd's types, which promise less of the buffer than the standard does. */
export const utf8 = (text: string): Bytes => new Uint8Array(encoder.encode(text));

/** @throws OBJECT_MALFORMED when the bytes are not UTF-8 */
export function parseUtf8(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch (cause) {
    throw new AppError("OBJECT_MALFORMED", { cause });
  }
}

/** All parts one after the other, in a new buffer. */
export function concat(...parts: readonly Uint8Array[]): Bytes {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
}

/** Compares all bytes whatever they are, so that the time taken tells only the length. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let i = 0; i < a.length; i++) difference |= (a[i] ?? 0) ^ (b[i] ?? 0);
  return difference === 0;
}

export function u32(value: number): Bytes {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}

/** `value` is a safe integer, 0 or more. */
export function u64(value: number): Bytes {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(value));
  return bytes;
}

/** @throws OBJECT_MALFORMED when the number exceeds the safe integers */
export function readU64(bytes: Uint8Array, offset: number): number {
  const value = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getBigUint64(offset);
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new AppError("OBJECT_MALFORMED");
  return Number(value);
}

export const readU32 = (bytes: Uint8Array, offset: number): number =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(offset);

/** What runtimes of late have (ECMAScript 2026); the types and Node 24 do not know it yet. */
interface WithBase64 {
  toBase64?(options: { alphabet: "base64url"; omitPadding: true }): string;
}

/** base64url without padding (RFC 4648, section 5). */
export function toBase64Url(bytes: Uint8Array): string {
  const own = (bytes as WithBase64).toBase64?.({ alphabet: "base64url", omitPadding: true });
  if (own !== undefined) return own;
  let binary = "";
  for (let i = 0; i < bytes.length; i += 0x8000)
    binary += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/**
 * Reads base64url without padding; only the shortest spelling is taken, so that one value has one text.
 * @throws OBJECT_MALFORMED for anything else
 */
export function parseBase64Url(text: string): Bytes {
  if (!/^[A-Za-z0-9_-]*$/.test(text) || text.length % 4 === 1) throw new AppError("OBJECT_MALFORMED");
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  if (toBase64Url(bytes) !== text) throw new AppError("OBJECT_MALFORMED");
  return bytes;
}

/** Random bytes from WebCrypto, the only source of randomness. */
export const randomBytes = (length: number): Bytes => crypto.getRandomValues(new Uint8Array(length));
