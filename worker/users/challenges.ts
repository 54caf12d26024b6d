import { randomBytes, toBase64Url } from "../../shared/bytes.ts";
import { LOGIN_CHALLENGE_BYTES } from "../../shared/crypto/login-proof.ts";
import type { Db } from "../db/open.ts";
import type { LoginKind } from "../db/tables.ts";
import { CHALLENGE_LIFETIME_MS } from "../limits.ts";
import { keyedName } from "../secret.ts";
import { textOf, type Who } from "./store.ts";

/** What a challenge is for; it is worth nothing for another address, person or way. */
interface Subject {
  readonly who: Who;
  readonly kind: LoginKind;
}

const subjectOf = (db: Db, { who }: Subject): Promise<string> => keyedName(db, "subject", textOf(who));

export async function createChallenge(db: Db, about: Subject, nowMs: number): Promise<string> {
  const challenge = toBase64Url(randomBytes(LOGIN_CHALLENGE_BYTES));
  const subject = await subjectOf(db, about);
  await db
    .insertInto("challenges")
    .values({ challenge, subject, kind: about.kind, expires_at_ms: nowMs + CHALLENGE_LIFETIME_MS })
    .execute();
  return challenge;
}

/** Uses a challenge up, whatever comes of it. Gives when it was asked for; null when it is unknown, used, over, or was given for somebody else. */
export async function spendChallenge(
  db: Db,
  { challenge, nowMs, ...about }: Subject & { challenge: string; nowMs: number },
): Promise<number | null> {
  const row = await db
    .deleteFrom("challenges")
    .where("challenge", "=", challenge)
    .returning(["subject", "kind", "expires_at_ms"])
    .executeTakeFirst();
  const subject = await subjectOf(db, about);
  const isFor = row?.subject === subject && row.kind === about.kind && row.expires_at_ms > nowMs;
  return isFor ? row.expires_at_ms - CHALLENGE_LIFETIME_MS : null;
}
