import { type Compilable, type Expression, sql } from "kysely";
import type { GroupId, InvitationId, SpaceId, UserId } from "../../shared/ids.ts";
import type { Db } from "../db/open.ts";

/** What entries change for those who read a space. Each is a query of the batch that stores the entry. */

/** The ids of a list, as a subquery: one parameter however many they are. */
export const listed = (users: readonly string[]): Expression<UserId> =>
  sql<UserId>`(select value from json_each(${JSON.stringify(users)}))`;

/**
 * Notes people who may lose the right to read wherever they have it: before the changes of the same batch. Who reads on all
 * the same (by a group, or a type that suffices) makes no space stale.
 */
export const noteLeaving = (db: Db, users: readonly UserId[]): Compilable => ({
  compile: () =>
    sql`insert or ignore into leavers (space, user)
      select space, user from readers where user in ${listed(users)}`.compile(db),
});

/** The same for one space. */
export const noteLeavingSpace = (db: Db, space: SpaceId, users: readonly UserId[]): Compilable => ({
  compile: () =>
    sql`insert or ignore into leavers (space, user)
      select space, user from readers where space = ${space} and user in ${listed(users)}`.compile(db),
});

/** The same for everybody of a group, in one space or, with null, wherever the group is. */
export const noteGroupLeaving = (db: Db, group: GroupId, space: SpaceId | null): Compilable => ({
  compile: () =>
    sql`insert or ignore into leavers (space, user)
      select r.space, r.user from room_groups g join group_members m on m.group_id = g.group_id
        join readers r on r.space = g.space and r.user = m.user
      where g.group_id = ${group} and (${space} is null or g.space = ${space})`.compile(db),
});

/** Makes who joined by this invitation a member of the rooms that it was for. */
export const admitInvited = (
  db: Db,
  { user, invitation }: { user: UserId; invitation: InvitationId },
): Compilable => ({
  compile: () =>
    sql`insert or ignore into memberships (user, space, level)
      select ${user}, space, level from room_invitations where invitation = ${invitation}`.compile(db),
});
