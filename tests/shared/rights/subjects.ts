import type { SpaceId, UserId } from "../../../shared/ids.ts";
import type {
  PrivateItemObject,
  PrivateRoomObject,
  RoomFacts,
  RoomObject,
  Subject,
} from "../../../shared/rights/objects.ts";
import type { UserType } from "../../../shared/rights/user-types.ts";

/** The cast of these tests. Decisions compare ids and never read them, so plain names do. */
export const id = (name: string): UserId => name as UserId;
export const space = (name: string): SpaceId => name as SpaceId;

export const person = (name: string, type: UserType): Subject => ({
  userId: id(name),
  type,
  isDisabled: false,
});

/** A room of alice's, seen by somebody who is nothing there but holds the key. */
export const aliceRoom = (facts: Partial<RoomFacts> = {}): RoomObject => ({
  kind: "room",
  ownerId: id("alice"),
  roomType: "Custom",
  level: null,
  holdsKey: true,
  isDownloadDenied: false,
  ...facts,
});

export const alicePrivateRoom = (facts: Partial<PrivateRoomObject> = {}): PrivateRoomObject => ({
  kind: "privateRoom",
  ownerId: id("alice"),
  isSwitchedOn: true,
  ...facts,
});

export const aliceFile = (facts: Partial<PrivateItemObject> = {}): PrivateItemObject => ({
  kind: "privateItem",
  ownerId: id("alice"),
  isSwitchedOn: true,
  access: null,
  ...facts,
});
