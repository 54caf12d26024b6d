import * as v from "valibot";
import { type Bytes, equalBytes } from "../bytes.ts";
import { AppError } from "../errors.ts";
import type { UserId } from "../ids.ts";
import { bytesField, parseFields, suiteField, timeField, userField } from "./fields.ts";
import { hash, LABELS } from "./hash.ts";
import { SIGN_PUBLIC_BYTES, SIGNATURE_BYTES, verifySigned } from "./verify.ts";

export const KEM_PUBLIC_BYTES = 1216;
export const BUNDLE_MAX_BYTES = 1400;

const bundleSchema = v.strictTuple([
  suiteField,
  userField,
  bytesField(SIGN_PUBLIC_BYTES),
  bytesField(KEM_PUBLIC_BYTES),
  timeField,
]);

/** The public halves of an identity. */
export interface PublicKeys {
  /** Ed25519, 32 B. */
  readonly signPublic: Bytes;
  /** X-Wing, 1216 B. */
  readonly kemPublic: Bytes;
}

/** A person's verified public keys (docs/format.md, Identity and key bundle). */
export interface Bundle extends PublicKeys {
  readonly user: UserId;
  readonly createdAtMs: number;
  /** The object as sent. */
  readonly wire: Bytes;
  /** `hash("strongroom/1/bundle-hash", wire)`, 32 B. */
  readonly hash: Bytes;
}

/**
 * Reads a key bundle and checks that it is signed with the key that it carries. Whose it is, only the portal
 * log can tell.
 * @throws OBJECT_MALFORMED, SUITE_UNKNOWN, SIGNATURE_WRONG
 */
export async function parseBundle(wire: Bytes): Promise<Bundle> {
  if (wire.length > BUNDLE_MAX_BYTES) throw new AppError("OBJECT_MALFORMED");
  // The key stands inside what it signs: read first, believe nothing before the signature holds.
  const [, user, signPublic, kemPublic, createdAtMs] = parseFields(bundleSchema, wire.slice(SIGNATURE_BYTES));
  await verifySigned(LABELS.bundle, signPublic, wire);
  return { user, signPublic, kemPublic, createdAtMs, wire, hash: await hash(LABELS.bundleHash, wire) };
}

/** Whether a bundle carries exactly these public keys. Asked after every unlock (A03). */
export const isBundleOf = (bundle: Bundle, keys: PublicKeys): boolean =>
  equalBytes(bundle.signPublic, keys.signPublic) && equalBytes(bundle.kemPublic, keys.kemPublic);

/** `hash("strongroom/1/kem-hash", kemPublic)`: names a member's key inside a lockbox. */
export const hashKemPublic = (kemPublic: Bytes): Promise<Bytes> => hash(LABELS.kemHash, kemPublic);
