import { describe, expect, it } from "vitest";
import {
  explainPortal,
  explainPrivateRoom,
  explainRoom,
  isUsable,
} from "../../../extension/state/popup-explained.ts";
import {
  fitOwners,
  personVerdicts,
  portalVerdicts,
  roomScopes,
  roomVerdicts,
  typesToGive,
  typesToInvite,
} from "../../../extension/state/popup-rights.ts";
import { FakePortal, type PersonName, userId } from "../../support/fake-portal.ts";

const portal = new FakePortal("alice", [
  { title: "Plans", owner: "bob", level: null },
  { title: "Old", owner: "bob", level: null, isArchived: true },
]);
const of = (name: PersonName) => portal.people.find(({ user }) => user === userId(name))!;
const subject = (name: PersonName) => of(name).subject;
const [plans, old] = portal.rooms.map(({ object }) => object);
const allowed = (verdicts: Record<string, { allowed: boolean }>): string[] =>
  Object.entries(verdicts).flatMap(([name, verdict]) => (verdict.allowed ? [name] : []));

describe("the buttons of a room that bob owns", () => {
  it.each([
    ["alice", ["pin", "mute", "archive", "copy", "handOver"]],
    ["dora", ["pin", "mute", "archive", "copy", "handOver"]],
    ["bob", ["edit", "pin", "mute", "archive", "copy", "handOver"]],
    ["carol", []],
    ["gus", []],
  ] as const)("%s sees %j", (name, wanted) => {
    const room = { ...plans!, holdsKey: name === "bob" };
    const seen = allowed(roomVerdicts(subject(name), room));
    expect(seen).toEqual(wanted);
  });

  it("in the archive are to restore, remove and copy, for the owner and the admins alone", () => {
    expect(allowed(roomVerdicts(subject("bob"), old!))).toEqual(["restore", "remove", "copy"]);
    expect(allowed(roomVerdicts(subject("dora"), old!))).toEqual(["restore", "remove", "copy"]);
    expect(allowed(roomVerdicts(subject("carol"), old!))).toEqual([]);
  });
});

describe("the buttons of a person", () => {
  it.each([
    ["alice", "dora", ["RoomAdmin", "User"]],
    ["alice", "carol", ["DocSpaceAdmin", "RoomAdmin", "Guest"]],
    ["dora", "carol", ["RoomAdmin", "Guest"]],
    ["dora", "alice", []],
    ["bob", "gus", ["User"]],
    ["carol", "gus", []],
  ] as const)("let %s give %s the types %j", (self, other, types) => {
    expect(typesToGive(subject(self), of(other))).toEqual(types);
  });

  it("let nobody disable the Owner or himself", () => {
    expect(personVerdicts(subject("dora"), of("alice")).disable.allowed).toBe(false);
    expect(personVerdicts(subject("dora"), of("dora")).disable.allowed).toBe(false);
    expect(personVerdicts(subject("dora"), of("bob")).disable.allowed).toBe(true);
  });

  it("remove only who was disabled before", () => {
    expect(personVerdicts(subject("alice"), of("bob")).remove.allowed).toBe(false);
    expect(personVerdicts(subject("alice"), { ...of("bob"), isDisabled: true }).remove.allowed).toBe(true);
  });

  it("show guest lists of others to the admins, one's own to a Room admin", () => {
    expect(personVerdicts(subject("dora"), of("bob")).guests.allowed).toBe(true);
    expect(personVerdicts(subject("bob"), of("bob")).guests.allowed).toBe(true);
    expect(personVerdicts(subject("bob"), of("alice")).guests.allowed).toBe(false);
  });
});

describe("the portal", () => {
  it.each([
    [
      "alice",
      ["newRoom", "allRooms", "allArchived", "groups", "editGroups", "settings", "remove", "privateRoom"],
    ],
    ["dora", ["newRoom", "allRooms", "allArchived", "groups", "editGroups", "settings", "privateRoom"]],
    ["bob", ["newRoom", "groups", "privateRoom"]],
    ["carol", ["privateRoom"]],
    ["gus", []],
  ] as const)("offers %s %j", (name, wanted) => {
    expect(allowed(portalVerdicts(subject(name)))).toEqual(wanted);
  });

  it.each([
    ["alice", ["DocSpaceAdmin", "RoomAdmin", "User", "Guest"]],
    ["dora", ["RoomAdmin", "User", "Guest"]],
    ["bob", ["User", "Guest"]],
    ["carol", []],
  ] as const)("lets %s invite %j with a room, and no guest without", (name, types) => {
    expect(typesToInvite(subject(name), true)).toEqual(types);
    expect(typesToInvite(subject(name), false)).not.toContain("Guest");
  });

  it("gives rooms only to active people who may own one", () => {
    const people = portal.people.map((each) =>
      each.user === userId("dora") ? { ...each, isDisabled: true } : each,
    );
    expect(fitOwners(people, userId("bob")).map(({ name }) => name)).toEqual(["Alice"]);
  });
});

describe("what somebody can do, and why", () => {
  it("names the row of the document and the condition that fails", () => {
    const rows = explainRoom(
      subject("carol"),
      { ...plans!, level: "Editor", holdsKey: true },
      portal.settings,
    );
    expect(rows.find(({ row }) => row === 13)).toMatchObject({
      right: "archiveOwnRoom",
      verdict: { allowed: false, reason: "userType" },
    });
    expect(rows.find(({ right }) => right === "room:edit")).toMatchObject({
      ...{ row: null, verdict: { allowed: true } },
    });
    expect(rows.find(({ right }) => right === "room:create")?.verdict).toMatchObject({ reason: "level" });
  });

  it("never calls usable what is not there, whatever the table grants", () => {
    const level = { ...plans!, level: "RoomManager", holdsKey: true } as const;
    const rows = explainRoom(subject("dora"), { ...level, roomType: "Public" }, portal.settings);
    const absent = rows.filter(({ notOffered }) => notOffered !== null);
    expect(absent.map(({ right, verdict }) => [right, verdict.allowed])).toEqual([
      ["viewOthersPublicLinks", true],
      ["room:review", true],
      ["room:comment", true],
      ["room:fillForms", true],
      ["room:lockFile", true],
    ]);
    expect(absent.some(isUsable)).toBe(false);
  });

  it("goes through each row about the portal once", () => {
    const rows = explainPortal(subject("bob"), portal.settings);
    const from29 = Array.from({ length: 23 }, (_, index) => index + 29);
    expect(rows.map(({ row }) => row)).toEqual([1, 2, 5, 20, ...from29]);
    expect(rows.find(({ row }) => row === 36)?.verdict).toMatchObject({ reason: "ownGuest" });
    expect(rows.find(({ row }) => row === 51)?.verdict).toMatchObject({ allowed: false });
  });

  it("says what the settings take away, whatever the table grants", () => {
    const closed = { ...portal.settings, isPrivateRoomOn: false, areGuestsAllowed: false };
    const rows = explainPortal(subject("alice"), closed);
    const reason = (wanted: number) => rows.find(({ row }) => row === wanted)?.verdict;
    expect(reason(1)).toMatchObject({ allowed: false, reason: "switchedOn" });
    for (const row of [33, 39])
      expect(reason(row)).toMatchObject({ allowed: false, reason: "guestsRefused" });
    expect(reason(32)).toMatchObject({ allowed: true });
    const room = { ...plans!, ownerId: userId("alice"), holdsKey: true };
    const inRoom = explainRoom(subject("alice"), room, closed);
    expect(inRoom.find(({ row }) => row === 8)?.verdict).toMatchObject({ reason: "guestsRefused" });
    expect(inRoom.find(({ row }) => row === 9)?.verdict).toMatchObject({ allowed: true });
    expect(typesToInvite(subject("alice"), true, false)).toEqual(["DocSpaceAdmin", "RoomAdmin", "User"]);
  });

  it("goes through all that can be done in the own Private Room, with its rules", () => {
    const rows = explainPrivateRoom(subject("carol"), portal.settings);
    expect(rows).toHaveLength(15);
    const refused = rows.flatMap(({ right, verdict }) => (verdict.allowed ? [] : [[right, verdict.reason]]));
    expect(refused).toEqual([
      ["private:copy", "noCopy"],
      ["private:linkOutside", "noExternalLink"],
    ]);
    const ofGuest = explainPrivateRoom(subject("gus"), portal.settings);
    expect(ofGuest.some(isUsable)).toBe(false);
    const off = explainPrivateRoom(subject("carol"), { ...portal.settings, isPrivateRoomOn: false });
    expect(off.every(({ verdict }) => !verdict.allowed && verdict.reason === "switchedOn")).toBe(true);
  });
});

describe("the lists of rooms", () => {
  it.each([
    ["alice", ["mine", "own", "invited", "all", "archived", "allArchived"]],
    ["dora", ["mine", "own", "invited", "all", "archived", "allArchived"]],
    ["bob", ["mine", "own", "invited", "archived"]],
    ["carol", ["mine", "archived"]],
    ["gus", ["mine", "archived"]],
  ] as const)("%s has are %j", (name, scopes) => {
    expect(roomScopes(subject(name))).toEqual(scopes);
  });
});
