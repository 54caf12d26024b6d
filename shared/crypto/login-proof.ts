import type { Bytes } from "../bytes.ts";
import { encodeCbor } from "../cbor.ts";
import type { PortalOrigin } from "../ids.ts";
import { SUITE } from "./fields.ts";
import { LABELS } from "./hash.ts";
import { importVerifyKey, isSignatureOf } from "./verify.ts";

export const LOGIN_CHALLENGE_BYTES = 32;

/** What a login proof is bound to (docs/format.md, Login). */
export interface LoginContext {
  /** The portal as the client knows it, so that a proof made for another place is worth nothing here. */
  readonly origin: PortalOrigin;
  /** 32 random bytes of the server, used once. */
  readonly challenge: Bytes;
  readonly timeMs: number;
}

/** The bytes that the login key signs, behind the label's domain. */
export const encodeLogin = ({ origin, challenge, timeMs }: LoginContext): Bytes =>
  encodeCbor([SUITE, origin, "POST", "/api/session", challenge, timeMs]);

/**
 * Whether a login proof (64 B) fits. False also for an unusable key, so that the answer is the same for all who fail.
 * Does not look at the clock or at whether the challenge was used: the caller does.
 */
export async function verifyLogin(
  proof: LoginContext & { loginPublic: Bytes; signature: Bytes },
): Promise<boolean> {
  try {
    const key = await importVerifyKey(proof.loginPublic);
    return await isSignatureOf(key, LABELS.login, encodeLogin(proof), proof.signature);
  } catch {
    return false;
  }
}
