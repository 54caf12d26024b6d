import type { Brand, Bytes } from "../bytes.ts";
import { encodeCbor } from "../cbor.ts";
import { AppError } from "../errors.ts";
import { hash, LABELS } from "./hash.ts";
import { withoutUnseen } from "./unseen.ts";

export const PROFILE_SALT_BYTES = 16;

/** An e-mail address in the one spelling under which it is kept and compared. */
export type Email = Brand<string, "Email">;
/** A person's name as shown to others. */
export type PersonName = Brand<string, "PersonName">;

/** What the log commits to instead of carrying it. */
export interface Profile {
  /** 16 random bytes, so that nobody can try out names against the commitment. */
  readonly salt: Bytes;
  readonly name: string;
  readonly email: string;
}

const CONTROLS = /[\p{Cc}\p{Bidi_Control}\u2028\u2029]/u;

/** `hash("strongroom/1/profile", CBOR[salt, name, email])`, 32 B. */
export const commitProfile = async ({ salt, name, email }: Profile): Promise<Bytes> =>
  hash(LABELS.profile, encodeCbor([salt, name, email]));

/**
 * Takes what a person typed and gives NFC, lower case, no white space around.
 * Deliberately loose on what an address may be: only a mail proves one.
 * @throws OBJECT_MALFORMED unless it is 3 to 254 characters, one of them an `@` inside, none of them space or invisible
 */
export function normalizeEmail(value: unknown): Email {
  if (typeof value !== "string" || !value.isWellFormed()) throw new AppError("OBJECT_MALFORMED");
  const email = value.trim().normalize("NFC").toLowerCase();
  const length = [...email].length;
  if (length < 3 || length > 254 || !/^[^@\s\p{C}]+@[^@\s\p{C}]+$/u.test(email))
    throw new AppError("OBJECT_MALFORMED");
  return email as Email;
}

/**
 * Takes what a person typed and gives NFC without white space around, and without what nobody sees.
 * @throws OBJECT_MALFORMED unless it is 1 to 100 characters, none of them control or direction-changing
 */
export function parsePersonName(value: unknown): PersonName {
  if (typeof value !== "string" || !value.isWellFormed() || CONTROLS.test(value.trim()))
    throw new AppError("OBJECT_MALFORMED");
  const name = withoutUnseen(value).trim().normalize("NFC");
  const length = [...name].length;
  if (length < 1 || length > 100) throw new AppError("OBJECT_MALFORMED");
  return name as PersonName;
}
