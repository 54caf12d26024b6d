import { type Bytes, concat, type Sealed } from "../bytes.ts";
import { type CborValue, encodeCbor, parseCbor } from "../cbor.ts";
import { AppError } from "../errors.ts";
import { idBytes, type UserId } from "../ids.ts";
import { deriveGcmKey } from "./derive.ts";
import { SUITE } from "./fields.ts";
import { type GcmKey, openWithNonce, sealWithNonce } from "./gcm.ts";
import { domain, LABELS } from "./hash.ts";
import type { RootSeed } from "./identity.ts";

export const OWN_SETTINGS_MAX_BYTES = 160 * 1024;

/** Whose settings, and which edition of them; another's or another edition's do not open. */
export interface OwnSettingsContext {
  readonly seed: RootSeed;
  readonly user: UserId;
  readonly revision: number;
}

/**
 * Seals what a person chose for himself (docs/format.md, Own settings).
 * @throws OBJECT_MALFORMED when it is more than 160 KiB sealed, or no CBOR of ours
 */
export async function sealOwnSettings(input: OwnSettingsContext & { settings: CborValue }): Promise<Sealed> {
  const sealed = await sealWithNonce(
    await settingsKeyOf(input),
    settingsAad(input),
    encodeCbor(input.settings),
  );
  if (sealed.length > OWN_SETTINGS_MAX_BYTES) throw new AppError("OBJECT_MALFORMED");
  return sealed;
}

/**
 * Opens them; what is in them is checked by the caller. That the revision is not one from before is, too.
 * @throws OBJECT_MALFORMED, CIPHERTEXT_DAMAGED
 */
export async function openOwnSettings(input: OwnSettingsContext & { wire: Bytes }): Promise<CborValue> {
  if (input.wire.length > OWN_SETTINGS_MAX_BYTES) throw new AppError("OBJECT_MALFORMED");
  return parseCbor(await openWithNonce(await settingsKeyOf(input), settingsAad(input), input.wire));
}

const settingsKeyOf = ({ seed }: OwnSettingsContext): Promise<GcmKey> =>
  deriveGcmKey({ key: seed, label: LABELS.ownSettings });

const settingsAad = ({ user, revision }: OwnSettingsContext): Bytes =>
  concat(domain(LABELS.ownSettings), encodeCbor([SUITE, idBytes(user), revision]));
