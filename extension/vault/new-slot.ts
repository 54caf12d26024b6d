import * as v from "valibot";
import { bytesField } from "../../shared/api/fields.ts";
import { asSealed, toBase64Url } from "../../shared/bytes.ts";
import type { LoginSeed } from "../../shared/crypto/login.ts";
import { SLOT_MAX_BYTES } from "../../shared/crypto/slot-params.ts";
import { AppError } from "../../shared/errors.ts";
import type { PortalOrigin } from "../../shared/ids.ts";
import { changeAccount, withSlot } from "./account.ts";
import { readLockMark, writeUnlocked } from "./lock.ts";
import { type Grant, isRefused, proveLogin } from "./login.ts";
import { portalRecord, type SlotName, unlockedRecord } from "./records.ts";
import { storedItem } from "./stored.ts";

/**
 * A slot that was sent to the portal and whose answer did not come: nobody knows whether it is in force. In memory only, for
 * its login key is with it; after a lock the person's own words tell, at unlocking.
 */

const record = v.strictObject({
  kind: v.picklist(["passphrase", "kit"]),
  wire: bytesField(1, SLOT_MAX_BYTES),
  loginSeed: bytesField(32),
});

const newSlotRecord = (at: PortalOrigin) => storedItem("session", `new-slot:${at}`, record);

export interface SentSlot {
  readonly kind: SlotName;
  readonly wire: Uint8Array<ArrayBuffer>;
  readonly loginSeed: LoginSeed;
}

/** Notes a slot before it is sent. */
export const noteNewSlot = (origin: PortalOrigin, { kind, wire, loginSeed }: SentSlot): Promise<void> =>
  newSlotRecord(origin).write({ kind, wire: toBase64Url(wire), loginSeed: toBase64Url(loginSeed) });

/**
 * Asks the portal whether the noted slot is in force: then its key signs in. Keeps it in place of the old one if so, and
 * forgets it if not. Gives the session that came of it; null when the old one counts or none was noted.
 * @throws OFFLINE … while it cannot be told
 */
export async function settleNewSlot(origin: PortalOrigin): Promise<Grant | null> {
  const noted = await newSlotRecord(origin).read();
  const account = (await portalRecord(origin).read())?.account;
  if (!noted || !account) return null;
  const { kind } = noted;
  const loginSeed = noted.loginSeed as LoginSeed;
  try {
    const grant = await proveLogin(origin, { who: { user: account.user }, kind, loginSeed });
    if (grant.user !== account.user) throw new AppError("CONTEXT_WRONG");
    await keepNewSlot(origin, { kind, wire: asSealed(noted.wire), loginSeed });
    return grant;
  } catch (error) {
    if (!isRefused(error)) throw error;
    await newSlotRecord(origin).remove();
    return null;
  }
}

/** In force: from here on it opens this browser, and its key signs in. @throws LOCKED when things were locked meanwhile */
export async function keepNewSlot(origin: PortalOrigin, slot: SentSlot): Promise<void> {
  const lockMark = await readLockMark(origin);
  await changeAccount(origin, (account) => withSlot(account, slot));
  await newSlotRecord(origin).remove();
  const unlocked = await unlockedRecord(origin).read();
  if (unlocked?.loginKind !== slot.kind) return;
  const seeds = { seed: toBase64Url(unlocked.seed), loginSeed: toBase64Url(slot.loginSeed) };
  await writeUnlocked(origin, lockMark, { ...unlocked, ...seeds });
}
