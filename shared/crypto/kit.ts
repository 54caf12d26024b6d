import { type Brand, type Bytes, randomBytes } from "../bytes.ts";
import { AppError } from "../errors.ts";
import { hash, LABELS } from "./hash.ts";

export const KIT_SECRET_BYTES = 20;

/** 160 random bits that a person keeps on paper. */
export type KitSecret = Brand<Bytes, "KitSecret">;

/** Crockford's base32: no I, L, O, U, which are easily misread or make words. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const SECRET_CHARACTERS = 32;
const CHECK_CHARACTERS = 4;

/** A new recovery kit's secret. */
export const createKitSecret = (): KitSecret => toKitSecret(randomBytes(KIT_SECRET_BYTES));

/** The secret as printed and as in the QR code: nine groups of four, `XXXX-XXXX-…`, the last one a check. */
export async function formatKit(secret: KitSecret): Promise<string> {
  const text = encodeBase32(secret) + (await checkOf(secret));
  return (text.match(/.{4}/g) ?? []).join("-");
}

/**
 * Reads a kit typed back by hand or scanned. Case, spaces and hyphens do not matter; `O` is read as `0`, `I` and `L` as `1`.
 * @throws KIT_MISTYPED when characters are missing, unknown or do not fit the check
 */
export async function parseKit(text: string): Promise<KitSecret> {
  const plain = text.toUpperCase().replaceAll(/[\s-]/g, "").replaceAll("O", "0").replaceAll(/[IL]/g, "1");
  if (!/^[0-9A-HJKMNP-TV-Z]{36}$/.test(plain)) throw new AppError("KIT_MISTYPED");
  const secret = toKitSecret(decodeBase32(plain.slice(0, SECRET_CHARACTERS)));
  const isWhole = plain.slice(SECRET_CHARACTERS) === (await checkOf(secret));
  if (!isWhole) throw new AppError("KIT_MISTYPED");
  return secret;
}

/** The first 20 bits of the hash, as four characters. */
const checkOf = async (secret: KitSecret): Promise<string> =>
  encodeBase32((await hash(LABELS.kitCheck, secret)).subarray(0, 5)).slice(0, CHECK_CHARACTERS);

const toKitSecret = (bytes: Bytes): KitSecret => bytes as KitSecret;

/** Five bytes at a time are eight characters; `bytes` is a multiple of five long. */
function encodeBase32(bytes: Uint8Array): string {
  let text = "";
  for (let i = 0; i < bytes.length; i += 5) {
    const group = bytes.subarray(i, i + 5).reduce((sum, byte) => sum * 256 + byte, 0);
    for (let shift = 7; shift >= 0; shift--) text += ALPHABET[Math.floor(group / 32 ** shift) % 32];
  }
  return text;
}

/** Undoes {@link encodeBase32} for a text of the alphabet, a multiple of eight characters long. */
function decodeBase32(text: string): Bytes {
  const bytes: number[] = [];
  for (let i = 0; i < text.length; i += 8) {
    const group = [...text.slice(i, i + 8)].reduce((sum, letter) => sum * 32 + ALPHABET.indexOf(letter), 0);
    for (let shift = 4; shift >= 0; shift--) bytes.push(Math.floor(group / 256 ** shift) % 256);
  }
  return Uint8Array.from(bytes);
}
