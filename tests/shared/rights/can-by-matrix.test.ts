import { describe, expect, it } from "vitest";
import { can, decide, type Right } from "../../../shared/rights/can.ts";
import { MATRIX, MATRIX_RIGHTS } from "../../../shared/rights/matrix.ts";
import type {
  HandoverObject,
  PersonObject,
  RightObject,
  RoomFacts,
  Subject,
} from "../../../shared/rights/objects.ts";
import { USER_TYPES, type UserType } from "../../../shared/rights/user-types.ts";
import { alicePrivateRoom, aliceRoom, id, person } from "./subjects.ts";

const archived = (facts: Partial<RoomFacts> = {}): RightObject => ({
  ...aliceRoom(facts),
  kind: "archivedRoom",
});
const carol = (type: UserType, facts: Partial<PersonObject> = {}): PersonObject => ({
  kind: "person",
  userId: id("carol"),
  type,
  isDisabled: false,
  invitedBy: null,
  ...facts,
});
const handover = (newOwner: Partial<HandoverObject["newOwner"]> = {}): HandoverObject => ({
  kind: "handover",
  room: aliceRoom(),
  newOwner: { type: "RoomAdmin", isDisabled: false, hasKeys: true, ...newOwner },
});
const outcome = (subject: Subject, right: Right, object: RightObject): string => {
  const verdict = decide(subject, right, object);
  return verdict.allowed ? "yes" : verdict.reason;
};

describe("can, by the access-rights table", () => {
  // biome-ignore format: one row a line
  it.each<[string, Subject, Right, RightObject, string]>([
    ["bob sees all rooms as an admin", person("bob", "DocSpaceAdmin"), "viewAllRooms", { kind: "portal" }, "yes"],
    ["bob does not as a Room admin", person("bob", "RoomAdmin"), "viewAllRooms", { kind: "portal" }, "userType"],
    ["alice sees her room", person("alice", "RoomAdmin"), "viewOwnRooms", aliceRoom(), "yes"],
    ["bob's own rooms are not alice's", person("bob", "RoomAdmin"), "viewOwnRooms", aliceRoom(), "ownRoom"],
    ["a User owns no room whoever says so", person("alice", "User"), "viewOwnRooms", aliceRoom(), "userType"],
    ["bob sees a room that he was invited to", person("bob", "Guest"), "viewInvitedRooms", aliceRoom({ level: "Viewer" }), "yes"],
    ["eve was denied", person("eve", "User"), "viewInvitedRooms", aliceRoom(), "invited"],
    ["a level that the room's type does not offer is none", person("mallory", "User"), "viewInvitedRooms", aliceRoom({ level: "FormFiller" }), "invited"],
    ["anybody from Room admin up creates a room", person("bob", "RoomAdmin"), "createOrEditRooms", { kind: "newRoom" }, "yes"],
    ["a User creates none", person("bob", "User"), "createOrEditRooms", { kind: "newRoom" }, "userType"],
    ["the Owner edits no room of others", person("olivia", "Owner"), "createOrEditRooms", aliceRoom(), "newOrManagedRoom"],
    ["a Room manager edits it", person("bob", "RoomAdmin"), "createOrEditRooms", aliceRoom({ level: "RoomManager" }), "yes"],
    ["alice edits nothing without the key", person("alice", "Owner"), "createOrEditRooms", aliceRoom({ holdsKey: false }), "noKey"],
    ["eve pins nothing that she does not see", person("eve", "User"), "pinRooms", aliceRoom(), "invited"],
    ["a Room manager invites guests", person("bob", "RoomAdmin"), "inviteGuestsToRoom", aliceRoom({ level: "RoomManager" }), "yes"],
    ["not without the key", person("bob", "RoomAdmin"), "inviteGuestsToRoom", aliceRoom({ level: "RoomManager", holdsKey: false }), "noKey"],
    ["a User is no Room manager whoever says so", person("mallory", "User"), "inviteUsersToRoom", aliceRoom({ level: "RoomManager" }), "userType"],
    ["an Editor removes nobody", person("bob", "DocSpaceAdmin"), "removeMembers", aliceRoom({ level: "Editor" }), "managedRoom"],
    ["a Room manager does not archive", person("bob", "RoomAdmin"), "archiveOwnRoom", aliceRoom({ level: "RoomManager" }), "ownRoom"],
    ["alice archives, key or no key", person("alice", "RoomAdmin"), "archiveOwnRoom", aliceRoom({ holdsKey: false }), "yes"],
    ["an admin copies another's room", person("bob", "DocSpaceAdmin"), "copyOthersRoom", aliceRoom({ holdsKey: false }), "yes"],
    ["a Room admin only as Room manager", person("bob", "RoomAdmin"), "copyOthersRoom", aliceRoom({ level: "Editor" }), "roomManager"],
    ["and then does", person("bob", "RoomAdmin"), "copyOthersRoom", aliceRoom({ level: "RoomManager" }), "yes"],
    ["the Owner has no say in another's room", person("olivia", "Owner"), "manageOthersRoom", aliceRoom(), "roomManager"],
    ["but as Room manager has", person("olivia", "Owner"), "manageOthersRoom", aliceRoom({ level: "RoomManager" }), "yes"],
    ["links are the Room manager's", person("bob", "RoomAdmin"), "viewOthersPublicLinks", aliceRoom({ level: "ContentCreator" }), "roomManager"],
    ["an admin hands over another's room", person("bob", "DocSpaceAdmin"), "changeOthersRoomOwner", handover(), "yes"],
    ["not to a User", person("bob", "Owner"), "changeOthersRoomOwner", handover({ type: "User" }), "othersRoomToFitOwner"],
    ["not to somebody disabled", person("bob", "Owner"), "changeOthersRoomOwner", handover({ isDisabled: true }), "othersRoomToFitOwner"],
    ["not to somebody without keys", person("bob", "Owner"), "changeOthersRoomOwner", handover({ hasKeys: false }), "othersRoomToFitOwner"],
    ["an admin archives another's room", person("bob", "DocSpaceAdmin"), "archiveOthersRoom", aliceRoom(), "yes"],
    ["an archived room is no room in use", person("alice", "Owner"), "createOrEditRooms", archived(), "wrongObject"],
    ["nobody edits an archived room", person("alice", "Owner"), "editArchivedRooms", archived(), "userType"],
    ["alice restores her own", person("alice", "RoomAdmin"), "manageOwnArchivedRoom", archived(), "yes"],
    ["bob does not", person("bob", "RoomAdmin"), "manageOthersArchivedRoom", archived({ level: "RoomManager" }), "userType"],
    ["a trash is one's own", person("bob", "User"), "useTrash", { kind: "trash", ownerId: id("alice") }, "own"],
    ["a guest has none", person("gina", "Guest"), "useTrash", { kind: "trash", ownerId: id("gina") }, "userType"],
    ["a guest comes with a room", person("bob", "RoomAdmin"), "inviteGuest", { kind: "invitation", isWithRoom: true }, "yes"],
    ["and never alone, not for the Owner", person("olivia", "Owner"), "inviteGuest", { kind: "invitation", isWithRoom: false }, "withRoom"],
    ["an admin makes no admin", person("bob", "DocSpaceAdmin"), "promoteToDocSpaceAdmin", carol("User"), "userType"],
    ["the Owner does", person("olivia", "Owner"), "promoteToDocSpaceAdmin", carol("User"), "yes"],
    ["nobody is promoted to what he is", person("olivia", "Owner"), "promoteToRoomAdmin", carol("RoomAdmin"), "wrongPerson"],
    ["a Room admin promotes his own guest", person("bob", "RoomAdmin"), "promoteToUser", carol("Guest", { invitedBy: id("bob") }), "yes"],
    ["not another's", person("bob", "RoomAdmin"), "promoteToUser", carol("Guest", { invitedBy: id("alice") }), "ownGuest"],
    ["not one whom nobody invited", person("", "RoomAdmin"), "promoteToUser", carol("Guest", { invitedBy: id("") }), "ownGuest"],
    ["the Owner is not demoted", person("bob", "DocSpaceAdmin"), "demoteRoomAdmin", carol("Owner"), "wrongPerson"],
    ["the Owner is not disabled, by himself neither", person("carol", "Owner"), "disableDocSpaceAdmin", carol("Owner"), "wrongPerson"],
    ["an admin disables no admin", person("bob", "DocSpaceAdmin"), "disableDocSpaceAdmin", carol("DocSpaceAdmin"), "userType"],
    ["nobody disables himself", person("carol", "DocSpaceAdmin"), "disableRoomAdmin", carol("RoomAdmin"), "anotherPerson"],
    ["an admin disables a guest", person("bob", "DocSpaceAdmin"), "disableGuest", carol("Guest"), "yes"],
    ["an admin edits a User", person("bob", "DocSpaceAdmin"), "editOrRemovePeople", carol("User"), "yes"],
    ["not another admin", person("bob", "DocSpaceAdmin"), "editOrRemovePeople", carol("DocSpaceAdmin"), "belowDocSpaceAdmin"],
    ["not the Owner", person("bob", "DocSpaceAdmin"), "editOrRemovePeople", carol("Owner"), "wrongPerson"],
    ["a person is disabled before he is removed", person("olivia", "Owner"), "editOrRemovePeople", { ...carol("User"), kind: "personRemoval" }, "anotherPerson"],
    ["and then removed", person("bob", "DocSpaceAdmin"), "editOrRemovePeople", { ...carol("User"), kind: "personRemoval", isDisabled: true }, "yes"],
    ["guest lists of others are for admins", person("bob", "RoomAdmin"), "viewOthersGuestList", { kind: "guestList", ownerId: id("alice") }, "userType"],
    ["one's own is not", person("bob", "RoomAdmin"), "viewOwnGuestList", { kind: "guestList", ownerId: id("bob") }, "yes"],
    ["a User views no groups", person("bob", "User"), "viewGroups", { kind: "portal" }, "userType"],
    ["a guest has settings of his own", person("gina", "Guest"), "useFileSettings", { kind: "fileSettings", ownerId: id("gina") }, "yes"],
    ["only the Owner removes the portal", person("bob", "DocSpaceAdmin"), "removePortal", { kind: "portal" }, "userType"],
    ["an admin turns the Private Room's switch", person("bob", "DocSpaceAdmin"), "changeOtherSettings", { kind: "portal" }, "yes"],
    ["own files are in one's own Private Room", person("bob", "User"), "manageOwnFiles", alicePrivateRoom(), "own"],
    ["and closed while the switch is off", person("alice", "User"), "manageOwnFiles", alicePrivateRoom({ isSwitchedOn: false }), "switchedOn"],
  ])("%s", (_sentence, subject, right, object, expected) => {
    expect(outcome(subject, right, object)).toBe(expected);
  });
});

describe("can, by default", () => {
  const owner = person("olivia", "Owner");
  const everything: RightObject[] = [
    { kind: "portal" },
    { kind: "newRoom" },
    aliceRoom(),
    archived(),
    carol("User"),
  ];

  it("names the row that it rests on", () => {
    expect(can(owner, "viewAllRooms", { kind: "portal" })).toEqual({ allowed: true, row: "viewAllRooms" });
    expect(can(person("bob", "User"), "viewAllRooms", { kind: "portal" })).toMatchObject({
      row: "viewAllRooms",
    });
  });

  it.each(["constructor", "__proto__", "toString", "", "viewEverything"])(
    "refuses the unknown right %j",
    (right) => {
      expect(decide(owner, right as Right, { kind: "portal" })).toEqual({
        allowed: false,
        row: null,
        reason: "unknownRight",
      });
    },
  );

  it.each(["Robot", "constructor", "__proto__", ""])("refuses the unknown type %j every right", (type) => {
    const mallory = person("mallory", type as UserType);
    const granted = MATRIX_RIGHTS.filter((right) =>
      everything.some((object) => decide(mallory, right, object).allowed),
    );
    expect(granted).toEqual([]);
  });

  it.each(USER_TYPES)("refuses a disabled %s every right", (type) => {
    const disabled: Subject = { ...person("alice", type), isDisabled: true };
    const unsaid = { userId: id("alice"), type } as Subject;
    for (const right of MATRIX_RIGHTS)
      for (const object of everything)
        expect([outcome(disabled, right, object), outcome(unsaid, right, object)]).toEqual([
          "disabled",
          "disabled",
        ]);
  });

  it("refuses each right on every kind of object that its row does not name", () => {
    for (const right of MATRIX_RIGHTS)
      for (const object of everything.filter(
        ({ kind }) => !(MATRIX[right].on as readonly string[]).includes(kind),
      ))
        expect(outcome(owner, right, object)).toBe("wrongObject");
  });

  it("is asked with an object that fits, or does not compile", () => {
    // @ts-expect-error a room is no portal
    expect(can(owner, "viewAllRooms", aliceRoom()).allowed).toBe(false);
    // @ts-expect-error there is no such right
    expect(can(owner, "viewEverything", { kind: "portal" }).allowed).toBe(false);
  });
});
