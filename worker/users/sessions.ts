import { parseBase64Url, randomBytes, toBase64Url } from "../../shared/bytes.ts";
import { hashSessionToken, TOKEN_BYTES } from "../../shared/crypto/token.ts";
import { AppError } from "../../shared/errors.ts";
import type { UserId } from "../../shared/ids.ts";
import type { UserType } from "../../shared/rights/user-types.ts";
import type { Db } from "../db/open.ts";
import { SESSION_LIFETIME_MS } from "../limits.ts";
import { demandPortal } from "../portal/store.ts";
import { deviceOf } from "./devices.ts";

/** The user of this request, as the database has him now. Never from anything that the request says of itself. */
export interface SessionUser {
  readonly user: UserId;
  readonly type: UserType;
  readonly isDisabled: boolean;
  /** Names the session, for ending it. */
  readonly tokenHash: string;
}

/** `Authorization: Bearer <base64url of 32 bytes>`; not a cookie, so that no other site can make a browser send it. */
async function presentedHash(request: Request): Promise<string> {
  const [, token] = /^Bearer ([A-Za-z0-9_-]{43})$/.exec(request.headers.get("authorization") ?? "") ?? [];
  if (token === undefined) throw new AppError("SESSION_MISSING");
  try {
    return toBase64Url(await hashSessionToken(parseBase64Url(token)));
  } catch (cause) {
    throw new AppError("SESSION_MISSING", { cause });
  }
}

/**
 * Gives the person whose session the request presents.
 * @throws SESSION_MISSING when there is none; SESSION_ENDED when he ended it elsewhere; SESSION_EXPIRED when it is over or its
 * user was disabled; PORTAL_REMOVED
 */
export async function readSession(db: Db, request: Request, nowMs: number): Promise<SessionUser> {
  const tokenHash = await presentedHash(request);
  const row = await db
    .selectFrom("sessions")
    .innerJoin("users", "users.user", "sessions.user")
    .select(["users.user", "users.type", "users.is_disabled", "sessions.expires_at_ms", "sessions.is_ended"])
    .where("token_hash", "=", tokenHash)
    .executeTakeFirst();
  if (!row) {
    await demandPortal(db);
    throw new AppError("SESSION_MISSING");
  }
  if (row.is_ended !== 0) throw new AppError("SESSION_ENDED");
  if (row.expires_at_ms <= nowMs || row.is_disabled !== 0) throw new AppError("SESSION_EXPIRED");
  return { user: row.user, type: row.type, isDisabled: false, tokenHash };
}

/** Whether a session is known and was not ended. */
export async function isRunning(db: Db, tokenHash: string): Promise<boolean> {
  const row = await db
    .selectFrom("sessions")
    .select("user")
    .where("token_hash", "=", tokenHash)
    .where("is_ended", "=", 0)
    .executeTakeFirst();
  return row !== undefined;
}

/** A new token, which only the client keeps, and the query that stores its hash. */
export async function createSession(
  db: Db,
  { user, request, nowMs }: { user: UserId; request: Request; nowMs: number },
) {
  const token = randomBytes(TOKEN_BYTES);
  const expiresAtMs = nowMs + SESSION_LIFETIME_MS;
  const row = {
    token_hash: toBase64Url(await hashSessionToken(token)),
    user,
    expires_at_ms: expiresAtMs,
    started_at_ms: nowMs,
    device: deviceOf(request),
  };
  return { token: toBase64Url(token), expiresAtMs, query: db.insertInto("sessions").values(row) };
}

export const deleteSession = (db: Db, tokenHash: string) =>
  db.deleteFrom("sessions").where("token_hash", "=", tokenHash).execute();
