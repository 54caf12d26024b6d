import { type Bytes, concat } from "../bytes.ts";
import { AppError } from "../errors.ts";
import type { GcmKey } from "./gcm.ts";
import { domain, type Label } from "./hash.ts";

const EMPTY: Bytes = new Uint8Array(0);

/** What every derivation depends on. */
interface KeyDerivation {
  readonly key: Bytes;
  /** Empty unless given. */
  readonly salt?: Bytes;
  readonly label: Label;
  /** Empty unless given. */
  readonly context?: Bytes;
}

interface Derivation extends KeyDerivation {
  /** 32 unless given. */
  readonly lengthBytes?: number;
}

/** Keys are wiped by zeros when everything is locked. Whoever still holds one then must seal nothing with it. */
function demandUnwiped(key: Bytes): void {
  if (key.every((byte) => byte === 0)) throw new AppError("LOCKED");
}

/** HKDF-SHA-256 (RFC 5869) with `info = domain(label) || context`. @throws LOCKED for a key that was wiped */
export async function derive({ lengthBytes = 32, ...input }: Derivation): Promise<Bytes> {
  demandUnwiped(input.key);
  const material = await crypto.subtle.importKey("raw", input.key, "HKDF", false, ["deriveBits"]);
  return new Uint8Array(await crypto.subtle.deriveBits(hkdf(input), material, lengthBytes * 8));
}

/** The same 32 bytes as a key for AES-256-GCM that was never within JavaScript's reach. @throws LOCKED for a key that was wiped */
export async function deriveGcmKey(input: KeyDerivation): Promise<GcmKey> {
  demandUnwiped(input.key);
  const material = await crypto.subtle.importKey("raw", input.key, "HKDF", false, ["deriveKey"]);
  const algorithm = { name: "AES-GCM", length: 256 };
  return (await crypto.subtle.deriveKey(hkdf(input), material, algorithm, false, [
    "encrypt",
    "decrypt",
  ])) as GcmKey;
}

const hkdf = ({ salt = EMPTY, label, context = EMPTY }: KeyDerivation) => ({
  name: "HKDF",
  hash: "SHA-256",
  salt,
  info: concat(domain(label), context),
});
