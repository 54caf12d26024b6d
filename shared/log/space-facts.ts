import type { GroupId, InvitationId, NodeId, SpaceId, UserId } from "../ids.ts";
import type { RoomType } from "../rights/levels.ts";
import type { MemberLevel } from "./member-operations.ts";
import type { PersonFacts, PortalFacts } from "./portal-facts.ts";

/**
 * What decisions about an entry need to know of the space that it changes, as it is before it. The Worker answers from
 * rows of D1, which it loads first for the ids that the operation names; a client from the log that it replayed.
 */

interface AnyPlace {
  readonly space: SpaceId;
  readonly owner: UserId;
}

/** A Private Room. It has one member, its owner. */
export interface PersonalPlace extends AnyPlace {
  readonly kind: "personal";
  readonly generation: number;
}

export interface ItemFacts {
  readonly createdBy: UserId;
  /** Whose trash the item is in, itself or with a folder above it; null for one that is in none. */
  readonly trashedBy: UserId | null;
}

interface SharedPlace extends AnyPlace {
  readonly generation: number;
  readonly isRemoved: boolean;
  /** A holder of the newest generation is no reader any more. */
  readonly isStale: boolean;
  /** The author's level, whatever it comes from; null for the owner and for who has none. */
  readonly level: MemberLevel | null;
  /** The person's level, whatever it comes from; null for the owner and for who has none. */
  levelOf(user: UserId): MemberLevel | null;
  /** The person's own level; null when there is only a group's, or none. */
  ownLevel(user: UserId): MemberLevel | null;
}

/** A file of somebody's Private Room that is shared. */
export interface FilePlace extends SharedPlace {
  readonly kind: "file";
}

/** A room. */
export interface RoomPlace extends SharedPlace {
  readonly kind: "room";
  readonly roomType: RoomType;
  readonly isArchived: boolean;
  readonly isDownloadDenied: boolean;
  /** Revision of the newest room.settings; 0 before the first. */
  readonly settingsRevision: number;
  /** Whether the author has a lockbox of the newest generation; replay takes every reader for a holder. */
  readonly holdsKey: boolean;
  item(node: NodeId): ItemFacts | undefined;
  /** The level that a group has here; null for one that is not admitted. */
  groupLevel(group: GroupId): MemberLevel | null;
  /** The level that waits for whoever joins by this invitation; null when none does. */
  invitedLevel(invitation: InvitationId): MemberLevel | null;
}

export type PlaceFacts = PersonalPlace | FilePlace | RoomPlace;

/** The portal, as entries of spaces are judged by it. */
export interface PortalOfSpace
  extends Pick<PortalFacts, "adminGeneration" | "user" | "invitation" | "group"> {
  readonly isPrivateRoomOn: boolean;
}

/** Who wrote the entry. A removed person counts as disabled. */
export type AuthorFacts = Pick<PersonFacts, "user" | "type" | "isDisabled">;
