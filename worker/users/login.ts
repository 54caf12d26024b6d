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

type Addressed = Extract<BodyOf<"createChallenge">, { email: unknown }>;

/** Always the same for an address, as a real one is. */
const madeUpSalt = async (db: Db, { email, kind }: Addressed): Promise<Bytes> =>
  (await keyedHash(db, "salt", `${kind}\0${email}`)).slice(0, SLOT_SALT_BYTES);

export async function challenge(db: Db, sent: BodyOf<"createChallenge">, nowMs: number) {
  const about = { who: sent, kind: sent.kind };
  const params = "user" in sent ? { salt: null, argon2: null } : await paramsOf(db, sent);
  return { challenge: await createChallenge(db, about, nowMs), ...params, serverTimeMs: nowMs };
}

async function paramsOf(db: Db, sent: Addressed) {
  const row = await readLogin(db, sent, sent.kind);
  const madeUp = { salt: await madeUpSalt(db, sent), argon2: sent.kind === "kit" ? null : DEFAULT_ARGON2 };
  const { salt, argon2 } = row ? { salt: bytesOf(row.salt), argon2: argon2Of(row) } : madeUp;
  return { salt: toBase64Url(salt), argon2 };
}

/**
 * Gives the person whose login key signed the challenge for this very portal, and when it was asked for.
 * @throws CLOCK_WRONG; LOGIN_REFUSED for every other reason alike
 */
export async function checkLogin(
  db: Db,
  sent: BodyOf<"createSession">,
  { nowMs, url }: { nowMs: number; url: string },
): Promise<{ user: UserId; challengedMs: number }> {
  checkClock(nowMs, sent.timeMs);
  const { kind } = sent;
  const challenge = toBase64Url(sent.challenge);
  const challengedMs = await spendChallenge(db, { who: sent, kind, challenge, nowMs });
  const row = await readLogin(db, sent, kind);
  const isProven = await verifyLogin({
    ...sent,
    loginPublic: row ? bytesOf(row.login_public) : NOBODYS_KEY,
    origin: parsePortalOrigin(new URL(url).origin),
  });
  if (!row || challengedMs === null || !isProven || row.is_disabled !== 0)
    throw new AppError("LOGIN_REFUSED");
  return { user: row.user, challengedMs };
}
