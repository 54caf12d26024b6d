import type { BodyOf } from "../../shared/api/contract.ts";
import { type Bytes, toBase64Url } from "../../shared/bytes.ts";
import { verifyLogin } from "../../shared/crypto/login-proof.ts";
import { DEFAULT_ARGON2, SLOT_SALT_BYTES } from "../../shared/crypto/slot-params.ts";
import { AppError } from "../../shared/errors.ts";
import { parsePortalOrigin, type UserId } from "../../shared/ids.ts";
import { checkClock } from "../clock.ts";
import { bytesOf, type Db } from "../db/open.ts";
import { keyedHash } from "../secret.ts";
import { createChallenge, spendChallenge } from "./challenges.ts";
import { type LoginRow, readLogin } from "./store.ts";

/** Signing in. For an address that nobody has, everything is done alike, so that neither answer nor time tells it apart. */

/** The curve's base point: verified against where there is no key, for the time it takes. What comes of it is never believed. */
const NOBODYS_KEY = new Uint8Array(32).fill(0x66).fill(0x58, 0, 1);

const argon2Of = (row: LoginRow) =>
  row.memory_kib === null || row.passes === null || row.lanes === null
    ? null
    : { memoryKiB: row.memory_kib, passes: row.passes, lanes: row.lanes };

/** Always the same for an address, as a real one is. */
const madeUpSalt = async (db: Db, { email, kind }: BodyOf<"createChallenge">): Promise<Bytes> =>
  (await keyedHash(db, "salt", `${kind}\0${email}`)).slice(0, SLOT_SALT_BYTES);

export async function challenge(db: Db, sent: BodyOf<"createChallenge">, nowMs: number) {
  const row = await readLogin(db, sent.email, sent.kind);
  const madeUp = { salt: await madeUpSalt(db, sent), argon2: sent.kind === "kit" ? null : DEFAULT_ARGON2 };
  const { salt, argon2 } = row ? { salt: bytesOf(row.salt), argon2: argon2Of(row) } : madeUp;
  return {
    challenge: await createChallenge(db, sent, nowMs),
    salt: toBase64Url(salt),
    argon2,
    serverTimeMs: nowMs,
  };
}

/**
 * Gives the person whose login key signed the challenge for this very portal.
 * @throws CLOCK_WRONG; LOGIN_REFUSED for every other reason alike
 */
export async function checkLogin(
  db: Db,
  sent: BodyOf<"createSession">,
  { nowMs, url }: { nowMs: number; url: string },
): Promise<UserId> {
  checkClock(nowMs, sent.timeMs);
  const { email, kind } = sent;
  const isFresh = await spendChallenge(db, { email, kind, challenge: toBase64Url(sent.challenge), nowMs });
  const row = await readLogin(db, email, kind);
  const isProven = await verifyLogin({
    ...sent,
    loginPublic: row ? bytesOf(row.login_public) : NOBODYS_KEY,
    origin: parsePortalOrigin(new URL(url).origin),
  });
  if (!row || !isFresh || !isProven || row.is_disabled !== 0) throw new AppError("LOGIN_REFUSED");
  return row.user;
}
