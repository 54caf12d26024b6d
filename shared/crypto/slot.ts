import { asSealed, type Bytes, concat, equalBytes, randomBytes, type Sealed, utf8 } from "../bytes.ts";
import { encodeCbor } from "../cbor.ts";
import { AppError } from "../errors.ts";
import { idBytes, type UserId } from "../ids.ts";
import { argon2id } from "./argon2.ts";
import { derive, deriveGcmKey } from "./derive.ts";
import { GCM_NONCE_BYTES, type GcmKey, openGcm, sealGcm } from "./gcm.ts";
import { domain, LABELS } from "./hash.ts";
import { parseRootSeed, type RootSeed } from "./identity.ts";
import type { KitSecret } from "./kit.ts";
import { deriveLoginSeed, type LoginSeed } from "./login.ts";
import { signPublicOf } from "./sign.ts";
import {
  type Argon2Cost,
  checkSlotParams,
  DEFAULT_ARGON2,
  encodeSlot,
  encodeSlotParams,
  parseSlot,
  SLOT_SALT_BYTES,
  type SlotParams,
} from "./slot-params.ts";

/** What a person has or knows. */
export type SlotSecret =
  | { readonly kind: "passphrase"; readonly passphrase: string }
  | { readonly kind: "kit"; readonly kit: KitSecret }
  | { readonly kind: "passkey"; readonly prfOutput: Bytes };

/** A secret that was stretched already, so that signing in and opening the slot cost one Argon2id, not two. */
export interface SlotMaster {
  readonly kind: "master";
  readonly master: Bytes;
  readonly params: SlotParams;
}

/** Whose seed a slot holds; bound into the sealing. */
interface SlotOwner {
  readonly user: UserId;
  /** Ed25519, 32 B, of the seed. */
  readonly signPublic: Bytes;
}

interface NewSlotInput extends SlotOwner {
  readonly seed: RootSeed;
}

/** A slot to register, and the seed of the login key that goes with it. */
export interface NewSlot {
  readonly wire: Sealed;
  readonly params: SlotParams;
  readonly loginSeed: LoginSeed;
}

const PRF_OUTPUT_BYTES = 32;

/**
 * Seals the seed under a passphrase. Does not judge the passphrase.
 * @throws KDF_REFUSED when `argon2` is cheaper than {@link DEFAULT_ARGON2}
 */
export const createPassphraseSlot = (
  input: NewSlotInput & { passphrase: string; argon2?: Argon2Cost },
): Promise<NewSlot> => {
  const params: SlotParams = { kind: "passphrase", salt: newSalt(), argon2: input.argon2 ?? DEFAULT_ARGON2 };
  return createSlot(input, params, { kind: "passphrase", passphrase: input.passphrase });
};

/** Seals the seed under a recovery kit's secret. */
export const createKitSlot = (input: NewSlotInput & { kit: KitSecret }): Promise<NewSlot> =>
  createSlot(input, { kind: "kit", salt: newSalt() }, { kind: "kit", kit: input.kit });

/** The salt for which a passkey is to be asked before {@link createPasskeySlot}. */
export const createPasskeySalt = (): Bytes => newSalt();

/** Seals the seed under what a passkey's PRF gave (32 B) for `salt`. */
export const createPasskeySlot = (
  input: NewSlotInput & { prfOutput: Bytes; salt: Bytes; credentialId: Bytes },
): Promise<NewSlot> => {
  const params: SlotParams = { kind: "passkey", salt: input.salt, credentialId: input.credentialId };
  return createSlot(input, params, { kind: "passkey", prfOutput: input.prfOutput });
};

/**
 * Stretches a secret and derives the login key's seed, for a device that has no slot yet. `slotParams` come from
 * the server: they are checked before anything is derived. Hand `master` to {@link openSlot} afterwards.
 * @throws KDF_REFUSED, OBJECT_MALFORMED; UNLOCK_REFUSED when the secret is of another kind
 */
export async function deriveLogin(input: {
  slotParams: SlotParams;
  secret: SlotSecret;
}): Promise<{ loginSeed: LoginSeed; master: SlotMaster }> {
  const master = await stretch(input.slotParams, input.secret);
  const loginSeed = await deriveLoginSeed(master, input.slotParams.salt);
  return { loginSeed, master: { kind: "master", master, params: input.slotParams } };
}

/**
 * Opens a slot. The seed is given out only if its public key is `signPublic`; compare the whole bundle afterwards.
 * @throws OBJECT_MALFORMED, SUITE_UNKNOWN, KDF_REFUSED before anything is derived; UNLOCK_REFUSED for a wrong secret,
 * another owner or a damaged slot, without telling which
 */
export async function openSlot(
  input: SlotOwner & { slot: Bytes; secret: SlotSecret | SlotMaster },
): Promise<{ seed: RootSeed; loginSeed: LoginSeed }> {
  const { params, nonce, sealed } = parseSlot(input.slot);
  const master = await masterOf(params, input.secret);
  const opened = await openSeed({ master, params, nonce, sealed }, input);
  const loginSeed = await deriveLoginSeed(master, params.salt);
  return { seed: opened, loginSeed };
}

const newSalt = (): Bytes => randomBytes(SLOT_SALT_BYTES);

async function createSlot(input: NewSlotInput, params: SlotParams, secret: SlotSecret): Promise<NewSlot> {
  const master = await stretch(params, secret);
  const key = await wrapKeyOf(master, params.salt);
  const nonce = randomBytes(GCM_NONCE_BYTES);
  const sealed = await sealGcm({ key, nonce, aad: slotAad(params, input) }, input.seed);
  const wire = asSealed(encodeSlot({ params, nonce, sealed }));
  parseSlot(wire);
  return { wire, params, loginSeed: await deriveLoginSeed(master, params.salt) };
}

async function masterOf(params: SlotParams, secret: SlotSecret | SlotMaster): Promise<Bytes> {
  if (secret.kind !== "master") return stretch(params, secret);
  const isSame = equalBytes(
    encodeCbor(encodeSlotParams(params)),
    encodeCbor(encodeSlotParams(secret.params)),
  );
  if (!isSame) throw new AppError("UNLOCK_REFUSED");
  return secret.master;
}

/** From a secret to the 32 bytes that the slot's keys come from. */
async function stretch(params: SlotParams, secret: SlotSecret): Promise<Bytes> {
  checkSlotParams(params);
  if (params.kind === "passphrase" && secret.kind === "passphrase")
    return stretchPassphrase(params, secret.passphrase);
  if (params.kind === "kit" && secret.kind === "kit") {
    return derive({ key: secret.kit, salt: params.salt, label: LABELS.kit });
  }
  if (
    params.kind === "passkey" &&
    secret.kind === "passkey" &&
    secret.prfOutput.length === PRF_OUTPUT_BYTES
  ) {
    return secret.prfOutput;
  }
  throw new AppError("UNLOCK_REFUSED");
}

/** NFKC: the same passphrase typed on another keyboard gives the same bytes. */
async function stretchPassphrase(
  { salt, argon2 }: SlotParams & { kind: "passphrase" },
  passphrase: string,
): Promise<Bytes> {
  if (passphrase === "") throw new AppError("UNLOCK_REFUSED");
  return argon2id(utf8(passphrase.normalize("NFKC")), salt, argon2);
}

async function openSeed(
  slot: { master: Bytes; params: SlotParams; nonce: Bytes; sealed: Bytes },
  owner: SlotOwner,
): Promise<RootSeed> {
  const key = await wrapKeyOf(slot.master, slot.params.salt);
  try {
    const seed = parseRootSeed(
      await openGcm({ key, nonce: slot.nonce, aad: slotAad(slot.params, owner) }, slot.sealed),
    );
    const signSeed = await derive({ key: seed, label: LABELS.identitySign });
    if (equalBytes(await signPublicOf(signSeed), owner.signPublic)) return seed;
  } catch (cause) {
    throw new AppError("UNLOCK_REFUSED", { cause });
  }
  throw new AppError("UNLOCK_REFUSED");
}

const wrapKeyOf = (master: Bytes, salt: Bytes): Promise<GcmKey> =>
  deriveGcmKey({ key: master, salt, label: LABELS.slotWrap });

const slotAad = (params: SlotParams, { user, signPublic }: SlotOwner): Bytes =>
  concat(domain(LABELS.slot), encodeCbor([...encodeSlotParams(params), idBytes(user), signPublic]));
