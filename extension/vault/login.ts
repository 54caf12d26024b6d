import { toBase64Url } from "../../shared/bytes.ts";
import { type LoginSeed, signLogin } from "../../shared/crypto/login.ts";
import { AppError } from "../../shared/errors.ts";
import type { PortalOrigin, SpaceId, UserId } from "../../shared/ids.ts";
import { createClient } from "../api/client.ts";
import type { SlotName } from "./records.ts";

/** Proving to a portal who one is, by a login key. */

/** Who: by the address as typed, or by the user's id where the browser knows it, for an address may change. */
type Who = { readonly email: string } | { readonly user: UserId };

interface Login {
  readonly who: Who;
  readonly kind: SlotName;
  readonly loginSeed: LoginSeed;
}

type Grant = Awaited<ReturnType<typeof answerChallenge>>;

export type { Grant };

/** Shorter than the time after which every request is given up, where the person can go on without the answer. */
type Patience = { readonly signal?: AbortSignal };

/**
 * Asks which portal answers at the address, before anything about the person is sent to it.
 * @throws PORTAL_CHANGED when it is not the one that was connected
 */
export async function checkPortal(
  origin: PortalOrigin,
  pinned: SpaceId | null,
  patience: Patience = {},
): Promise<SpaceId> {
  const { portal } = await createClient({ origin, session: null }).call("getPortal", patience);
  if (pinned && portal !== pinned) throw new AppError("PORTAL_CHANGED");
  if (!portal) throw new AppError("LOGIN_REFUSED");
  return portal;
}

/** Signs a fresh challenge with a login key that this browser holds already. @throws as {@link answerChallenge} */
export async function proveLogin(
  origin: PortalOrigin,
  login: Login,
  patience: Patience = {},
): Promise<Grant> {
  const client = createClient({ origin, session: null });
  const body = { ...login.who, kind: login.kind };
  const { challenge } = await client.call("createChallenge", { body, ...patience });
  return answerChallenge(origin, { ...login, challenge }, patience);
}

/** The second half of signing in. @throws LOGIN_REFUSED, CLOCK_WRONG */
export async function answerChallenge(
  origin: PortalOrigin,
  { who, ...login }: Login & { challenge: Uint8Array<ArrayBuffer> },
  patience: Patience = {},
) {
  const body = { ...who, ...(await signChallenge(origin, login)) };
  return createClient({ origin, session: null }).call("createSession", { body, ...patience });
}

/** A challenge signed, as it is sent. */
export async function signChallenge(
  origin: PortalOrigin,
  login: Omit<Login, "who"> & { challenge: Uint8Array<ArrayBuffer> },
) {
  const { kind, challenge, loginSeed } = login;
  const timeMs = Date.now();
  const signature = toBase64Url(await signLogin({ loginSeed, origin, challenge, timeMs }));
  return { kind, challenge: toBase64Url(challenge), timeMs, signature };
}

/** Whether the portal's answer was that this key, or this person, does not sign in. */
export const isRefused = (error: unknown): boolean =>
  error instanceof AppError && error.code === "LOGIN_REFUSED";
