import { CONTRACT, type RouteName } from "../../shared/api/contract.ts";
import { AppError } from "../../shared/errors.ts";
import type { PortalOrigin } from "../../shared/ids.ts";
import { hasPermission } from "./permission.ts";

/** One request to the portal, by its row of the contract. */

/** Of a blob's ciphertext, `endByte` not included. */
export interface ByteRange {
  readonly fromByte: number;
  readonly endByte: number;
}

export interface RequestParts {
  readonly origin: PortalOrigin;
  readonly params: Readonly<Record<string, string | undefined>>;
  /** JSON, or a Blob of ciphertext: Chromium sends Blobs ten times as fast as buffers. */
  readonly body: object | null;
  readonly token: string | null;
  readonly signal: AbortSignal;
  readonly range?: ByteRange;
}

/** The address of a request: parts of the path first, what is left goes into the query. */
export function urlOf(name: RouteName, origin: PortalOrigin, params: RequestParts["params"]): URL {
  const left = new Map(Object.entries(params));
  const path = CONTRACT[name].path.replaceAll(/:([a-z]+)/g, (_, key: string) => {
    const value = left.get(key);
    if (value === undefined) throw new AppError("INTERNAL");
    left.delete(key);
    return encodeURIComponent(value);
  });
  const url = new URL(path, origin);
  for (const [key, value] of left) if (value !== undefined) url.searchParams.set(key, value);
  return url;
}

function headersOf({ body, token, range }: RequestParts): Headers {
  const headers = new Headers({ accept: "application/json, application/octet-stream" });
  if (body instanceof Blob) headers.set("content-type", "application/octet-stream");
  else if (body) headers.set("content-type", "application/json");
  if (token) headers.set("authorization", `Bearer ${token}`);
  if (range) headers.set("range", `bytes=${range.fromByte}-${range.endByte - 1}`);
  return headers;
}

function bodyOf(body: object | null): BodyInit | null {
  if (body === null || body instanceof Blob) return body;
  return JSON.stringify(body);
}

/**
 * Sends one request. No cookies, no referrer, no cache, and no redirect is followed: only the portal itself may answer.
 * @throws OFFLINE, PERMISSION_MISSING; the signal's reason when it was the caller who gave up
 */
export async function sendRequest(name: RouteName, parts: RequestParts): Promise<Response> {
  const url = urlOf(name, parts.origin, parts.params);
  try {
    return await fetch(url, {
      method: CONTRACT[name].method,
      headers: headersOf(parts),
      body: bodyOf(parts.body),
      signal: parts.signal,
      redirect: "error",
      credentials: "omit",
      referrerPolicy: "no-referrer",
      cache: "no-store",
    });
  } catch (cause) {
    throw await failureOf(cause, parts);
  }
}

/** What a failed fetch means. The browser does not tell a missing permission from a missing network. */
export async function failureOf(
  cause: unknown,
  { origin, signal }: Pick<RequestParts, "origin" | "signal">,
): Promise<unknown> {
  if (signal.aborted && !isTimeout(signal.reason)) return signal.reason;
  const code = (await hasPermission(origin)) ? "OFFLINE" : "PERMISSION_MISSING";
  return new AppError(code, { cause });
}

const isTimeout = (reason: unknown): boolean =>
  reason instanceof DOMException && reason.name === "TimeoutError";
