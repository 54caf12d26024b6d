import { type Bytes, concat } from "../bytes.ts";
import { domain, type Label } from "./hash.ts";

const EMPTY: Bytes = new Uint8Array(0);

interface Derivation {
  readonly key: Bytes;
  /** Empty unless given. */
  readonly salt?: Bytes;
  readonly label: Label;
  /** Empty unless given. */
  readonly context?: Bytes;
  /** 32 unless given. */
  readonly lengthBytes?: number;
}

/** HKDF-SHA-256 (RFC 5869) with `info = domain(label) || context`. */
export async function derive({
  key,
  salt = EMPTY,
  label,
  context = EMPTY,
  lengthBytes = 32,
}: Derivation): Promise<Bytes> {
  const material = await crypto.subtle.importKey("raw", key, "HKDF", false, ["deriveBits"]);
  const info = concat(domain(label), context);
  return new Uint8Array(
    await crypto.subtle.deriveBits({ name: "HKDF", hash: "SHA-256", salt, info }, material, lengthBytes * 8),
  );
}
