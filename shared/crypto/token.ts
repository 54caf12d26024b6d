import type { Bytes } from "../bytes.ts";
import { AppError } from "../errors.ts";
import { hash, LABELS, sha256 } from "./hash.ts";

/** Session and setup tokens are 32 random bytes. */
export const TOKEN_BYTES = 32;

/**
 * What the server keeps of a session token, 32 B: a stolen table opens no session.
 * @throws OBJECT_MALFORMED for another length
 */
export async function hashSessionToken(token: Bytes): Promise<Bytes> {
  checkLength(token);
  return hash(LABELS.session, token);
}

/**
 * What is kept of the token in the setup link: plain SHA-256, so that an operator can make one with any tool.
 * @throws OBJECT_MALFORMED for another length
 */
export async function hashSetupToken(token: Bytes): Promise<Bytes> {
  checkLength(token);
  return sha256(token);
}

function checkLength(token: Bytes): void {
  if (token.length !== TOKEN_BYTES) throw new AppError("OBJECT_MALFORMED");
}
