import { sql } from "kysely";
import { PEOPLE_PAGE_MAX } from "../../shared/api/contract.ts";
import { AppError } from "../../shared/errors.ts";
import type { UserId } from "../../shared/ids.ts";
import type { SpaceOperation } from "../../shared/log/operations.ts";
import { isPortalAdminType, type UserType } from "../../shared/rights/user-types.ts";
import type { Db } from "../db/open.ts";
import { isListed, readGroupMembers } from "./store.ts";

/**
 * Whose name and address somebody may see. Admins of the portal: everybody's. Others: their own, those of people with whom they
 * share a space, of guests whom they invited themselves, and, unless they are guests, of everybody who is no guest.
 */
export function readVisibleProfiles(
  db: Db,
  { user, type }: { user: UserId; type: UserType },
  after: UserId | undefined,
) {
  // A removed person's address was freed for others, but history still shows his name.
  const email = sql<string>`coalesce(removed_email, email)`.as("email");
  const all = db
    .selectFrom("users")
    .select(["user", "name", email, "salt"])
    .where("user", ">", after ?? ("" as UserId))
    .orderBy("user")
    .limit(PEOPLE_PAGE_MAX);
  if (isPortalAdminType(type)) return all.execute();
  const near = sql<boolean>`user in (${nearTo(user)})`;
  if (type === "Guest") return all.where(near).execute();
  return all.where((where) => where.or([where("type", "<>", "Guest"), near])).execute();
}

/**
 * Himself, his guests, and who has a level in a space that he reads: also one who is disabled now, for it names him. Of a
 * shared file only its owner, who alone says whom it is shared with: naming somebody must show nobody who he is.
 */
const nearTo = (user: UserId) => sql`
  select ${user}
  union select user from users where invited_by = ${user} and type = 'Guest'
  union select others.user from readers own join levels others on others.space = own.space
    join spaces on spaces.space = own.space and (spaces.kind <> 'file' or others.user = spaces.owner)
    where own.user = ${user}`;

/** Whom an entry of a room gives a level: people named one by one, and those who are in a group now. */
async function namedBy(db: Db, operation: SpaceOperation): Promise<readonly UserId[]> {
  if (operation.op === "member.put") return operation.members.map(({ user }) => user);
  return operation.op === "group.admit" ? await readGroupMembers(db, operation.group) : [];
}

/**
 * Who gives levels in a room comes to see its people, and so gives them only to guests whom he sees already. Of guests who are
 * still to join the log's own rule tells: `shared/log/room-entry-rights.ts`.
 * @throws RIGHT_MISSING
 */
export async function demandSight(
  db: Db,
  { user, type }: { user: UserId; type: UserType },
  operations: readonly SpaceOperation[],
): Promise<void> {
  if (isPortalAdminType(type)) return;
  const named = await Promise.all(operations.map((operation) => namedBy(db, operation)));
  const users = named.flat();
  if (users.length === 0) return;
  const unseen = await db
    .selectFrom("users")
    .select("user")
    .where(isListed("user", users))
    .where("type", "=", "Guest")
    .where(sql<boolean>`user not in (${nearTo(user)})`)
    .limit(1)
    .executeTakeFirst();
  if (unseen) throw new AppError("RIGHT_MISSING");
}
