import type { Compilable } from "kysely";
import type { BodyOf } from "../../shared/api/contract.ts";
import { type Bytes, equalBytes, toBase64Url } from "../../shared/bytes.ts";
import { type Bundle, hashKemPublic } from "../../shared/crypto/bundle.ts";
import { commitProfile } from "../../shared/crypto/profile.ts";
import { AppError } from "../../shared/errors.ts";
import type { InvitationId, UserId } from "../../shared/ids.ts";
import type { UserType } from "../../shared/rights/user-types.ts";
import type { Db } from "../db/open.ts";

/** A person's row: names and addresses, which the log only commits to, and the keys. */

export type Profile = BodyOf<"createPortal">["profile"];

/**
 * The commitment in the log must be over what stands beside it.
 * @throws BODY_MALFORMED
 */
export async function checkProfile(
  profile: Profile,
  { user, commitment }: { user: UserId; commitment: Bytes },
): Promise<void> {
  if (profile.user !== user || !equalBytes(await commitProfile(profile), commitment))
    throw new AppError("BODY_MALFORMED");
}

export interface NewUser {
  readonly profile: Profile;
  readonly bundle: Bundle;
  readonly type: UserType;
  readonly invitedBy: UserId | null;
  readonly joinedBy: InvitationId | null;
  readonly nowMs: number;
}

export async function userRow(db: Db, user: NewUser): Promise<Compilable> {
  const { profile, bundle, type, invitedBy, joinedBy, nowMs } = user;
  return db.insertInto("users").values({
    ...profile,
    bundle: bundle.wire,
    type,
    is_disabled: 0,
    created_at_ms: nowMs,
    invited_by: invitedBy,
    joined_by: joinedBy,
    sign_public: toBase64Url(bundle.signPublic),
    kem_hash: toBase64Url(await hashKemPublic(bundle.kemPublic)),
  });
}

/** Whether somebody else has this address. */
export async function isEmailTaken(db: Db, email: string, user: UserId): Promise<boolean> {
  const row = await db.selectFrom("users").select("user").where("email", "=", email).executeTakeFirst();
  return row !== undefined && row.user !== user;
}
