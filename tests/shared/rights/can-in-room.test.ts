import { describe, expect, it } from "vitest";
import { decide, type Right } from "../../../shared/rights/can.ts";
import type {
  HandoverObject,
  RightObject,
  RoomFacts,
  RoomItemObject,
  Subject,
} from "../../../shared/rights/objects.ts";
import { HOLDERS, ROOM_RIGHT_NAMES, ROOM_RIGHTS } from "../../../shared/rights/room-rights.ts";
import type { UserType } from "../../../shared/rights/user-types.ts";
import { aliceRoom, id, person } from "./subjects.ts";

const item = (facts: Partial<RoomFacts> = {}, createdBy = "alice"): RoomItemObject => ({
  kind: "roomItem",
  room: aliceRoom(facts),
  createdBy: id(createdBy),
});
const handover = (hasKeys: boolean): HandoverObject => ({
  kind: "handover",
  room: aliceRoom(),
  newOwner: { type: "RoomAdmin", isDisabled: false, hasKeys },
});
const archived = (facts: Partial<RoomFacts> = {}): RightObject => ({
  ...aliceRoom(facts),
  kind: "archivedRoom",
});
const outcome = (subject: Subject, right: Right, object: RightObject): string => {
  const verdict = decide(subject, right, object);
  return verdict.allowed ? "yes" : verdict.reason;
};
const bob = person("bob", "RoomAdmin");
const dora = person("dora", "DocSpaceAdmin");

describe("the level table", () => {
  const letters = { yes: "+", no: "-", ownItem: "o", unlessDenied: "d" } as const;

  it("is this one", () => {
    const lines = ROOM_RIGHT_NAMES.map((right) => {
      const cells = ROOM_RIGHTS[right].cells.map((cell) => letters[cell]).join("");
      return `${cells} ${right.slice("room:".length)}`;
    });
    // owner, Room manager, Content creator, Editor, Reviewer, Commenter, Form filler, Viewer, admin of the portal
    expect(lines).toEqual([
      "+++++++++ seeInfo",
      "++++++++- read",
      "+++++++++ pin",
      "+++++++++ mute",
      "+++++++++ copyLink",
      "+++++++d- download",
      "+++------ create",
      "+++------ moveInto",
      "++++----- edit",
      "+++++---- review",
      "++++++--- comment",
      "++++--+-- fillForms",
      "++o------ rename",
      "++o------ move",
      "++o------ delete",
      "++++----- readHistory",
      "++o------ restoreVersion",
      "+++------ lockFile",
      "++------- changeSettings",
      "++------- invite",
      "++------- setLevels",
      "++++----- rotate",
      "++------+ copySettings",
      "++------- copyContents",
      "+-------+ archive",
      "+-------+ changeOwner",
    ]);
    expect(HOLDERS).toHaveLength(9);
  });
});

describe("can, inside a room", () => {
  // biome-ignore format: one row a line
  it.each<[string, Subject, Right, RightObject, string]>([
    ["alice reads her room", person("alice", "RoomAdmin"), "room:read", aliceRoom(), "yes"],
    ["not without the key", person("alice", "RoomAdmin"), "room:read", aliceRoom({ holdsKey: false }), "noKey"],
    ["an admin sees the room from outside", dora, "room:seeInfo", aliceRoom({ holdsKey: false }), "yes"],
    ["and reads nothing in it", dora, "room:read", aliceRoom(), "level"],
    ["as a Viewer he reads", dora, "room:read", aliceRoom({ level: "Viewer" }), "yes"],
    ["and still archives", dora, "room:archive", aliceRoom({ level: "Viewer", holdsKey: false }), "yes"],
    ["and copies settings", dora, "room:copySettings", aliceRoom({ holdsKey: false }), "yes"],
    ["but no contents", dora, "room:copyContents", aliceRoom(), "level"],
    ["eve was denied", person("eve", "User"), "room:read", aliceRoom(), "level"],
    ["a Viewer downloads", bob, "room:download", item({ level: "Viewer" }), "yes"],
    ["unless the settings deny it", bob, "room:download", item({ level: "Viewer", isDownloadDenied: true }), "downloadDenied"],
    ["which does not bind an Editor", bob, "room:download", item({ level: "Editor", isDownloadDenied: true }), "yes"],
    ["an Editor edits", bob, "room:edit", item({ level: "Editor" }), "yes"],
    ["a Reviewer reviews", bob, "room:review", item({ level: "Reviewer" }), "yes"],
    ["and does not edit", bob, "room:edit", item({ level: "Reviewer" }), "level"],
    ["a Commenter does not review", bob, "room:review", item({ level: "Commenter" }), "level"],
    ["a Form filler fills", bob, "room:fillForms", item({ level: "FormFiller", roomType: "FormFilling" }), "yes"],
    ["where the room's type has the level", bob, "room:fillForms", item({ level: "FormFiller" }), "level"],
    ["a Content creator deletes his own", bob, "room:delete", item({ level: "ContentCreator" }, "bob"), "yes"],
    ["and not alice's", bob, "room:delete", item({ level: "ContentCreator" }), "notOwnItem"],
    ["a Room manager deletes all", bob, "room:delete", item({ level: "RoomManager" }), "yes"],
    ["a Room manager invites", bob, "room:invite", aliceRoom({ level: "RoomManager" }), "yes"],
    ["a Content creator does not", bob, "room:invite", aliceRoom({ level: "ContentCreator" }), "level"],
    ["a User as Room manager is nothing", person("mallory", "User"), "room:invite", aliceRoom({ level: "RoomManager" }), "level"],
    ["a guest who owns a room is nothing", person("alice", "Guest"), "room:read", aliceRoom(), "level"],
    ["a level out of the blue is none", person("mallory", "User"), "room:edit", item({ level: "constructor" as never }), "level"],
    ["a Room manager does not archive", bob, "room:archive", aliceRoom({ level: "RoomManager" }), "level"],
    ["alice hands her room over", person("alice", "RoomAdmin"), "room:changeOwner", handover(true), "yes"],
    ["not to somebody without keys", person("alice", "RoomAdmin"), "room:changeOwner", handover(false), "unfitOwner"],
    ["a Room manager does not", bob, "room:changeOwner", { ...handover(true), room: aliceRoom({ level: "RoomManager" }) }, "level"],
    ["an archived room is read", bob, "room:read", archived({ level: "Viewer" }), "yes"],
    ["and not pinned", bob, "room:pin", archived({ level: "Viewer" }), "archived"],
    ["and takes nothing new", person("alice", "Owner"), "room:create", archived(), "archived"],
    ["nor edits", bob, "room:edit", { kind: "roomItem", room: { ...aliceRoom({ level: "Editor" }), kind: "archivedRoom" }, createdBy: id("bob") }, "archived"],
    ["a room is no item", person("alice", "Owner"), "room:edit", aliceRoom(), "wrongObject"],
    ["nor is the portal a room", person("alice", "Owner"), "room:read", { kind: "portal" }, "wrongObject"],
    ["the disabled may nothing", { ...person("alice", "Owner"), isDisabled: true }, "room:read", aliceRoom(), "disabled"],
    ["an unknown type may nothing", person("alice", "Robot" as UserType), "room:seeInfo", aliceRoom({ level: "Editor" }), "userType"],
  ])("%s", (_sentence, subject, right, object, expected) => {
    expect(outcome(subject, right, object)).toBe(expected);
  });
});
