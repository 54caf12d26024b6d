import { type Compilable, sql, type Updateable } from "kysely";
import type { SpaceId, UserId } from "../../shared/ids.ts";
import type { ParsedEntry } from "../../shared/log/entry.ts";
import type {
  KeyRotate,
  MemberOperation,
  MemberPut,
  RoomOwner,
  RoomSettings,
} from "../../shared/log/member-operations.ts";
import type { Db } from "../db/open.ts";
import type { Tables } from "../db/tables.ts";
import { endSpaces } from "./changes.ts";
import { listed, noteGroupLeaving, noteLeavingSpace } from "./people.ts";

/** What an entry about people, keys or settings changes in the derived tables. It was checked whole. */

export interface MemberChange {
  readonly space: SpaceId;
  readonly owner: UserId;
  readonly entry: Pick<ParsedEntry, "seq" | "hash" | "author">;
}

const updateSpace = (db: Db, { space }: MemberChange, changes: Updateable<Tables["spaces"]>): Compilable =>
  db.updateTable("spaces").set(changes).where("space", "=", space);

const putMembers = (db: Db, { space }: MemberChange, { members }: MemberPut): Compilable => ({
  compile: () =>
    sql`insert into memberships (user, space, level)
      select value ->> 0, ${space}, value ->> 1
      from json_each(${JSON.stringify(members.map(({ user, level }) => [user, level]))})
      where true on conflict (user, space) do update set level = excluded.level`.compile(db),
});

const removeMembers = (db: Db, { space }: MemberChange, users: readonly UserId[]): Compilable[] => [
  noteLeavingSpace(db, space, users),
  db
    .deleteFrom("memberships")
    .where(sql<boolean>`user in ${listed(users)}`)
    .where("space", "=", space)
    .where("level", "is not", null),
];

const rotate = (db: Db, change: MemberChange, { generation }: KeyRotate): Compilable[] => [
  updateSpace(db, change, {
    generation,
    generation_head: change.entry.hash,
    generation_author: change.entry.author,
  }),
  db.deleteFrom("leavers").where("space", "=", change.space),
];

const changeSettings = (db: Db, change: MemberChange, operation: RoomSettings): Compilable =>
  updateSpace(db, change, {
    settings_revision: operation.revision,
    settings_seq: change.entry.seq,
    is_download_denied: operation.isDownloadDenied ? 1 : 0,
  });

/** The owner before becomes Room manager, or leaves if he is of a type that manages nothing. */
function changeOwner(db: Db, change: MemberChange, { user }: RoomOwner): Compilable[] {
  const { space, owner } = change;
  const mayManage = sql`exists (select 1 from users where user = ${owner}
    and type in ('Owner', 'DocSpaceAdmin', 'RoomAdmin'))`;
  return [
    noteLeavingSpace(db, space, [owner]),
    updateSpace(db, change, { owner: user }),
    db
      .updateTable("memberships")
      .set({ level: "RoomManager" })
      .where("user", "=", owner)
      .where("space", "=", space)
      .where(sql<boolean>`${mayManage}`),
    db
      .deleteFrom("memberships")
      .where("user", "=", owner)
      .where("space", "=", space)
      .where("level", "is", null),
    db
      .insertInto("memberships")
      .values({ user, space, level: null })
      .onConflict((conflict) => conflict.columns(["user", "space"]).doUpdateSet({ level: null })),
  ];
}

export function memberChanges(db: Db, change: MemberChange, operation: MemberOperation): Compilable[] {
  const { space } = change;
  switch (operation.op) {
    case "member.put":
      return [putMembers(db, change, operation)];
    case "member.remove":
      return removeMembers(db, change, operation.users);
    case "member.invite": {
      const { invitation, level } = operation;
      const row = db.insertInto("room_invitations").values({ space, invitation, level });
      return [row.onConflict((conflict) => conflict.columns(["space", "invitation"]).doUpdateSet({ level }))];
    }
    case "member.uninvite": {
      const rows = db.deleteFrom("room_invitations").where("space", "=", space);
      return [rows.where("invitation", "=", operation.invitation)];
    }
    case "group.admit": {
      const { group: group_id, level } = operation;
      const row = db.insertInto("room_groups").values({ space, group_id, level });
      return [row.onConflict((conflict) => conflict.columns(["space", "group_id"]).doUpdateSet({ level }))];
    }
    case "group.expel": {
      const rows = db.deleteFrom("room_groups").where("space", "=", space);
      return [noteGroupLeaving(db, operation.group, space), rows.where("group_id", "=", operation.group)];
    }
    case "key.rotate":
      return rotate(db, change, operation);
    case "room.settings":
      return [changeSettings(db, change, operation)];
    case "room.archive":
      return [updateSpace(db, change, { is_archived: 1 })];
    case "room.restore":
      return [updateSpace(db, change, { is_archived: 0 })];
    case "room.remove":
      // Guests come by none of its invitations any more
      return [
        db.deleteFrom("room_invitations").where("space", "=", space),
        ...endSpaces(db, sql<boolean>`space = ${space}`),
      ];
    case "room.owner":
      return changeOwner(db, change, operation);
  }
}
