import { sql } from "kysely";
import type { RateLimit as RateLimitName } from "../shared/api/contract.ts";
import { AppError } from "../shared/errors.ts";
import type { InvitationId, UserId } from "../shared/ids.ts";
import type { Db } from "./db/open.ts";
import type { Env } from "./env.ts";
import { RATE_PERIOD_MS, RATES_PER_PERIOD } from "./limits.ts";
import { placeOf, siteOf } from "./place.ts";
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

/** A try to sign in, counted for the person it is for. */
interface Proof {
  /** As he named himself. An address and its user's id are counted apart: a common count would tell that they are one. */
  readonly who: string;
  readonly place: string;
  /** The place with all else that its customer may have. */
  readonly site: string;
  readonly nowMs: number;
}

/** The proof that a request brings. */
export const proofOf = (request: Request, of: Pick<Proof, "who" | "nowMs">): Proof => ({
  ...of,
  place: placeOf(request),
  site: siteOf(request),
});

/** The tight count first: what it refuses takes nothing from the person's other places. */
const drawsOf = ({ who, site, nowMs }: Proof) =>
  [
    { limit: "loginFromPlace", key: `${site}\0${who}`, nowMs },
    { limit: "loginAnywhere", key: who, nowMs },
  ] as const;

/**
 * Counts a proof before it is checked, so that no two can be tried at once for one count.
 * @throws RATE_LIMITED
 */
export async function drawProof(env: Env, db: Db, proof: Proof): Promise<void> {
  for (const draw of drawsOf(proof)) await drawRate(env, db, draw);
}

/**
 * A proof that was right guessed nothing: it is not counted after all, nor are the requests that it took, so that a whole office
 * behind one address can sign in at nine o'clock. It is counted for the person instead, first: what he is refused stays counted.
 * @param countedMs when each request that it took was counted for its place
 * @throws RATE_LIMITED
 */
export async function returnProof(
  env: Env,
  db: Db,
  { user, countedMs, ...proof }: Proof & { user: UserId; countedMs: readonly number[] },
): Promise<void> {
  const { place, nowMs } = proof;
  await drawRate(env, db, { limit: "signedIn", key: user, nowMs });
  const requests = countedMs.map((atMs) => ({ limit: "login", key: place, nowMs: atMs }) as const);
  for (const draw of [...drawsOf(proof), ...requests]) await takeBack(db, draw);
}

/**
 * What an invitation's own key has signed guessed nothing either, so that everybody of a new team can come in within a minute.
 * @throws RATE_LIMITED
 */
export async function returnInvited(
  env: Env,
  db: Db,
  { request, invitation, nowMs }: { request: Request; invitation: InvitationId; nowMs: number },
): Promise<void> {
  await drawRate(env, db, { limit: "invited", key: invitation, nowMs });
  await takeBack(db, { limit: "login", key: placeOf(request), nowMs });
}

/** Never below nothing: the challenge may have been asked for from elsewhere. */
const takeBack = async (db: Db, draw: Draw) =>
  db
    .updateTable("rate_counters")
    .set({ count: sql<number>`max(count - 1, 0)` })
    .where("bucket", "=", await bucketOf(db, draw))
    .where("period", "=", periodOf(draw))
    .execute();

const bucketOf = (db: Db, { limit, key }: Draw): Promise<string> => keyedName(db, "rate", `${limit}\0${key}`);
const periodOf = ({ nowMs }: Draw): number => Math.floor(nowMs / RATE_PERIOD_MS);

const drawLoosely = async (limiter: RateLimit, key: string): Promise<boolean> =>
  (await limiter.limit({ key })).success;

async function drawExactly(db: Db, { most, ...draw }: Draw & { most: number }): Promise<boolean> {
  const { count } = await db
    .insertInto("rate_counters")
    .values({ bucket: await bucketOf(db, draw), period: periodOf(draw), count: 1 })
    .onConflict((conflict) => conflict.doUpdateSet({ count: sql<number>`count + 1` }))
    .returning("count")
    .executeTakeFirstOrThrow();
  return count <= most;
}
