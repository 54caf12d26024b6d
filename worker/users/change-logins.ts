import { sql } from "kysely";
import type { BodyOf } from "../../shared/api/contract.ts";
import { AppError } from "../../shared/errors.ts";
import { writeAll } from "../db/batch.ts";
import type { Db } from "../db/open.ts";
import type { Env } from "../env.ts";
import { drawProof, proofOf, returnProof } from "../rates.ts";
import { checkLogin } from "./login.ts";
import { checkLogins, writeLogins } from "./logins.ts";
import type { SessionUser } from "./sessions.ts";

interface Change {
  readonly env: Env;
  readonly db: Db;
  readonly nowMs: number;
  readonly request: Request;
  readonly user: SessionUser;
  readonly body: BodyOf<"changeLogins">;
}

/**
 * Puts new ways to unlock in place of the old ones. A session alone is not enough: whoever finds an unlocked browser must not
 * shut its owner out. All other sessions end, for one of them may be the reason of the change.
 * @throws LOGIN_REFUSED, RATE_LIMITED, CLOCK_WRONG and what checkLogins throws
 */
export async function changeLogins({ env, db, nowMs, request, user, body }: Change): Promise<void> {
  const logins = await checkLogins(body.logins);
  const proof = proofOf(request, { who: user.user, nowMs });
  await drawProof(env, db, proof);
  const sent = { ...body.proof, user: user.user };
  const { challengedMs } = await checkLogin(db, sent, { nowMs, url: request.url });
  // The challenge was asked for without a session, so it was counted for the place; this request is for the person.
  await returnProof(env, db, { ...proof, user: user.user, countedMs: [challengedMs] });
  const isOpen = sql<boolean>`exists (select 1 from sessions where token_hash = ${user.tokenHash})`;
  const others = db
    .updateTable("sessions")
    .set({ is_ended: 1 })
    .where("user", "=", user.user)
    .where("token_hash", "<>", user.tokenHash);
  const queries = [...writeLogins(db, user.user, logins), others];
  if (!(await writeAll(env.DB, db, { guard: isOpen, queries }))) throw new AppError("SESSION_EXPIRED");
}
