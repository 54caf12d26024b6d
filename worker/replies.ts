import { AppError, ERRORS, type ErrorCode } from "../shared/errors.ts";
import { storageErrorOf } from "./db/batch.ts";

/** The code that an error is answered with. What is no AppError stays ours: nobody outside learns more than INTERNAL. */
export function codeOf(error: unknown): ErrorCode {
  if (!(error instanceof AppError)) return storageErrorOf(error)?.code ?? "INTERNAL";
  // A code that the Worker never sends came from a check that it shares with clients: what was sent is wrong.
  return ERRORS[error.code] === 0 ? "BODY_MALFORMED" : error.code;
}

export const errorResponse = (code: ErrorCode, requestId: string): Response =>
  Response.json({ error: { code, requestId } }, { status: ERRORS[code] });

/** JSON for a row with a schema, 204 for one without; ciphertext is a response already. */
export function successResponse(reply: unknown): Response {
  if (reply === null) return new Response(null, { status: 204 });
  return reply instanceof Response ? reply : Response.json(reply);
}
