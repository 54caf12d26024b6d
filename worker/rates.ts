import { sql } from "kysely";
import type { RateLimit as RateLimitName } from "../shared/api/contract.ts";
import { AppError } from "../shared/errors.ts";
import type { Db } from "./db/open.ts";
import type { Env } from "./env.ts";
import { RATE_PERIOD_MS, RATES_PER_PERIOD } from "./limits.ts";
import { keyedName } from "./secret.ts";

interface Draw {
  readonly limit: RateLimitName | keyof typeof RATES_PER_PERIOD;
  /** Who draws: a user, a place on the network, an e-mail address. */
  readonly key: string;
  readonly nowMs: number;
}

/**
 * Counts a request. Signing in and setting up are counted exactly, in D1, under a keyed hash, so that no address lies there;
 * the rest by the platform's limiter, which is near enough against floods and costs no write.
 * @throws RATE_LIMITED
 */
export async function drawRate(env: Env, db: Db, draw: Draw): Promise<void> {
  const isWithin = await (draw.limit === "read" || draw.limit === "write"
    ? drawLoosely(draw.limit === "read" ? env.READ_RATE : env.WRITE_RATE, draw.key)
    : drawExactly(db, { ...draw, most: RATES_PER_PERIOD[draw.limit] }));
  if (!isWithin) throw new AppError("RATE_LIMITED");
}

/**
 * Counts a proof for the person it is for. The tight count comes first: what it refuses takes nothing from the person's other places.
 * @throws RATE_LIMITED
 */
export async function drawLogin(
  { env, db, nowMs }: { env: Env; db: Db; nowMs: number },
  { email, place }: { email: string; place: string },
): Promise<void> {
  await drawRate(env, db, { limit: "loginFromPlace", key: `${place}\0${email}`, nowMs });
  await drawRate(env, db, { limit: "loginAnywhere", key: email, nowMs });
}

const drawLoosely = async (limiter: RateLimit, key: string): Promise<boolean> =>
  (await limiter.limit({ key })).success;

async function drawExactly(db: Db, { limit, key, nowMs, most }: Draw & { most: number }): Promise<boolean> {
  const bucket = await keyedName(db, "rate", `${limit}\0${key}`);
  const { count } = await db
    .insertInto("rate_counters")
    .values({ bucket, period: Math.floor(nowMs / RATE_PERIOD_MS), count: 1 })
    .onConflict((conflict) => conflict.doUpdateSet({ count: sql<number>`count + 1` }))
    .returning("count")
    .executeTakeFirstOrThrow();
  return count <= most;
}
