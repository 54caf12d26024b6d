// HPKE with X-Wing, twice: on the browser's own MLKEM768-X25519 where it gives the known answer (Chromium 156, Node 24),
// which keeps the private key out of JavaScript's reach, else in JavaScript (Firefox 153). Both give the same bytes.
import { AEAD_AES_256_GCM, KDF_HKDF_SHA256, KEM_MLKEM768_X25519, CipherSuite as NativeSuite } from "hpke";
import { type Bytes, equalBytes, parseBase64Url, randomBytes, toBase64Url, utf8 } from "../bytes.ts";
import { AppError } from "../errors.ts";
import { sha256 } from "./hash.ts";
import {
  PROBE_ENC,
  PROBE_INFO,
  PROBE_PLAIN,
  PROBE_PUBLIC_HASH,
  PROBE_SEALED,
  PROBE_SEED_BYTE,
} from "./kem-probe.ts";

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

const KEM_NAME = "MLKEM768-X25519";
const SEED_BYTES = 32;

/** The part of WebCrypto that the DOM types do not know yet. */
interface SubtleWithKem {
  importKey(
    format: "raw-seed",
    seed: Bytes,
    name: string,
    isExtractable: boolean,
    usages: readonly string[],
  ): Promise<CryptoKey>;
  getPublicKey?(key: CryptoKey, usages: readonly string[]): Promise<CryptoKey>;
  exportKey(format: "raw-public", key: CryptoKey): Promise<ArrayBuffer>;
}

const inScript = () => import("./kem-script.ts");
let native: Promise<NativeSuite | null> | undefined;

/** Makes the key pair of a 32-byte X-Wing seed; `kemPublic` is 1216 B. */
export async function createKemKey(seed: Bytes): Promise<{ kemKey: KemKey; kemPublic: Bytes }> {
  const suite = await nativeSuite();
  const kemKey = suite ? await importNative(suite, seed) : scriptKey(seed);
  return { kemKey, kemPublic: await kemPublicOf(seed, suite !== null) };
}

/**
 * Seals to the holder of a public key (HPKE base mode, empty aad). Anyone can do this: what is sealed must be signed too.
 * @throws OBJECT_MALFORMED when the public key is unusable
 */
export async function sealToKem(kemPublic: Bytes, info: Bytes, plain: Bytes): Promise<KemSealed> {
  const suite = await nativeSuite();
  try {
    if (suite) return await sealNative(suite, kemPublic, info, plain);
    return await (await inScript()).seal(kemPublic, info, plain);
  } catch (cause) {
    throw new AppError("OBJECT_MALFORMED", { cause });
  }
}

/**
 * Opens what was sealed to this key under the same `info`.
 * @throws CIPHERTEXT_DAMAGED
 */
export async function openFromKem(kemKey: KemKey, info: Bytes, sealed: KemSealed): Promise<Bytes> {
  const suite = await nativeSuite();
  try {
    if (kemKey.kind === "script") return await (await inScript()).open(kemKey.seed, info, sealed);
    if (!suite) throw new AppError("INTERNAL");
    return await openNative(suite, kemKey.key, info, sealed);
  } catch (cause) {
    throw new AppError("CIPHERTEXT_DAMAGED", { cause });
  }
}

const scriptKey = (seed: Bytes): KemKey => ({ kind: "script", seed: seed.slice() }) as KemKey;

const importNative = async (suite: NativeSuite, seed: Bytes): Promise<KemKey> =>
  ({ kind: "native", key: await suite.DeserializePrivateKey(seed) }) as KemKey;

/** Node 24 puts X-Wing together from its parts and cannot name the public key of a seed. */
async function kemPublicOf(seed: Bytes, isNative: boolean): Promise<Bytes> {
  return (isNative && (await nativePublicOf(seed))) || (await inScript()).publicOf(seed);
}

async function nativePublicOf(seed: Bytes): Promise<Bytes | null> {
  const subtle = crypto.subtle as unknown as SubtleWithKem;
  try {
    const key = await subtle.importKey("raw-seed", seed, KEM_NAME, false, ["decapsulateBits"]);
    const kemPublic = await subtle.getPublicKey?.(key, ["encapsulateBits"]);
    return kemPublic ? new Uint8Array(await subtle.exportKey("raw-public", kemPublic)) : null;
  } catch {
    return null;
  }
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

async function openNative(
  suite: NativeSuite,
  key: NativeKey,
  info: Bytes,
  { enc, sealed }: KemSealed,
): Promise<Bytes> {
  return new Uint8Array(await suite.Open(key, enc, sealed, { info }));
}

/** Asked once for each page: a browser that has half of it, or another draft of it, counts as having none. */
function nativeSuite(): Promise<NativeSuite | null> {
  native ??= probeNative();
  return native;
}

async function probeNative(): Promise<NativeSuite | null> {
  try {
    const suite = new NativeSuite(KEM_MLKEM768_X25519, KDF_HKDF_SHA256, AEAD_AES_256_GCM);
    return (await givesKnownAnswer(suite)) ? suite : null;
  } catch {
    return null;
  }
}

async function givesKnownAnswer(suite: NativeSuite): Promise<boolean> {
  const [seed, info] = [new Uint8Array(SEED_BYTES).fill(PROBE_SEED_BYTE), utf8(PROBE_INFO)];
  const key = await suite.DeserializePrivateKey(seed);
  const known = { enc: parseBase64Url(PROBE_ENC), sealed: parseBase64Url(PROBE_SEALED) };
  const kemPublic = await kemPublicOf(seed, true);
  if (!equalBytes(await openNative(suite, key, info, known), utf8(PROBE_PLAIN))) return false;
  if (toBase64Url(await sha256(kemPublic)) !== PROBE_PUBLIC_HASH) return false;
  const plain = randomBytes(SEED_BYTES);
  const sealed = await sealNative(suite, kemPublic, info, plain);
  return equalBytes(await openNative(suite, key, info, sealed), plain);
}
