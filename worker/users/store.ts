import type { Bytes } from "../../shared/bytes.ts";
import { parseBundle } from "../../shared/crypto/bundle.ts";
import { AppError } from "../../shared/errors.ts";
import type { UserId } from "../../shared/ids.ts";
import { bytesOf, type Db } from "../db/open.ts";
import type { LoginKind } from "../db/tables.ts";

/** The registered Ed25519 key of a user. */
export async function readSignPublic(db: Db, user: UserId): Promise<Bytes> {
  const row = await db.selectFrom("users").select("bundle").where("user", "=", user).executeTakeFirst();
  if (!row) throw new AppError("SESSION_EXPIRED");
  return (await parseBundle(bytesOf(row.bundle))).signPublic;
}

/** Who signs in, as he names himself: by his address, or by what the portal's log calls him. */
export type Who = { readonly email: string } | { readonly user: UserId };

/** No address is a user's id: it has an @. */
export const textOf = (who: Who): string => ("user" in who ? who.user : who.email);

/** How this person signs in that way; undefined when nobody does. */
export const readLogin = (db: Db, who: Who, kind: LoginKind) =>
  db
    .selectFrom("users")
    .innerJoin("logins", "logins.user", "users.user")
    .select(["users.user", "users.is_disabled", "logins.login_public", "logins.salt"])
    .select(["logins.memory_kib", "logins.passes", "logins.lanes"])
    .where("user" in who ? "users.user" : "users.email", "=", textOf(who))
    .where("logins.kind", "=", kind)
    .executeTakeFirst();

export type LoginRow = NonNullable<Awaited<ReturnType<typeof readLogin>>>;

export async function readSlots(db: Db, user: UserId): Promise<Bytes[]> {
  const rows = await db
    .selectFrom("logins")
    .select("slot")
    .where("user", "=", user)
    .orderBy("kind")
    .execute();
  return rows.map((row) => bytesOf(row.slot));
}
