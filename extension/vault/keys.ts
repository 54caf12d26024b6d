import { isBundleOf, parseBundle } from "../../shared/crypto/bundle.ts";
import { deriveIdentity, type Identity, parseRootSeed } from "../../shared/crypto/identity.ts";
import { AppError } from "../../shared/errors.ts";
import type { PortalOrigin, UserId } from "../../shared/ids.ts";
import { onLockWipe, readUnlocked } from "./lock.ts";
import { portalRecord, type Unlocked } from "./records.ts";

/** The keys of the person, for as long as things are unlocked. Kept in this page's memory only, not exportable. */

export interface Keys {
  readonly user: UserId;
  readonly identity: Identity;
}

const cache = new Map<PortalOrigin, { user: UserId; keys: Promise<Keys> }>();

/**
 * The keys for a portal. Asks on every call whether it is still unlocked.
 * @throws LOCKED; CONTEXT_WRONG when they are not the keys of the account's bundle
 */
export async function readKeys(origin: PortalOrigin): Promise<Keys> {
  onLockWipe(forgetKeys);
  const unlocked = await readUnlocked(origin);
  if (!unlocked) throw new AppError("LOCKED");
  const known = cache.get(origin);
  if (known?.user === unlocked.user) return known.keys;
  const keys = deriveKeys(origin, unlocked);
  cache.set(origin, { user: unlocked.user, keys });
  keys.catch(() => cache.delete(origin));
  return keys;
}

async function deriveKeys(origin: PortalOrigin, { user, seed }: Unlocked): Promise<Keys> {
  const account = (await portalRecord(origin).read())?.account;
  const identity = await deriveIdentity(parseRootSeed(seed));
  const isOwn = account && account.user === user && isBundleOf(await parseBundle(account.bundle), identity);
  if (!isOwn) throw new AppError("CONTEXT_WRONG");
  return { user, identity };
}

const forgetKeys = (origin: PortalOrigin): boolean => cache.delete(origin);
