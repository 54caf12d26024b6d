import { equalBytes } from "../../shared/bytes.ts";
import { parseBundle } from "../../shared/crypto/bundle.ts";
import type { SlotSecret } from "../../shared/crypto/slot.ts";
import { AppError, type ErrorCode } from "../../shared/errors.ts";
import type { PortalOrigin, SpaceId } from "../../shared/ids.ts";
import { withSlot } from "./account.ts";
import { demandNoCheaper, keptParams } from "./kept-slots.ts";
import { checkPortal } from "./login.ts";
import { askParams, openHandedSlot, proveSecret } from "./prove-secret.ts";
import type { AccountRecord, SlotName } from "./records.ts";

/** Unlocking with a passphrase or kit that came into force in another browser: by signing in with it. */

interface Anew {
  readonly origin: PortalOrigin;
  readonly portal: SpaceId;
  readonly account: AccountRecord;
  readonly email: AccountRecord["email"];
  readonly kind: SlotName;
  readonly secret: SlotSecret;
}

/** What the person has to hear of; whatever else went wrong, what was typed did not unlock. */
const TOLD: ReadonlySet<ErrorCode> = new Set([
  "PORTAL_CHANGED",
  "CONTEXT_WRONG",
  "KDF_REFUSED",
  "CLOCK_WRONG",
  "RATE_LIMITED",
]);

/**
 * Opens the new slot, to be taken in place of the one kept here: only if it holds the very keys, of the very person, that are
 * kept here. Null when what was typed does not sign in, or the portal cannot be asked.
 * @throws PORTAL_CHANGED; CONTEXT_WRONG when it handed out something else; KDF_REFUSED, CLOCK_WRONG, RATE_LIMITED
 */
export async function unlockAnew(anew: Anew) {
  try {
    return await signInAnew(anew);
  } catch (error) {
    if (error instanceof AppError && !TOLD.has(error.code)) return null;
    throw error;
  }
}

async function signInAnew({ origin, portal, account, email, kind, secret }: Anew) {
  await checkPortal(origin, portal);
  const asked = await askParams(origin, { email, kind });
  const kept = keptParams(account, kind);
  // Tried already: a portal that has nothing newer is told nothing about what was typed
  const isProven = !account.slots.some((slot) => slot.kind === kind && slot.isUnproven);
  if (kept && isProven && equalBytes(kept.salt, asked.slotParams.salt)) return null;
  demandNoCheaper(kept, asked.slotParams);
  const { grant, master, loginSeed } = await proveSecret(origin, { ...asked, email, kind, secret });
  if (grant.user !== account.user) throw new AppError("CONTEXT_WRONG");
  const owner = { user: account.user, bundle: await parseBundle(account.bundle) };
  const { seed, wire } = await openHandedSlot(grant.slots, master, owner);
  const change = (now: AccountRecord): AccountRecord => ({ ...withSlot(now, { kind, wire }), email });
  return { grant, seed, loginSeed, change };
}
