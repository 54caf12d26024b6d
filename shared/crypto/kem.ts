// HPKE with X-Wing, twice: on the browser's own MLKEM768-X25519 where a full round trip works (Chromium 156, Node 26),
// which keeps the private key out of JavaScript's reach, else in JavaScript (Firefox 153). Both give the same bytes.
import { Aes256Gcm, HkdfSha256, CipherSuite as ScriptSuite } from "@hpke/core";
import { XWing } from "@hpke/hybridkem-x-wing";
import { AEAD_AES_256_GCM, KDF_HKDF_SHA256, KEM_MLKEM768_X25519, CipherSuite as NativeSuite } from "hpke";
import { type Bytes, equalBytes, randomBytes } from "../bytes.ts";
import { AppError } from "../errors.ts";

type NativeKey = Awaited<ReturnType<NativeSuite["DeserializePrivateKey"]>>;

declare const use: unique symbol;
/** A private X-Wing key. */
export type KemKey = (
  | { readonly kind: "native"; readonly key: NativeKey }
  | { readonly kind: "script"; readonly seed: Bytes }
) & { readonly [use]: "kem" };

export interface KemSealed {
  /** 1120 B. */
  readonly enc: Bytes;
  /** `ciphertext || tag 16 B`. */
  readonly sealed: Bytes;
}

const xWing = new XWing();
const scriptSuite = new ScriptSuite({ kem: xWing, kdf: new HkdfSha256(), aead: new Aes256Gcm() });
let native: Promise<NativeSuite | null> | undefined;

/** Makes the key pair of a 32-byte X-Wing seed; `kemPublic` is 1216 B. */
export async function createKemKey(seed: Bytes): Promise<{ kemKey: KemKey; kemPublic: Bytes }> {
  const suite = await nativeSuite();
  const kemKey = suite ? await importNative(suite, seed) : scriptKey(seed);
  return { kemKey, kemPublic: await kemPublicOf(seed) };
}

/**
 * Seals to the holder of a public key (HPKE base mode, empty aad). Anyone can do this: what is sealed must be signed too.
 * @throws OBJECT_MALFORMED when the public key is unusable
 */
export async function sealToKem(kemPublic: Bytes, info: Bytes, plain: Bytes): Promise<KemSealed> {
  const suite = await nativeSuite();
  try {
    return await (suite ? sealNative(suite, kemPublic, info, plain) : sealScript(kemPublic, info, plain));
  } catch (cause) {
    throw new AppError("OBJECT_MALFORMED", { cause });
  }
}

/**
 * Opens what was sealed to this key under the same `info`.
 * @throws CIPHERTEXT_DAMAGED
 */
export async function openFromKem(kemKey: KemKey, info: Bytes, { enc, sealed }: KemSealed): Promise<Bytes> {
  const suite = await nativeSuite();
  try {
    if (kemKey.kind === "script") return await openScript(kemKey.seed, info, { enc, sealed });
    if (!suite) throw new AppError("INTERNAL");
    return new Uint8Array(await suite.Open(kemKey.key, enc, sealed, { info }));
  } catch (cause) {
    throw new AppError("CIPHERTEXT_DAMAGED", { cause });
  }
}

const scriptKey = (seed: Bytes): KemKey => ({ kind: "script", seed: seed.slice() }) as KemKey;

const importNative = async (suite: NativeSuite, seed: Bytes): Promise<KemKey> =>
  ({ kind: "native", key: await suite.DeserializePrivateKey(seed) }) as KemKey;

async function kemPublicOf(seed: Bytes): Promise<Bytes> {
  const { publicKey } = await xWing.generateKeyPairDerand(seed.slice());
  return new Uint8Array(await xWing.serializePublicKey(publicKey));
}

async function sealNative(
  suite: NativeSuite,
  kemPublic: Bytes,
  info: Bytes,
  plain: Bytes,
): Promise<KemSealed> {
  const key = await suite.DeserializePublicKey(kemPublic);
  const { encapsulatedSecret, ciphertext } = await suite.Seal(key, plain, { info });
  return { enc: new Uint8Array(encapsulatedSecret), sealed: new Uint8Array(ciphertext) };
}

async function sealScript(kemPublic: Bytes, info: Bytes, plain: Bytes): Promise<KemSealed> {
  const recipientPublicKey = await xWing.deserializePublicKey(kemPublic);
  const { enc, ct } = await scriptSuite.seal({ recipientPublicKey, info }, plain);
  return { enc: new Uint8Array(enc), sealed: new Uint8Array(ct) };
}

async function openScript(seed: Bytes, info: Bytes, { enc, sealed }: KemSealed): Promise<Bytes> {
  const recipientKey = await xWing.deserializePrivateKey(seed);
  return new Uint8Array(await scriptSuite.open({ recipientKey, enc, info }, sealed));
}

/** Asked once for each page: a browser that has half of it, or another draft of it, counts as having none. */
function nativeSuite(): Promise<NativeSuite | null> {
  native ??= probeNative();
  return native;
}

async function probeNative(): Promise<NativeSuite | null> {
  const [seed, info, plain] = [randomBytes(32), randomBytes(8), randomBytes(32)];
  try {
    const suite = new NativeSuite(KEM_MLKEM768_X25519, KDF_HKDF_SHA256, AEAD_AES_256_GCM);
    const sealed = await sealNative(suite, await kemPublicOf(seed), info, plain);
    const key = await suite.DeserializePrivateKey(seed);
    const byNative = await suite.Open(key, sealed.enc, sealed.sealed, { info });
    const byScript = await openScript(seed, info, sealed);
    return equalBytes(byNative, plain) && equalBytes(byScript, plain) ? suite : null;
  } catch {
    return null;
  }
}
