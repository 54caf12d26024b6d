import { equalBytes, toBase64Url } from "../../shared/bytes.ts";
import type { LoginSeed } from "../../shared/crypto/login.ts";
import { AppError } from "../../shared/errors.ts";
import type { PortalOrigin, UserId } from "../../shared/ids.ts";
import { type Client, createClient } from "../api/client.ts";
import { renewOtherSlots } from "./kept-slots.ts";
import { checkNotLockedSince, lockPortal, readLockMark, readUnlocked, writeWhileUnlocked } from "./lock.ts";
import { checkPortal, type Grant, isRefused, proveLogin } from "./login.ts";
import { settleNewSlot } from "./new-slot.ts";
import { portalRecord, sessionRecord, type Unlocked, unlockedRecord } from "./records.ts";

/** Sessions at the portal: begun and renewed without the person, by the login key, while things are unlocked. */

const clients = new Map<PortalOrigin, Client>();
const logins = new Map<PortalOrigin, Promise<string>>();

/** The client with the person's session at a portal. */
export function clientOf(origin: PortalOrigin): Client {
  const known = clients.get(origin);
  if (known) return known;
  const session = {
    // Shown even when its time is over: only so does this browser hear that it was ended elsewhere, before it renews it
    token: async () => (await readToken(origin)) ?? logInOnce(origin),
    renew: async (stale: string) => {
      const current = await readToken(origin);
      return current && current !== stale ? current : logInOnce(origin);
    },
    // Not one that was begun since, by unlocking again
    ended: async (token: string) => {
      if ((await readToken(origin)) === token) await lockPortal(origin);
    },
  };
  const client = createClient({ origin, session });
  clients.set(origin, client);
  return client;
}

const readToken = async (origin: PortalOrigin): Promise<string | null> =>
  (await sessionRecord(origin).read())?.token ?? null;

function logInOnce(origin: PortalOrigin): Promise<string> {
  const running = logins.get(origin) ?? logIn(origin).finally(() => logins.delete(origin));
  logins.set(origin, running);
  return running;
}

async function logIn(origin: PortalOrigin): Promise<string> {
  const lockMark = await readLockMark(origin);
  const unlocked = await readUnlocked(origin);
  const record = await portalRecord(origin).read();
  if (!unlocked || !record?.account || !record.portal) throw new AppError("LOCKED");
  await checkPortal(origin, record.portal);
  const { user } = record.account;
  const grant = await prove(origin, user, unlocked);
  if (grant.user !== user) throw new AppError("CONTEXT_WRONG");
  await checkNotLockedSince(origin, lockMark);
  return keepSession(origin, grant);
}

/**
 * By the key that unlocked, or by one that was sent to take its place. Where both are refused, what unlocked here counts no
 * more: the portal is locked, and unlocking asks for what counts now.
 */
async function prove(origin: PortalOrigin, user: UserId, unlocked: Unlocked): Promise<Grant> {
  const { loginKind: kind, loginSeed } = unlocked;
  try {
    const grant = await proveLogin(origin, { who: { user }, kind, loginSeed: loginSeed as LoginSeed });
    await renewOtherSlots(origin, { kind, slots: grant.slots });
    return grant;
  } catch (error) {
    if (!isRefused(error)) throw error;
    const settled = await settleNewSlot(origin);
    if (settled) return settled;
    const now = await unlockedRecord(origin).read();
    // Not what was unlocked since
    if (now && equalBytes(now.loginSeed, loginSeed)) await lockPortal(origin);
    throw error;
  }
}

/** Keeps a session in memory, until the lock. Gives its token as text. @throws LOCKED when that came meanwhile */
export async function keepSession(
  origin: PortalOrigin,
  grant: { token: Uint8Array; expiresAtMs: number },
): Promise<string> {
  const token = toBase64Url(grant.token);
  await writeWhileUnlocked(origin, sessionRecord(origin), { token, expiresAtMs: grant.expiresAtMs });
  return token;
}
