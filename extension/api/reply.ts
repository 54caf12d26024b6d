import * as v from "valibot";
import { CONTRACT, errorReply, type ReplyOf, type RouteName } from "../../shared/api/contract.ts";
import { type Bytes, concat, parseUtf8 } from "../../shared/bytes.ts";
import { AppError, ERRORS, isErrorCode } from "../../shared/errors.ts";

/** Reading what the portal answered: size first, then form. The server is outside like anything else. */

/** The largest answer is a page of each of two logs (2 MiB each) with a thousand lockboxes, in base64. */
const REPLY_MAX_BYTES = 8 * 1024 * 1024;

async function readCapped(response: Response): Promise<Bytes> {
  const parts: Uint8Array[] = [];
  let size = 0;
  const reader = response.body?.getReader();
  for (;;) {
    const piece = await reader?.read();
    if (!piece || piece.done) return concat(...parts);
    size += piece.value.length;
    if (size <= REPLY_MAX_BYTES) parts.push(piece.value);
    else {
      await reader?.cancel();
      throw new AppError("ANSWER_MALFORMED");
    }
  }
}

async function readJson(response: Response): Promise<unknown> {
  const bytes = await readCapped(response);
  try {
    return JSON.parse(parseUtf8(bytes));
  } catch (cause) {
    throw new AppError("ANSWER_MALFORMED", { cause });
  }
}

/**
 * The error that an answer tells of. Only codes that the Worker may send are believed: it cannot make the extension
 * say that something was forked, locked or unlocked.
 */
export async function readFailure(response: Response): Promise<AppError> {
  const fallback = response.status >= 500 ? "INTERNAL" : "ANSWER_MALFORMED";
  try {
    const { code } = v.parse(errorReply, await readJson(response)).error;
    return new AppError(isErrorCode(code) && ERRORS[code] !== 0 ? code : fallback);
  } catch (cause) {
    return new AppError(fallback, { cause });
  }
}

/**
 * Reads a successful answer by its row of the contract.
 * @throws ANSWER_MALFORMED for any other form or size; what the connection throws when it breaks
 */
export async function readReply<Name extends RouteName>(
  name: Name,
  response: Response,
): Promise<ReplyOf<Name>> {
  const schema = CONTRACT[name].response;
  if (schema === "sealed") throw new AppError("INTERNAL");
  if (schema === null) {
    await response.body?.cancel();
    return null as ReplyOf<Name>;
  }
  const result = v.safeParse(schema as v.GenericSchema<unknown, unknown>, await readJson(response));
  if (!result.success) throw new AppError("ANSWER_MALFORMED");
  return result.output as ReplyOf<Name>;
}
