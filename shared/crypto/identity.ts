import { type Brand, type Bytes, randomBytes } from "../bytes.ts";
import { encodeCbor } from "../cbor.ts";
import { AppError } from "../errors.ts";
import { idBytes, type UserId } from "../ids.ts";
import { type Bundle, type PublicKeys, parseBundle } from "./bundle.ts";
import { derive } from "./derive.ts";
import { SUITE } from "./fields.ts";
import { LABELS } from "./hash.ts";
import { createKemKey, type KemKey } from "./kem.ts";
import { importSignKey, type SignKey, sign, signPublicOf } from "./sign.ts";

export const ROOT_SEED_BYTES = 32;

/** 32 random bytes from which all of a person's keys come. Leaves the vault only inside an unlock slot. */
export type RootSeed = Brand<Bytes, "RootSeed">;

/** A person's keys, ready for use. */
export interface Identity extends PublicKeys {
  readonly signKey: SignKey;
  readonly kemKey: KemKey;
}

/** A new person's seed. */
export const createRootSeed = (): RootSeed => parseRootSeed(randomBytes(ROOT_SEED_BYTES));

/** @throws OBJECT_MALFORMED unless it is 32 bytes */
export function parseRootSeed(bytes: Bytes): RootSeed {
  if (bytes.length !== ROOT_SEED_BYTES) throw new AppError("OBJECT_MALFORMED");
  return bytes as RootSeed;
}

/** Derives the keys of a seed; the same seed gives the same keys in every browser. */
export async function deriveIdentity(seed: RootSeed): Promise<Identity> {
  const signSeed = await derive({ key: seed, label: LABELS.identitySign });
  const kemSeed = await derive({ key: seed, label: LABELS.identityKem });
  const [signKey, signPublic] = await Promise.all([importSignKey(signSeed), signPublicOf(signSeed)]);
  return { signKey, signPublic, ...(await createKemKey(kemSeed)) };
}

/** Makes the self-signed bundle of public keys under which a person is registered in the portal log. */
export async function createBundle(input: {
  identity: Identity;
  user: UserId;
  createdAtMs: number;
}): Promise<Bundle> {
  const { signKey, signPublic, kemPublic } = input.identity;
  const payload = encodeCbor([SUITE, idBytes(input.user), signPublic, kemPublic, input.createdAtMs]);
  return parseBundle(await sign(LABELS.bundle, signKey, payload));
}
