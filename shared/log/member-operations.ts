import type { Bytes, Sealed } from "../bytes.ts";
import type { GroupId, InvitationId, UserId } from "../ids.ts";
import type { Level } from "../rights/levels.ts";

/** What the entries of a space do about its people, keys and settings: docs/format.md, "Entries about people". */

/** A level in a room; in a shared file there is only Full Access, and Deny Access is its absence. */
export type MemberLevel = Level | "FullAccess";

export interface MemberGrant {
  readonly user: UserId;
  readonly level: MemberLevel;
}

/** Makes people members, or gives members another level. */
export interface MemberPut {
  readonly op: "member.put";
  readonly members: readonly MemberGrant[];
}

export interface MemberRemove {
  readonly op: "member.remove";
  readonly users: readonly UserId[];
}

/** Whoever joins the portal by this invitation is a member from then on. */
export interface MemberInvite {
  readonly op: "member.invite";
  readonly invitation: InvitationId;
  readonly level: MemberLevel;
}

export interface MemberUninvite {
  readonly op: "member.uninvite";
  readonly invitation: InvitationId;
}

/** Everybody who is in the group, at any time, is a member. */
export interface GroupAdmit {
  readonly op: "group.admit";
  readonly group: GroupId;
  readonly level: Level;
}

export interface GroupExpel {
  readonly op: "group.expel";
  readonly group: GroupId;
}

/** Starts a generation. `previous` is the key before, sealed under the new one. */
export interface KeyRotate {
  readonly op: "key.rotate";
  readonly generation: number;
  readonly keyCommitment: Bytes;
  readonly previous: Sealed;
}

export interface RoomSettings {
  readonly op: "room.settings";
  readonly revision: number;
  readonly isDownloadDenied: boolean;
  /** Title and looks, sealed to the members. */
  readonly about: Sealed;
  /** The title sealed to this generation of the portal's admin key. */
  readonly adminGeneration: number;
  readonly titleForAdmins: Sealed;
}

export interface RoomArchive {
  readonly op: "room.archive";
}

export interface RoomRestore {
  readonly op: "room.restore";
}

/** The end of the room: nothing follows it. */
export interface RoomRemove {
  readonly op: "room.remove";
}

export interface RoomOwner {
  readonly op: "room.owner";
  readonly user: UserId;
}

export type MemberOperation =
  | MemberPut
  | MemberRemove
  | MemberInvite
  | MemberUninvite
  | GroupAdmit
  | GroupExpel
  | KeyRotate
  | RoomSettings
  | RoomArchive
  | RoomRestore
  | RoomRemove
  | RoomOwner;
