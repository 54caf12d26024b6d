import { beforeAll, describe, expect, test } from "vitest";
import type { GroupId } from "../../../shared/ids.ts";
import { createNodeId, parseSpaceId } from "../../../shared/ids.ts";
import type { MemberLevel } from "../../../shared/log/member-operations.ts";
import type { SpaceOperation } from "../../../shared/log/operations.ts";
import { canAppend } from "../../../shared/log/rights-of-entry.ts";
import type { RoomPlace } from "../../../shared/log/space-facts.ts";
import type { UserType } from "../../../shared/rights/user-types.ts";
import { type Person, people } from "../../support/people.ts";
import { someMeta } from "../../support/signed-log.ts";

let cast: Record<"alice" | "bob" | "eve", Person>;

beforeAll(async () => {
  cast = await people();
});

const group = "0".repeat(22) as GroupId;
const rotate = { op: "key.rotate", generation: 2 } as unknown as SpaceOperation;
const remove = (): SpaceOperation => ({ op: "member.remove", users: [cast.eve.user] });
const put = (): SpaceOperation => ({ op: "member.put", members: [{ user: cast.eve.user, level: "Viewer" }] });
const folder: SpaceOperation = {
  ...{ op: "folder.put", node: createNodeId(), parent: null, revision: 1 },
  meta: someMeta(),
};

const takingOut: [string, () => SpaceOperation][] = [
  ["starts the next key", () => rotate],
  ["removes a member", remove],
  ["expels a group", () => ({ op: "group.expel", group })],
];
const other: [string, () => SpaceOperation][] = [
  ["gives a level", put],
  ["makes a folder", () => folder],
  ["admits a group", () => ({ op: "group.admit", group, level: "Viewer" })],
];

interface Author {
  readonly level?: MemberLevel;
  readonly type?: UserType;
  readonly isDisabled?: boolean;
  readonly holdsKey?: boolean;
}

/** Whether somebody may, in a room of alice's of which eve and a group are Viewers. */
function may(author: Person, operation: SpaceOperation, facts: Author = {}): boolean {
  const { level = null, type = "RoomAdmin", isDisabled = false, holdsKey = false } = facts;
  const portal = {
    ...{ isPrivateRoomOn: true, adminGeneration: 0, user: () => undefined },
    ...{ invitation: () => undefined, group: () => undefined },
  };
  const place: RoomPlace = {
    ...{ space: parseSpaceId("A".repeat(43)), owner: cast.alice.user, generation: 1 },
    ...({ kind: "room", roomType: "Custom" } as const),
    ...{ isRemoved: false, isStale: true, isArchived: false, isDownloadDenied: false },
    ...{ settingsRevision: 1, holdsKey, level, item: () => undefined },
    levelOf: () => "Viewer",
    ownLevel: () => "Viewer",
    groupLevel: () => "Viewer",
    invitedLevel: () => null,
  };
  return canAppend(portal, { user: author.user, type, isDisabled }, operation, place).allowed;
}

describe("without the newest key", () => {
  test.each(takingOut)("the owner %s all the same", (_words, operation) => {
    expect(may(cast.alice, operation())).toBe(true);
    expect(may(cast.alice, operation(), { isDisabled: true })).toBe(false);
    expect(may(cast.alice, operation(), { type: "User" })).toBe(false);
  });

  test.each(takingOut)("no Room manager %s, who does with it", (_words, operation) => {
    expect(may(cast.bob, operation(), { level: "RoomManager" })).toBe(false);
    expect(may(cast.bob, operation(), { level: "RoomManager", holdsKey: true })).toBe(true);
  });

  test.each(other)("nobody %s, the owner neither", (_words, operation) => {
    expect(may(cast.alice, operation())).toBe(false);
    expect(may(cast.bob, operation(), { level: "RoomManager" })).toBe(false);
    expect(may(cast.alice, operation(), { holdsKey: true })).toBe(true);
  });
});
