import type { UserType } from "./user-types.ts";
import { mayOwnRooms } from "./user-types.ts";

/** The permission levels inside a room, lowest first. The room's owner stands above all of them and has no level. */
export const LEVELS = [
  "Viewer",
  "FormFiller",
  "Commenter",
  "Reviewer",
  "Editor",
  "ContentCreator",
  "RoomManager",
] as const;

/** A permission level inside a room. */
export type Level = (typeof LEVELS)[number];

/** The levels as the person reads them. */
export const LEVEL_TITLES = {
  Viewer: "Viewer",
  FormFiller: "Form filler",
  Commenter: "Commenter",
  Reviewer: "Reviewer",
  Editor: "Editor",
  ContentCreator: "Content creator",
  RoomManager: "Room manager",
} as const satisfies Readonly<Record<Level, string>>;

/** The room types and the levels that each offers to its members, highest first. */
export const ROOM_TYPES = {
  /** Work together on documents: everybody edits or reads. */
  Collaboration: ["RoomManager", "ContentCreator", "Editor", "Viewer"],
  /** Every level but Form filler. */
  Custom: ["RoomManager", "ContentCreator", "Editor", "Reviewer", "Commenter", "Viewer"],
  /** Collects filled forms. */
  FormFilling: ["RoomManager", "ContentCreator", "FormFiller", "Viewer"],
  /** The only type whose settings can deny download to Viewers. */
  VirtualDataRoom: ["RoomManager", "ContentCreator", "Editor", "FormFiller", "Viewer"],
  /** Members only create or manage; readers come by read-only guest links, which are no members. */
  Public: ["RoomManager", "ContentCreator"],
} as const satisfies Readonly<Record<string, readonly Level[]>>;

/** One of the room types. */
export type RoomType = keyof typeof ROOM_TYPES;

/** Tells whether rooms of this type offer the level. An unknown room type offers none. */
export function isLevelOffered(roomType: RoomType, level: Level): boolean {
  if (!Object.hasOwn(ROOM_TYPES, roomType)) return false;
  return (ROOM_TYPES[roomType] as readonly Level[]).includes(level);
}

/** Compares two levels: negative when `a` is below `b`, 0 when equal, positive when above. */
export function compareLevels(a: Level, b: Level): number {
  return LEVELS.indexOf(a) - LEVELS.indexOf(b);
}

/** Who gives a level to whom. `current` is the level that the receiver has now, null for somebody new. */
export interface LevelGift {
  readonly giver: Level | "RoomOwner";
  readonly roomType: RoomType;
  readonly receiverType: UserType;
  readonly current: Level | null;
}

/**
 * Lists the levels that the giver may set, highest first; empty when he may set none.
 * A person gives levels below his own, and only to somebody who stands below him; the room's owner gives all.
 * Room manager goes only to a type that may own rooms. Below Room manager nobody gives levels.
 */
export function levelsToGive(gift: LevelGift): Level[] {
  if (gift.giver !== "RoomOwner" && gift.giver !== "RoomManager") return [];
  if (!isAbove(gift.giver, gift.current)) return [];
  if (!Object.hasOwn(ROOM_TYPES, gift.roomType)) return [];
  return ROOM_TYPES[gift.roomType].filter(
    (level) => isAbove(gift.giver, level) && (level !== "RoomManager" || mayOwnRooms(gift.receiverType)),
  );
}

function isAbove(giver: Level | "RoomOwner", level: Level | null): boolean {
  return level === null || giver === "RoomOwner" || compareLevels(giver, level) > 0;
}
