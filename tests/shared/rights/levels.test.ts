import { describe, expect, it } from "vitest";
import {
  compareLevels,
  isLevelOffered,
  LEVELS,
  type Level,
  type LevelGift,
  levelsToGive,
  ROOM_TYPES,
  type RoomType,
} from "../../../shared/rights/levels.ts";

const gift = (changes: Partial<LevelGift>): LevelGift => ({
  giver: "RoomOwner",
  roomType: "Custom",
  receiverType: "RoomAdmin",
  current: null,
  ...changes,
});

describe("levels", () => {
  it("stand in their order, Viewer lowest", () => {
    expect([...LEVELS].reverse().sort(compareLevels)).toEqual(LEVELS);
    expect(compareLevels("Editor", "Viewer")).toBeGreaterThan(0);
  });

  it.each<[RoomType, string]>([
    ["Collaboration", "RoomManager ContentCreator Editor Viewer"],
    ["Custom", "RoomManager ContentCreator Editor Reviewer Commenter Viewer"],
    ["FormFilling", "RoomManager ContentCreator FormFiller Viewer"],
    ["VirtualDataRoom", "RoomManager ContentCreator Editor FormFiller Viewer"],
    ["Public", "RoomManager ContentCreator"],
  ])("of a %s room: %s", (roomType, levels) => {
    expect(ROOM_TYPES[roomType].join(" ")).toBe(levels);
    expect(LEVELS.filter((level) => isLevelOffered(roomType, level)).sort()).toEqual(
      levels.split(" ").sort(),
    );
  });

  it("are offered by no room type that does not exist", () => {
    expect(isLevelOffered("constructor" as RoomType, "Viewer")).toBe(false);
    expect(levelsToGive(gift({ roomType: "toString" as RoomType }))).toEqual([]);
  });
});

describe("giving levels", () => {
  const all: Level[] = ["RoomManager", "ContentCreator", "Editor", "Reviewer", "Commenter", "Viewer"];
  const below = all.slice(1);

  it.each<[string, Partial<LevelGift>, Level[]]>([
    ["the owner gives every level of the room", {}, all],
    ["the owner never makes a User Room manager", { receiverType: "User" }, below],
    ["the owner never makes a guest Room manager", { receiverType: "Guest" }, below],
    ["the owner takes a Room manager down", { current: "RoomManager" }, all],
    ["a Room manager gives what is below his own", { giver: "RoomManager" }, below],
    ["a Room manager changes an Editor", { giver: "RoomManager", current: "Editor" }, below],
    ["a Room manager does not touch another one", { giver: "RoomManager", current: "RoomManager" }, []],
    ["a Content creator gives none", { giver: "ContentCreator" }, []],
    ["a Viewer gives none", { giver: "Viewer", current: "Viewer" }, []],
    ["only what the type offers", { roomType: "Public" }, ["RoomManager", "ContentCreator"]],
  ])("%s", (_sentence, changes, levels) => {
    expect(levelsToGive(gift(changes))).toEqual(levels);
  });
});
