import { type Compilable, type Insertable, sql, type Updateable } from "kysely";
import { AppError } from "../../shared/errors.ts";
import type { GroupId, UserId } from "../../shared/ids.ts";
import { type ParsedEntry, spaceOfGenesis } from "../../shared/log/entry.ts";
import type {
  GroupCreate,
  GroupMembers,
  GroupRename,
  PortalOperation,
  UserInvite,
} from "../../shared/log/portal-operations.ts";
import type { Db } from "../db/open.ts";
import type { Tables } from "../db/tables.ts";
import { isListed } from "../people/store.ts";
import { noteGroupLeaving, noteLeaving } from "../spaces/people.ts";
import type { Companions } from "./companions.ts";
import { concernOf } from "./concern.ts";

/** What an entry of the portal's log changes in the derived tables. Its place, right and fit were checked, and what came along. */

interface Change {
  readonly db: Db;
  readonly entry: ParsedEntry;
  readonly brought: Companions;
  readonly nowMs: number;
}

const updateUser = (db: Db, user: UserId, changes: Updateable<Tables["users"]>): Compilable =>
  db.updateTable("users").set(changes).where("user", "=", user);

/** All of them, in whatever browsers. */
export const endSessions = (db: Db, user: UserId): Compilable =>
  db.deleteFrom("sessions").where("user", "=", user);

function invite({ db, entry, brought, nowMs }: Change, operation: UserInvite): Compilable[] {
  const { invitation, invitePublic, type, isWithRoom, expiresAtMs } = operation;
  const row: Insertable<Tables["invitations"]> = {
    ...{ invitation, invited_by: entry.author, invite_public: invitePublic, type },
    ...{ is_with_room: isWithRoom ? 1 : 0, expires_at_ms: expiresAtMs, state: "waiting" },
    ...{ invited_email: brought.invitedEmail ?? null, created_at_ms: nowMs },
  };
  return [db.insertInto("invitations").values(row)];
}

/** His address is free again; his name stays, for the history shows it. */
const removeUser = (db: Db, user: UserId): Compilable[] => [
  db
    .updateTable("users")
    .set({ is_removed: 1, removed_email: sql<string>`email`, email: user })
    .where("user", "=", user),
  db.deleteFrom("logins").where("user", "=", user),
  db.deleteFrom("own_settings").where("user", "=", user),
  endSessions(db, user),
];

function changeProfile({ db, brought }: Change): Compilable[] {
  if (!brought.profile) throw new AppError("BODY_MALFORMED");
  const { user, name, email, salt } = brought.profile;
  return [updateUser(db, user, { name, email, salt })];
}

function nameGroup({ db, brought, nowMs }: Change, { op, group }: GroupCreate | GroupRename): Compilable[] {
  if (!brought.groupName) throw new AppError("BODY_MALFORMED");
  const { name, salt } = brought.groupName;
  if (op === "group.rename")
    return [db.updateTable("user_groups").set({ name, salt }).where("group_id", "=", group)];
  return [db.insertInto("user_groups").values({ group_id: group, name, salt, created_at_ms: nowMs })];
}

const deleteGroup = (db: Db, group: GroupId): Compilable[] => [
  noteGroupLeaving(db, group, null),
  db.updateTable("user_groups").set({ is_deleted: 1 }).where("group_id", "=", group),
  db.deleteFrom("group_members").where("group_id", "=", group),
];

const changeGroup = (db: Db, { group, added, removed }: GroupMembers): Compilable[] => [
  noteLeaving(db, removed),
  db.deleteFrom("group_members").where("group_id", "=", group).where(isListed("user", removed)),
  {
    compile: () =>
      sql`insert into group_members (group_id, user) select ${group}, value from json_each(${JSON.stringify(added)})`.compile(
        db,
      ),
  },
];

const setPortal = (db: Db, changes: Updateable<Tables["portal"]>): Compilable[] => [
  db.updateTable("portal").set(changes).where("id", "=", 1),
];

export function changesOfPortal(change: Change, operation: PortalOperation): Compilable[] {
  const { db, entry } = change;
  switch (operation.op) {
    case "user.invite":
      return invite(change, operation);
    case "invitation.revoke": {
      const { invitation } = operation;
      return [db.updateTable("invitations").set({ state: "revoked" }).where("invitation", "=", invitation)];
    }
    case "user.type":
      return [noteLeaving(db, [operation.user]), updateUser(db, operation.user, { type: operation.type })];
    case "user.disable":
      return [
        noteLeaving(db, [operation.user]),
        updateUser(db, operation.user, { is_disabled: 1 }),
        endSessions(db, operation.user),
      ];
    case "user.enable":
      return [updateUser(db, operation.user, { is_disabled: 0 })];
    case "user.remove":
      return removeUser(db, operation.user);
    case "profile.change":
      return changeProfile(change);
    case "group.create":
    case "group.rename":
      return nameGroup(change, operation);
    case "group.delete":
      return deleteGroup(db, operation.group);
    case "group.members":
      return changeGroup(db, operation);
    case "settings.change":
      return setPortal(db, {
        is_private_room_on: operation.isPrivateRoomOn ? 1 : 0,
        are_guests_allowed: operation.areGuestsAllowed ? 1 : 0,
        idle_lock_max_minutes: operation.idleLockMaxMinutes,
        is_only_verified: operation.isOnlyVerified ? 1 : 0,
      });
    case "portal.key":
      return setPortal(db, { admin_generation: operation.generation, admin_head: entry.hash });
    case "portal.remove":
      return [...setPortal(db, { is_removed: 1 }), db.deleteFrom("sessions")];
    case "user.join":
      // Comes by its invitation only, with all that makes a person.
      throw new AppError("ENTRY_REFUSED");
  }
}

/** The entry itself, and the head behind it. */
export function appendRows(db: Db, entry: ParsedEntry): Compilable[] {
  const space = entry.space ?? spaceOfGenesis(entry);
  const { seq, hash, wire } = entry;
  return [
    db.insertInto("entries").values({ space, seq, hash, wire }),
    db.updateTable("spaces").set({ head_seq: seq, head_hash: hash }).where("space", "=", space),
    ...(concernOf(entry.operation) === "nothing" ? [] : setPortal(db, { spaces_seq: seq })),
  ];
}
