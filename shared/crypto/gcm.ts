import { asPlain, asSealed, type Bytes, concat, type Plain, randomBytes, type Sealed } from "../bytes.ts";
import { AppError } from "../errors.ts";

export const GCM_NONCE_BYTES = 12;
export const GCM_TAG_BYTES = 16;

declare const use: unique symbol;
/** A key for AES-256-GCM that cannot be exported. */
export type GcmKey = CryptoKey & { readonly [use]: "gcm" };

/** Imports 32 bytes. */
export const importGcmKey = async (key: Bytes): Promise<GcmKey> =>
  (await crypto.subtle.importKey("raw", key, "AES-GCM", false, ["encrypt", "decrypt"])) as GcmKey;

interface GcmInput {
  readonly key: GcmKey;
  /** 12 B, never used before with this key. */
  readonly nonce: Bytes;
  readonly aad: Bytes;
}

/** Seals with a nonce of the caller's: `ciphertext || tag 16 B`. Only for counters; everything else: {@link sealWithNonce}. */
export const sealGcm = async ({ key, nonce, aad }: GcmInput, plain: Bytes): Promise<Sealed> =>
  asSealed(
    new Uint8Array(
      await crypto.subtle.encrypt({ name: "AES-GCM", iv: nonce, additionalData: aad }, key, plain),
    ),
  );

/**
 * Opens `ciphertext || tag 16 B`.
 * @throws CIPHERTEXT_DAMAGED for a wrong key, nonce, context or byte: one error, which tells not which
 */
export async function openGcm({ key, nonce, aad }: GcmInput, sealed: Bytes): Promise<Plain> {
  try {
    const algorithm = { name: "AES-GCM", iv: nonce, additionalData: aad };
    return asPlain(new Uint8Array(await crypto.subtle.decrypt(algorithm, key, sealed)));
  } catch {
    throw new AppError("CIPHERTEXT_DAMAGED");
  }
}

/** Seals under a fresh random nonce: `nonce 12 B || ciphertext || tag 16 B`. */
export async function sealWithNonce(key: GcmKey, aad: Bytes, plain: Bytes): Promise<Sealed> {
  const nonce = randomBytes(GCM_NONCE_BYTES);
  return asSealed(concat(nonce, await sealGcm({ key, nonce, aad }, plain)));
}

/**
 * Opens what {@link sealWithNonce} made.
 * @throws OBJECT_MALFORMED when it is too short; CIPHERTEXT_DAMAGED
 */
export async function openWithNonce(key: GcmKey, aad: Bytes, sealed: Bytes): Promise<Plain> {
  if (sealed.length < GCM_NONCE_BYTES + GCM_TAG_BYTES) throw new AppError("OBJECT_MALFORMED");
  const nonce = sealed.slice(0, GCM_NONCE_BYTES);
  return openGcm({ key, nonce, aad }, sealed.subarray(GCM_NONCE_BYTES));
}
