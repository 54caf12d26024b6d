import { type Compilable, type Expression, type SqlBool, sql } from "kysely";
import { AppError } from "../shared/errors.ts";
import type { UserId } from "../shared/ids.ts";
import type { Db } from "./db/open.ts";
import { QUOTAS, RATE_PERIOD_MS } from "./limits.ts";
import { keyedName } from "./secret.ts";

/** How much one person writes in a while. It is counted in the batch that writes: what was not taken counts nothing. */

interface Draw {
  readonly quota: keyof typeof QUOTAS;
  readonly user: UserId;
  readonly nowMs: number;
}

export interface Quota {
  /** Holds while there is something left. */
  readonly guard: Expression<SqlBool>;
  readonly count: Compilable;
}

/** Named by the minute in which its window ends: counters whose minute is over are swept. */
function periodOf({ quota, nowMs }: Draw): number {
  const { windowMs } = QUOTAS[quota];
  return ((Math.floor(nowMs / windowMs) + 1) * windowMs) / RATE_PERIOD_MS - 1;
}

/**
 * One more of it, for the batch.
 * @throws RATE_LIMITED when there is nothing left already
 */
export async function drawQuota(db: Db, draw: Draw): Promise<Quota> {
  const bucket = await keyedName(db, "rate", `quota\0${draw.quota}\0${draw.user}`);
  const [period, { most }] = [periodOf(draw), QUOTAS[draw.quota]];
  const guard = sql<boolean>`not exists (select 1 from rate_counters
    where bucket = ${bucket} and period = ${period} and count >= ${most})`;
  const row = await db.selectNoFrom(guard.as("is_left")).executeTakeFirst();
  if (!row?.is_left) throw new AppError("RATE_LIMITED");
  const count = db
    .insertInto("rate_counters")
    .values({ bucket, period, count: 1 })
    .onConflict((conflict) => conflict.doUpdateSet({ count: sql<number>`count + 1` }));
  return { guard, count };
}

/** A guard of what is written, and that there is something left of the quota, if it is counted at all. */
export const within = (quota: Quota | null, guard: Expression<SqlBool>): Expression<SqlBool> =>
  quota ? sql<boolean>`${guard} and ${quota.guard}` : guard;
