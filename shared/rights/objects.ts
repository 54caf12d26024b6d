import type { SpaceId, UserId } from "../ids.ts";
import type { Level, RoomType } from "./levels.ts";
import type { UserType } from "./user-types.ts";

/** The person who asks. Stamped from the session or from a verified log entry, never from what a client says of itself. */
export interface Subject {
  readonly userId: UserId;
  readonly type: UserType;
  readonly isDisabled: boolean;
}

/** The portal as a whole: its settings, groups and lists. */
export interface PortalObject {
  readonly kind: "portal";
}

interface Owned {
  readonly ownerId: UserId;
}

/** Somebody's trash. */
export interface TrashObject extends Owned {
  readonly kind: "trash";
}

/** The guests that somebody invited. */
export interface GuestListObject extends Owned {
  readonly kind: "guestList";
}

/** Somebody's own settings of file management. */
export interface FileSettingsObject extends Owned {
  readonly kind: "fileSettings";
}

/** A room that does not exist yet. */
export interface NewRoomObject {
  readonly kind: "newRoom";
}

/** What a decision needs to know of a room. `level` and `holdsKey` are the asking person's own. */
export interface RoomFacts {
  readonly ownerId: UserId;
  readonly roomType: RoomType;
  /** The person's level in this room; null when he was not invited or was denied. */
  readonly level: Level | null;
  /** Whether a lockbox of the room's newest generation exists for the person. */
  readonly holdsKey: boolean;
  /** The room's setting that denies download to Viewers. */
  readonly isDownloadDenied: boolean;
}

/** A room in use. */
export interface RoomObject extends RoomFacts {
  readonly kind: "room";
}

/** A room in the archive: another kind, so that no right of a room in use carries over by itself. */
export interface ArchivedRoomObject extends RoomFacts {
  readonly kind: "archivedRoom";
}

/** A file or folder in a room. */
export interface RoomItemObject {
  readonly kind: "roomItem";
  readonly room: RoomObject | ArchivedRoomObject;
  readonly createdBy: UserId;
}

/** A room about to be given to a new owner. */
export interface HandoverObject {
  readonly kind: "handover";
  readonly room: RoomObject;
  readonly newOwner: { readonly type: UserType; readonly isDisabled: boolean; readonly hasKeys: boolean };
}

/** An invitation to the portal. `isWithRoom` when it carries a membership in a room; that needs the room's own right too. */
export interface InvitationObject {
  readonly kind: "invitation";
  readonly isWithRoom: boolean;
}

interface PersonFacts {
  readonly userId: UserId;
  readonly type: UserType;
  readonly isDisabled: boolean;
  /** Who invited this person to the portal; null for the first owner. */
  readonly invitedBy: UserId | null;
}

/** Another person, to be edited, promoted, demoted or disabled. */
export interface PersonObject extends PersonFacts {
  readonly kind: "person";
}

/** A person to be removed for good. */
export interface PersonRemovalObject extends PersonFacts {
  readonly kind: "personRemoval";
}

/** The two choices of the Private Room's sharing; there is nothing between. */
export type PrivateAccess = "FullAccess" | "DenyAccess";

interface PrivateFacts extends Owned {
  /** The portal's Private Room switch, as its log has it. */
  readonly isSwitchedOn: boolean;
}

/** A person's Private Room as a whole: the place where things are created. */
export interface PrivateRoomObject extends PrivateFacts {
  readonly kind: "privateRoom";
}

/** A file or folder of somebody's Private Room. `access` is what the owner gave to the asking person; null for nothing. */
export interface PrivateItemObject extends PrivateFacts {
  readonly kind: "privateItem";
  readonly access: PrivateAccess | null;
}

/** A move of such an item. `fromSpace` and `toSpace` are the ids of the spaces whose trees hold its old and new parent. */
export interface PrivateMoveObject extends PrivateFacts {
  readonly kind: "privateMove";
  readonly fromSpace: SpaceId;
  readonly toSpace: SpaceId;
}

/** Sharing such an item with one person, or taking it back. */
export interface PrivateShareObject extends PrivateFacts {
  readonly kind: "privateShare";
  readonly access: PrivateAccess;
  readonly receiverHasKeys: boolean;
}

/** Everything that lies in, or happens to, a Private Room. */
export type AnyPrivateObject = PrivateRoomObject | PrivateItemObject | PrivateMoveObject | PrivateShareObject;

/** Everything a right can be asked for. */
export type RightObject =
  | PortalObject
  | TrashObject
  | GuestListObject
  | FileSettingsObject
  | NewRoomObject
  | RoomObject
  | ArchivedRoomObject
  | RoomItemObject
  | HandoverObject
  | InvitationObject
  | PersonObject
  | PersonRemovalObject
  | AnyPrivateObject;

/** The kind of an object, the word by which the tables name it. */
export type ObjectKind = RightObject["kind"];

/** The objects of the given kinds. */
export type ObjectOfKind<K extends ObjectKind> = Extract<RightObject, { readonly kind: K }>;
