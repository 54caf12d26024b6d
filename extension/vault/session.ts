import { toBase64Url } from "../../shared/bytes.ts";
import { type LoginSeed, signLogin } from "../../shared/crypto/login.ts";
import { AppError } from "../../shared/errors.ts";
import type { PortalOrigin, SpaceId } from "../../shared/ids.ts";
import { type Client, createClient } from "../api/client.ts";
import { checkNotLockedSince, lockPortal, readLockCount, readUnlocked, writeWhileUnlocked } from "./lock.ts";
import { portalRecord, type SlotName, sessionRecord, type Unlocked } from "./records.ts";

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
  const lockCount = await readLockCount();
  const unlocked = await readUnlocked(origin);
  const record = await portalRecord(origin).read();
  if (!unlocked || !record?.account || !record.portal) throw new AppError("LOCKED");
  await checkPortal(origin, record.portal);
  const { email } = record.account;
  const { user, token, expiresAtMs } = await proveLogin(origin, email, unlocked);
  if (user !== record.account.user) throw new AppError("CONTEXT_WRONG");
  await checkNotLockedSince(lockCount);
  if (!(await readUnlocked(origin))) throw new AppError("LOCKED");
  const text = toBase64Url(token);
  await writeWhileUnlocked(origin, sessionRecord(origin), { token: text, expiresAtMs });
  return text;
}

/**
 * Asks which portal answers at the address, before anything about the person is sent to it.
 * @throws PORTAL_CHANGED when it is not the one that was connected
 */
export async function checkPortal(origin: PortalOrigin, pinned: SpaceId | null): Promise<SpaceId> {
  const { portal } = await createClient({ origin, session: null }).call("getPortal", {});
  if (pinned && portal !== pinned) throw new AppError("PORTAL_CHANGED");
  if (!portal) throw new AppError("LOGIN_REFUSED");
  return portal;
}

/** Signs a fresh challenge with a login key that this browser holds already. */
async function proveLogin(
  origin: PortalOrigin,
  email: string,
  { loginKind, loginSeed }: Pick<Unlocked, "loginKind" | "loginSeed">,
) {
  const client = createClient({ origin, session: null });
  const { challenge } = await client.call("createChallenge", { body: { email, kind: loginKind } });
  return answerChallenge(origin, { email, kind: loginKind, challenge, loginSeed: loginSeed as LoginSeed });
}

/** The second half of signing in. @throws LOGIN_REFUSED, CLOCK_WRONG */
export async function answerChallenge(
  origin: PortalOrigin,
  login: { email: string; kind: SlotName; challenge: Uint8Array<ArrayBuffer>; loginSeed: LoginSeed },
) {
  const { email, kind, challenge, loginSeed } = login;
  const timeMs = Date.now();
  const signature = await signLogin({ loginSeed, origin, challenge, timeMs });
  const body = {
    email,
    kind,
    challenge: toBase64Url(challenge),
    timeMs,
    signature: toBase64Url(signature),
  };
  return createClient({ origin, session: null }).call("createSession", { body });
}

/** Keeps a session in memory. Gives its token as text. */
export async function keepSession(
  origin: PortalOrigin,
  grant: { token: Uint8Array; expiresAtMs: number },
): Promise<string> {
  const token = toBase64Url(grant.token);
  await sessionRecord(origin).write({ token, expiresAtMs: grant.expiresAtMs });
  return token;
}
