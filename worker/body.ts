import * as v from "valibot";
import { type Bytes, concat, parseUtf8 } from "../shared/bytes.ts";
import { AppError } from "../shared/errors.ts";
import { JSON_BODY_MAX_BYTES, SEALED_BODY_MAX_BYTES } from "./limits.ts";

/** Reading what was sent: size first, then form. */

type Schema = v.GenericSchema<unknown, unknown>;

/** @throws BODY_MALFORMED */
export function parseWith<Parsed extends Schema>(schema: Parsed, value: unknown): v.InferOutput<Parsed> {
  const result = v.safeParse(schema, value);
  if (!result.success) throw new AppError("BODY_MALFORMED");
  return result.output;
}

/** Never holds more than `maxBytes` and what came with the last read, whatever the request says of its length. */
async function readBytes(request: Request, maxBytes: number): Promise<Bytes> {
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) throw new AppError("BODY_TOO_LARGE");
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of request.body ?? []) {
    size += part.length;
    if (size > maxBytes) throw new AppError("BODY_TOO_LARGE");
    parts.push(part);
  }
  return concat(...parts);
}

function parseJson(bytes: Bytes): unknown {
  try {
    return JSON.parse(parseUtf8(bytes));
  } catch (cause) {
    throw new AppError("BODY_MALFORMED", { cause });
  }
}

/**
 * Reads a body as its contract row says: JSON by schema, ciphertext as it is, or nothing.
 * @throws BODY_TOO_LARGE, BODY_MALFORMED
 */
export async function readBody(request: Request, shape: Schema | "sealed" | null): Promise<unknown> {
  if (shape === null) return null;
  if (shape === "sealed") return readBytes(request, SEALED_BODY_MAX_BYTES);
  return parseWith(shape, parseJson(await readBytes(request, JSON_BODY_MAX_BYTES)));
}

/**
 * The parts of the path and the query as one object. The contract's schema refuses what it does not name.
 * @throws BODY_MALFORMED for a name that comes twice
 */
export function textsOf(
  path: Readonly<Record<string, string>>,
  query: URLSearchParams,
): Record<string, string> {
  const texts: Record<string, string> = { ...path };
  for (const [name, value] of query) {
    if (Object.hasOwn(texts, name)) throw new AppError("BODY_MALFORMED");
    texts[name] = value;
  }
  return texts;
}
