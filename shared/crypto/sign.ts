import { asSealed, type Bytes, concat, parseBase64Url, type Sealed } from "../bytes.ts";
import { AppError } from "../errors.ts";
import { domain, type Label } from "./hash.ts";

declare const use: unique symbol;
/** A private Ed25519 key that cannot be exported. */
export type SignKey = CryptoKey & { readonly [use]: "sign" };

/** PKCS #8 around an Ed25519 seed (RFC 8410, section 7): WebCrypto takes a bare seed in no other form. */
const PKCS8_PREFIX = Uint8Array.of(48, 46, 2, 1, 0, 48, 5, 6, 3, 43, 101, 112, 4, 34, 4, 32);

/** Imports an Ed25519 private key from its seed of 32 bytes. */
export const importSignKey = async (seed: Bytes): Promise<SignKey> =>
  (await importSeed(seed, false)) as SignKey;

/** The public key (32 B) of an Ed25519 seed. */
export async function signPublicOf(seed: Bytes): Promise<Bytes> {
  const jwk = await crypto.subtle.exportKey("jwk", await importSeed(seed, true));
  if (jwk instanceof ArrayBuffer || jwk.x === undefined) throw new AppError("INTERNAL");
  return parseBase64Url(jwk.x);
}

/** Ed25519 (RFC 8032) over `domain(label) || message`, 64 B. */
export const signDetached = async (label: Label, key: SignKey, message: Bytes): Promise<Bytes> =>
  new Uint8Array(await crypto.subtle.sign("Ed25519", key, concat(domain(label), message)));

/** A signed object: `signature 64 B || payload`. */
export const sign = async (label: Label, key: SignKey, payload: Bytes): Promise<Sealed> =>
  asSealed(concat(await signDetached(label, key, payload), payload));

const importSeed = (seed: Bytes, isExtractable: boolean): Promise<CryptoKey> =>
  crypto.subtle.importKey("pkcs8", concat(PKCS8_PREFIX, seed), "Ed25519", isExtractable, ["sign"]);
