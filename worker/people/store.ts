import { type Expression, sql } from "kysely";
import type { GroupId, InvitationId, UserId } from "../../shared/ids.ts";
import { isPortalAdminType, type UserType } from "../../shared/rights/user-types.ts";
import { bytesOf, type Db } from "../db/open.ts";

/** People, invitations and groups as the tables have them, derived from the portal's log. */

/** Invitations that one answer lists, newest first. */
const INVITATIONS_MAX = 1000;

const isTrue = (flag: 0 | 1): boolean => flag === 1;

export async function readInvitation(db: Db, invitation: InvitationId) {
  const row = await db
    .selectFrom("invitations")
    .selectAll()
    .where("invitation", "=", invitation)
    .executeTakeFirst();
  if (!row) return undefined;
  return {
    invitation,
    invitedBy: row.invited_by,
    invitePublic: bytesOf(row.invite_public),
    type: row.type,
    isWithRoom: isTrue(row.is_with_room),
    expiresAtMs: row.expires_at_ms,
    state: row.state,
    invitedEmail: row.invited_email,
  };
}
export type InvitationRow = NonNullable<Awaited<ReturnType<typeof readInvitation>>>;

/** Which of these people are in the group; undefined for a group that never was. */
export async function readGroup(db: Db, group: GroupId, asked: readonly UserId[]) {
  const row = await db
    .selectFrom("user_groups")
    .select("is_deleted")
    .where("group_id", "=", group)
    .executeTakeFirst();
  if (!row) return undefined;
  const members = await db
    .selectFrom("group_members")
    .select("user")
    .where("group_id", "=", group)
    .where(isListed("user", asked))
    .execute();
  return { isDeleted: isTrue(row.is_deleted), members: new Set(members.map(({ user }) => user)) };
}

export async function readGroupMembers(db: Db, group: GroupId): Promise<UserId[]> {
  const rows = await db.selectFrom("group_members").select("user").where("group_id", "=", group).execute();
  return rows.map(({ user }) => user);
}

/** One parameter however many they are: D1 takes a hundred at most. */
export const isListed = (column: string, values: readonly string[]) =>
  sql<boolean>`${sql.ref(column)} in (select value from json_each(${JSON.stringify(values)}))`;

/** What the rules of the portal's log ask about people; without those whom the portal never had. */
export async function readPeople(db: Db, users: readonly UserId[]) {
  const rows = await db
    .selectFrom("users")
    .select(["user", "type", "is_disabled", "is_removed", "invited_by"])
    .where(isListed("user", users))
    .execute();
  return new Map(rows.map((row) => [row.user, rowToPerson(row)]));
}

const rowToPerson = (row: {
  user: UserId;
  type: UserType;
  is_disabled: 0 | 1;
  is_removed: 0 | 1;
  invited_by: UserId | null;
}) => ({
  user: row.user,
  type: row.type,
  isDisabled: isTrue(row.is_disabled),
  isRemoved: isTrue(row.is_removed),
  invitedBy: row.invited_by,
});

/** Whether any room's log has the invitation. */
export const isToRoom = (invitation: InvitationId | Expression<unknown>) =>
  sql<0 | 1>`exists (select 1 from room_invitations i where i.invitation = ${invitation})`;

/** Those that the person sent; to an admin of the portal everybody's. */
export async function listInvitations(db: Db, { user, type }: { user: UserId; type: UserType }) {
  const newest = db
    .selectFrom("invitations")
    .select(["invitation", "invited_email as invitedEmail"])
    .select(isToRoom(sql.ref("invitations.invitation")).as("is_to_room"))
    .orderBy("created_at_ms", "desc")
    .limit(INVITATIONS_MAX);
  const seen = isPortalAdminType(type) ? newest : newest.where("invited_by", "=", user);
  const rows = await seen.execute();
  return rows.map(({ is_to_room, ...row }) => ({ ...row, isToRoom: isTrue(is_to_room) }));
}

/** Those that are there. */
export const listGroups = (db: Db) =>
  db
    .selectFrom("user_groups")
    .select(["group_id", "name", "salt"])
    .where("is_deleted", "=", 0)
    .where(sql<boolean>`is_deleted = 0`)
    .orderBy("created_at_ms")
    .execute();

export async function listGuests(db: Db, inviter: UserId): Promise<UserId[]> {
  const rows = await db
    .selectFrom("users")
    .select("user")
    .where("invited_by", "=", inviter)
    .where("type", "=", "Guest")
    .where("is_removed", "=", 0)
    .orderBy("created_at_ms")
    .execute();
  return rows.map(({ user }) => user);
}
