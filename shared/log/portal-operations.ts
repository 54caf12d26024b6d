import type { Bytes } from "../bytes.ts";
import type { GroupId, InvitationId, UserId } from "../ids.ts";
import type { UserType } from "../rights/user-types.ts";

/** What the entries of the portal's log do after its first: docs/format.md, "Portal entries". */

/** Everybody but the Owner, who is made with the portal. */
export type InvitedType = Exclude<UserType, "Owner">;

export interface UserInvite {
  readonly op: "user.invite";
  readonly invitation: InvitationId;
  /** Public half of the key in the link; the link itself never reaches the server. */
  readonly invitePublic: Bytes;
  readonly type: InvitedType;
  readonly isWithRoom: boolean;
  readonly expiresAtMs: number;
}

export interface InvitationRevoke {
  readonly op: "invitation.revoke";
  readonly invitation: InvitationId;
}

/** Written by the new person himself. `proof` is the link's key over the bundle, so that nobody else can come in his place. */
export interface UserJoin {
  readonly op: "user.join";
  readonly invitation: InvitationId;
  readonly bundle: Bytes;
  readonly profileCommitment: Bytes;
  readonly proof: Bytes;
}

export interface UserTypeChange {
  readonly op: "user.type";
  readonly user: UserId;
  readonly type: InvitedType;
}

export interface UserDisable {
  readonly op: "user.disable";
  readonly user: UserId;
}

export interface UserEnable {
  readonly op: "user.enable";
  readonly user: UserId;
}

/** For good, and only who was disabled before. */
export interface UserRemove {
  readonly op: "user.remove";
  readonly user: UserId;
}

export interface ProfileChange {
  readonly op: "profile.change";
  readonly user: UserId;
  readonly profileCommitment: Bytes;
}

export interface GroupCreate {
  readonly op: "group.create";
  readonly group: GroupId;
  readonly nameCommitment: Bytes;
}

export interface GroupRename {
  readonly op: "group.rename";
  readonly group: GroupId;
  readonly nameCommitment: Bytes;
}

export interface GroupDelete {
  readonly op: "group.delete";
  readonly group: GroupId;
}

export interface GroupMembers {
  readonly op: "group.members";
  readonly group: GroupId;
  readonly added: readonly UserId[];
  readonly removed: readonly UserId[];
}

/** All settings of the portal at once. */
export interface PortalSettings {
  readonly isPrivateRoomOn: boolean;
  readonly areGuestsAllowed: boolean;
  /** The longest time without use that a person may choose before Strongroom locks. */
  readonly idleLockMaxMinutes: number;
  /** Rooms and files are shared only with people whose safety number was compared. */
  readonly isOnlyVerified: boolean;
}

export interface SettingsChange extends PortalSettings {
  readonly op: "settings.change";
}

/** A generation of the key that the Owner and the DocSpace admins hold, to which the titles of rooms are sealed. */
export interface PortalKey {
  readonly op: "portal.key";
  readonly generation: number;
  readonly keyCommitment: Bytes;
  /** X-Wing, 1216 B. */
  readonly adminKemPublic: Bytes;
}

/** The end of the portal: nothing follows it. */
export interface PortalRemove {
  readonly op: "portal.remove";
}

export type PortalOperation =
  | UserInvite
  | InvitationRevoke
  | UserJoin
  | UserTypeChange
  | UserDisable
  | UserEnable
  | UserRemove
  | ProfileChange
  | GroupCreate
  | GroupRename
  | GroupDelete
  | GroupMembers
  | SettingsChange
  | PortalKey
  | PortalRemove;
