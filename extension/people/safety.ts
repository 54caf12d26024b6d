import { joinHalves, safetyHalf } from "../../shared/crypto/safety-number.ts";
import { AppError } from "../../shared/errors.ts";
import type { PortalOrigin, UserId } from "../../shared/ids.ts";
import { type OpenPortal, openPortal } from "../spaces/portal-session.ts";
import { changeOwnSettings, readVerified as readVerifiedOf } from "./own-record.ts";

/** Comparing keys with another person, and remembering with whom it was done. */

export interface SafetyNumber {
  /** Six groups of five digits. */
  readonly own: readonly string[];
  /** The other person's half; null when the number is one's own. */
  readonly other: readonly string[] | null;
  /** Twelve groups, the same at both people's; the own half alone without another person. */
  readonly combined: readonly string[];
}

function bundleHashOf({ state }: OpenPortal, user: UserId): Uint8Array<ArrayBuffer> {
  const bundle = state.users.get(user)?.bundle;
  if (!bundle) throw new AppError("KEYS_MISSING");
  return bundle.hash;
}

/** @throws KEYS_MISSING when there is no such person */
export async function readSafetyNumber(origin: PortalOrigin, user?: UserId): Promise<SafetyNumber> {
  const portal = await openPortal(origin);
  const halfOf = (person: UserId): Promise<readonly string[]> =>
    safetyHalf({ portal: portal.portalId, bundleHash: bundleHashOf(portal, person) });
  const own = await halfOf(portal.user);
  if (user === undefined || user === portal.user) return { own, other: null, combined: own };
  const other = await halfOf(user);
  return { own, other, combined: joinHalves(own, other) };
}

/** Remembers, or forgets, that these very keys were compared. Kept sealed at the portal, for all of one's browsers. */
export async function setVerified(input: {
  origin: PortalOrigin;
  user: UserId;
  isVerified: boolean;
}): Promise<void> {
  const { user, isVerified } = input;
  const portal = await openPortal(input.origin);
  const hash = bundleHashOf(portal, user);
  await changeOwnSettings(portal, (before) => {
    const verified = new Map(before.verified);
    if (isVerified) verified.set(user, hash);
    else verified.delete(user);
    return { ...before, verified };
  });
}

/** Those whose present keys were compared. */
export const readVerified = async (origin: PortalOrigin): Promise<ReadonlySet<UserId>> =>
  readVerifiedOf(await openPortal(origin));
