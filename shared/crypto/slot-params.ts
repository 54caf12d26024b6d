import * as v from "valibot";
import type { Bytes } from "../bytes.ts";
import { type CborValue, encodeCbor } from "../cbor.ts";
import { AppError } from "../errors.ts";
import {
  bytesBetween,
  bytesField,
  checkFields,
  integerField,
  parseFields,
  SUITE,
  suiteField,
} from "./fields.ts";

export const SLOT_SALT_BYTES = 16;
export const SLOT_MAX_BYTES = 1280;
const SLOT_NONCE_BYTES = 12;
const SLOT_SEALED_BYTES = 48;
const CREDENTIAL_ID_MAX_BYTES = 1023;

/** The ways of unlocking, as they stand in a slot. */
const SLOT_KIND = { passphrase: 1, kit: 2, passkey: 3 } as const;

/** Cost of Argon2id. */
export interface Argon2Cost {
  readonly memoryKiB: number;
  readonly passes: number;
  readonly lanes: number;
}

/** The cost of new slots, and the least that a reader accepts (A38). */
export const DEFAULT_ARGON2: Argon2Cost = { memoryKiB: 65536, passes: 3, lanes: 4 };
/** The most that a reader accepts: a hostile server must not be able to hang the browser. */
const MOST_ARGON2: Argon2Cost = { memoryKiB: 1048576, passes: 10, lanes: 16 };

/** How a slot is opened, without what is sealed in it: what the server tells a new device before it signs in. */
export type SlotParams =
  | { readonly kind: "passphrase"; readonly salt: Bytes; readonly argon2: Argon2Cost }
  | { readonly kind: "kit"; readonly salt: Bytes }
  | { readonly kind: "passkey"; readonly salt: Bytes; readonly credentialId: Bytes };

/** An unlock slot that was read but not opened. */
export interface Slot {
  readonly params: SlotParams;
  readonly nonce: Bytes;
  readonly sealed: Bytes;
}

const argon2Schema = v.strictTuple([integerField(), integerField(), integerField()]);
const noParamsSchema = v.strictTuple([]);
const passkeySchema = v.strictTuple([bytesBetween(1, CREDENTIAL_ID_MAX_BYTES)]);
const slotSchema = v.strictTuple([
  suiteField,
  v.picklist([SLOT_KIND.passphrase, SLOT_KIND.kit, SLOT_KIND.passkey]),
  bytesField(SLOT_SALT_BYTES),
  v.array(v.unknown()),
  bytesField(SLOT_NONCE_BYTES),
  bytesField(SLOT_SEALED_BYTES),
]);

/**
 * Reads a slot and checks its parameters; opens nothing.
 * @throws OBJECT_MALFORMED, SUITE_UNKNOWN; KDF_REFUSED when the passphrase would be stretched too little or absurdly much
 */
export function parseSlot(wire: Bytes): Slot {
  if (wire.length > SLOT_MAX_BYTES) throw new AppError("OBJECT_MALFORMED");
  const [, kind, salt, params, nonce, sealed] = parseFields(slotSchema, wire);
  return { params: parseParams(kind, salt, params), nonce, sealed };
}

/** The bytes of a slot. */
export const encodeSlot = ({ params, nonce, sealed }: Slot): Bytes =>
  encodeCbor([...encodeSlotParams(params), nonce, sealed]);

/** `suite, kind, salt, params`: how a slot begins, and what its sealing is bound to. */
export const encodeSlotParams = (params: SlotParams): CborValue[] => [
  SUITE,
  SLOT_KIND[params.kind],
  params.salt,
  encodeKindParams(params),
];

/**
 * Checks parameters, whoever said them, before anything is derived from a secret.
 * @throws OBJECT_MALFORMED for a salt of another length; KDF_REFUSED
 */
export function checkSlotParams(params: SlotParams): void {
  if (params.salt.length !== SLOT_SALT_BYTES) throw new AppError("OBJECT_MALFORMED");
  if (params.kind === "passphrase") checkArgon2(params.argon2);
}

/**
 * Refuses a cost below {@link DEFAULT_ARGON2} or absurdly high.
 * @throws KDF_REFUSED
 */
function checkArgon2(cost: Argon2Cost): void {
  const isWithin = (["memoryKiB", "passes", "lanes"] as const).every(
    (name) =>
      Number.isSafeInteger(cost[name]) &&
      cost[name] >= DEFAULT_ARGON2[name] &&
      cost[name] <= MOST_ARGON2[name],
  );
  if (!isWithin) throw new AppError("KDF_REFUSED");
}

function parseParams(kind: 1 | 2 | 3, salt: Bytes, params: unknown[]): SlotParams {
  if (kind === SLOT_KIND.kit) {
    checkFields(noParamsSchema, params);
    return { kind: "kit", salt };
  }
  if (kind === SLOT_KIND.passkey) {
    const [credentialId] = checkFields(passkeySchema, params);
    return { kind: "passkey", salt, credentialId };
  }
  const [memoryKiB, passes, lanes] = checkFields(argon2Schema, params);
  checkArgon2({ memoryKiB, passes, lanes });
  return { kind: "passphrase", salt, argon2: { memoryKiB, passes, lanes } };
}

function encodeKindParams(params: SlotParams): CborValue[] {
  if (params.kind === "passphrase")
    return [params.argon2.memoryKiB, params.argon2.passes, params.argon2.lanes];
  return params.kind === "passkey" ? [params.credentialId] : [];
}
