import { isBundleOf, type parseBundle } from "../../shared/crypto/bundle.ts";
import { deriveIdentity, type RootSeed } from "../../shared/crypto/identity.ts";
import type { LoginSeed } from "../../shared/crypto/login.ts";
import { openSlot, type SlotMaster, type SlotSecret } from "../../shared/crypto/slot.ts";
import type { SlotParams } from "../../shared/crypto/slot-params.ts";
import { AppError } from "../../shared/errors.ts";
import type { PortalOrigin, UserId } from "../../shared/ids.ts";
import { createClient } from "../api/client.ts";
import { slotOfKind } from "./kept-slots.ts";
import { answerChallenge, type Grant } from "./login.ts";
import type { SlotName } from "./records.ts";
import { inSlotThread } from "./slot-thread.ts";

/** Signing in with what a person typed, and opening the slot that the portal hands out for it. */

type Bytes = Uint8Array<ArrayBuffer>;

export interface AskedParams {
  readonly challenge: Bytes;
  readonly slotParams: SlotParams;
}

/** What the person's key at an address was made with, as the portal says. @throws KDF_REFUSED, ANSWER_MALFORMED, OFFLINE … */
export async function askParams(
  origin: PortalOrigin,
  { email, kind }: { email: string; kind: SlotName },
): Promise<AskedParams> {
  const client = createClient({ origin, session: null });
  const { challenge, salt, argon2 } = await client.call("createChallenge", { body: { email, kind } });
  if (!salt) throw new AppError("ANSWER_MALFORMED");
  if (kind === "kit") return { challenge, slotParams: { kind, salt } };
  if (!argon2) throw new AppError("KDF_REFUSED");
  return { challenge, slotParams: { kind, salt, argon2 } };
}

export interface ProvenSecret {
  readonly grant: Grant;
  readonly master: SlotMaster;
  readonly loginSeed: LoginSeed;
}

/** The parameters come from the server: `deriveLogin` refuses weaker ones before it derives anything (A38). @throws LOGIN_REFUSED, KDF_REFUSED */
export async function proveSecret(
  origin: PortalOrigin,
  input: AskedParams & { email: string; kind: SlotName; secret: SlotSecret },
): Promise<ProvenSecret> {
  const { email, kind, challenge, slotParams, secret } = input;
  const { loginSeed, master } = await inSlotThread("deriveLogin", { slotParams, secret });
  const grant = await answerChallenge(origin, { who: { email }, kind, challenge, loginSeed });
  return { grant, master, loginSeed };
}

/**
 * Opens the slot that was handed out. The whole identity is compared, not only the key that the slot is bound to (A03).
 * @throws CONTEXT_WRONG: the secret was right, or signing in had failed, so this is not what the person once sealed
 */
export async function openHandedSlot(
  slots: readonly Bytes[],
  master: SlotMaster,
  owner: { user: UserId; bundle: Awaited<ReturnType<typeof parseBundle>> },
): Promise<{ seed: RootSeed; wire: Bytes }> {
  const { user, bundle } = owner;
  try {
    const wire = slotOfKind(slots, master.params.kind);
    if (!wire) throw new AppError("CONTEXT_WRONG");
    const { seed } = await openSlot({ slot: wire, secret: master, user, signPublic: bundle.signPublic });
    if (isBundleOf(bundle, await deriveIdentity(seed))) return { seed, wire };
  } catch (cause) {
    throw new AppError("CONTEXT_WRONG", { cause });
  }
  throw new AppError("CONTEXT_WRONG");
}
