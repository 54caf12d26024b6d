import { AppError } from "../shared/errors.ts";

/** Which web pages may talk to the API: the portal's own and extensions. Programs send no Origin. */

const EXTENSION = /^(chrome|moz)-extension:\/\/[A-Za-z0-9-]+$/;

/** @throws ORIGIN_REFUSED */
export function checkOrigin(request: Request): void {
  const origin = request.headers.get("origin");
  if (origin === null || EXTENSION.test(origin) || origin === new URL(request.url).origin) return;
  throw new AppError("ORIGIN_REFUSED");
}

/** The extension that asks, which may read the answer if it presented a session; null for anybody else. */
export function extensionOrigin(request: Request): string | null {
  const origin = request.headers.get("origin");
  return origin !== null && EXTENSION.test(origin) ? origin : null;
}
