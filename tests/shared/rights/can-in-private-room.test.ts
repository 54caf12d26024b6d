import { describe, expect, it } from "vitest";
import { decide, type Right } from "../../../shared/rights/can.ts";
import type {
  PrivateMoveObject,
  PrivateShareObject,
  RightObject,
  Subject,
} from "../../../shared/rights/objects.ts";
import {
  PRIVATE_RIGHT_NAMES,
  PRIVATE_RIGHTS,
  privateRightFor,
} from "../../../shared/rights/private-rights.ts";
import { USER_TYPES, type UserType } from "../../../shared/rights/user-types.ts";
import { aliceFile, alicePrivateRoom, id, person, space } from "./subjects.ts";

const alice = person("alice", "User");
const bob = person("bob", "User");
const move = (facts: Partial<PrivateMoveObject> = {}): PrivateMoveObject => ({
  kind: "privateMove",
  ownerId: id("alice"),
  isSwitchedOn: true,
  fromSpace: space("alice's"),
  toSpace: space("alice's"),
  ...facts,
});
const share = (facts: Partial<PrivateShareObject> = {}): PrivateShareObject => ({
  kind: "privateShare",
  ownerId: id("alice"),
  isSwitchedOn: true,
  access: "FullAccess",
  receiverHasKeys: true,
  ...facts,
});
const given = aliceFile({ access: "FullAccess" });
const denied = aliceFile({ access: "DenyAccess" });
const objects = [alicePrivateRoom(), aliceFile(), move(), share()];
/** The objects that the right is about, all of them alice's. */
const objectsOf = (right: (typeof PRIVATE_RIGHT_NAMES)[number]): RightObject[] =>
  objects.filter(({ kind }) => (PRIVATE_RIGHTS[right].on as readonly string[]).includes(kind));
const outcome = (subject: Subject, right: Right, object: RightObject): string => {
  const verdict = decide(subject, right, object);
  return verdict.allowed ? "yes" : verdict.reason;
};

describe("can, in a Private Room", () => {
  // biome-ignore format: one row a line
  it.each<[string, Subject, Right, RightObject, string]>([
    ["alice sets up her own", alice, "private:setUp", alicePrivateRoom(), "yes"],
    ["bob sets up none for her", bob, "private:setUp", alicePrivateRoom(), "notOwner"],
    ["alice lists it", alice, "private:list", alicePrivateRoom(), "yes"],
    ["the Owner does not", person("olivia", "Owner"), "private:list", alicePrivateRoom(), "notOwner"],
    ["alice opens her file", alice, "private:open", aliceFile(), "yes"],
    ["the Owner does not", person("olivia", "Owner"), "private:open", aliceFile(), "notShared"],
    ["bob opens what she gave him", bob, "private:open", given, "yes"],
    ["so does a guest", person("gina", "Guest"), "private:open", given, "yes"],
    ["eve was denied again", person("eve", "User"), "private:open", denied, "denyTakesBack"],
    ["mallory invents an access", person("mallory", "User"), "private:open", aliceFile({ access: "Read" as never }), "notShared"],
    ["bob downloads what she gave him", bob, "private:download", given, "yes"],
    ["and saves it", bob, "private:saveVersion", given, "yes"],
    ["and reads its history", bob, "private:readHistory", given, "yes"],
    ["eve saves nothing", person("eve", "User"), "private:saveVersion", denied, "denyTakesBack"],
    ["alice makes a folder", alice, "private:createFolder", alicePrivateRoom(), "yes"],
    ["alice uploads", alice, "private:createFile", alicePrivateRoom(), "yes"],
    ["bob uploads nothing to her", bob, "private:createFile", alicePrivateRoom(), "notOwner"],
    ["alice saves", alice, "private:saveVersion", aliceFile(), "yes"],
    ["alice renames", alice, "private:rename", aliceFile(), "yes"],
    ["bob does not rename what is hers", bob, "private:rename", given, "notOwner"],
    ["alice moves", alice, "private:move", move(), "yes"],
    ["but not out of her Private Room", alice, "private:move", move({ toSpace: space("room") }), "moveInside"],
    ["bob moves only his own", bob, "private:move", move(), "moveOwn"],
    ["alice deletes", alice, "private:delete", aliceFile(), "yes"],
    ["bob does not delete what is hers", bob, "private:delete", given, "notOwner"],
    ["alice shares", alice, "private:share", share(), "yes"],
    ["not with somebody without keys", alice, "private:share", share({ receiverHasKeys: false }), "shareWithKeys"],
    ["but denies whoever it is", alice, "private:share", share({ access: "DenyAccess", receiverHasKeys: false }), "yes"],
    ["at Full Access only", alice, "private:share", share({ access: "Read" as never }), "fullAccessOnly"],
    ["bob does not pass on what is hers", bob, "private:share", share(), "notOwner"],
    ["alice copies nothing", alice, "private:copy", aliceFile(), "noCopy"],
    ["alice gives no link outside", alice, "private:linkOutside", aliceFile(), "noExternalLink"],
    ["nothing is asked of a place without an owner", person("", "User"), "private:open", aliceFile({ ownerId: id("") }), "notShared"],
    ["a file is no folder to create in", alice, "private:createFile", aliceFile(), "wrongObject"],
    ["nor is the portal", alice, "private:createFile", { kind: "portal" }, "wrongObject"],
  ])("%s", (_sentence, subject, right, object, expected) => {
    expect(outcome(subject, right, object)).toBe(expected);
  });

  it.each(USER_TYPES)("gives a %s all that the table says of the owner, and a guest nothing", (type) => {
    for (const right of PRIVATE_RIGHT_NAMES)
      for (const object of objectsOf(right))
        expect(decide(person("alice", type), right, object).allowed).toBe(
          type !== "Guest" && PRIVATE_RIGHTS[right].owner === "yes",
        );
  });

  it("tells a guest why he has none", () => {
    expect(outcome(person("alice", "Guest"), "private:list", alicePrivateRoom())).toBe("noGuestRoom");
  });

  it.each(PRIVATE_RIGHT_NAMES)(
    "refuses %s while the switch is off, and to the disabled and the unknown",
    (right) => {
      for (const object of objectsOf(right)) {
        expect(outcome(alice, right, { ...object, isSwitchedOn: false } as RightObject)).toBe("switchedOn");
        expect(outcome(alice, right, { ...object, isSwitchedOn: undefined } as never)).toBe("switchedOn");
        expect(outcome({ ...alice, isDisabled: true }, right, object)).toBe("disabled");
        expect(outcome(person("alice", "constructor" as UserType), right, object)).toBe("userType");
      }
    },
  );

  it("gives somebody with Full Access what the table says and no more", () => {
    const granted = PRIVATE_RIGHT_NAMES.filter((right) => decide(bob, right, given).allowed);
    expect(granted).toEqual([
      "private:open",
      "private:download",
      "private:saveVersion",
      "private:readHistory",
      "private:rotate",
    ]);
  });
});

describe("the right that an entry takes", () => {
  it.each([
    ["space.create", "private:setUp"],
    ["folder.put", "private:createFolder"],
    ["file.put", "private:createFile"],
    ["file.version", "private:saveVersion"],
    ["node.rename", "private:rename"],
    ["node.move", "private:move"],
    ["node.delete", "private:delete"],
    ["portal.create", null],
  ] as const)("%s: %s", (op, right) => {
    expect(privateRightFor(op)).toBe(right);
  });

  it("is none for an operation that does not exist", () => {
    expect(privateRightFor("node.copy" as never)).toBe(null);
  });
});
