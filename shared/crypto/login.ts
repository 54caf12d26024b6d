import type { Brand, Bytes } from "../bytes.ts";
import { derive } from "./derive.ts";
import { LABELS } from "./hash.ts";
import { encodeLogin, type LoginContext } from "./login-proof.ts";
import { importSignKey, signDetached, signPublicOf } from "./sign.ts";

/** The Ed25519 seed that signs in. It opens nothing. */
export type LoginSeed = Brand<Bytes, "LoginSeed">;

/** Derives the login key's seed from what a secret was stretched to (docs/format.md, Unlock slots). */
export const deriveLoginSeed = async (master: Bytes, salt: Bytes): Promise<LoginSeed> =>
  (await derive({ key: master, salt, label: LABELS.slotLogin })) as LoginSeed;

/** The public half (32 B), which the server keeps. */
export const loginPublicOf = (loginSeed: LoginSeed): Promise<Bytes> => signPublicOf(loginSeed);

/** Signs a login challenge, 64 B: worth something at this origin, for this challenge and about this time only. */
export async function signLogin({
  loginSeed,
  ...context
}: LoginContext & { loginSeed: LoginSeed }): Promise<Bytes> {
  return signDetached(LABELS.login, await importSignKey(loginSeed), encodeLogin(context));
}
