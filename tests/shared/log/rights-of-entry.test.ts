import { beforeAll, describe, expect, it, test } from "vitest";
import { createNodeId, parseSpaceId, type SpaceId } from "../../../shared/ids.ts";
import type { TreeOperation } from "../../../shared/log/operations.ts";
import { canAppend, canCreateSpace, demand } from "../../../shared/log/rights-of-entry.ts";
import { type Person, people } from "../../support/people.ts";
import { someMeta, someVersion } from "../../support/signed-log.ts";

let alice: Person;
let mallory: Person;
let space: SpaceId;

beforeAll(async () => {
  ({ alice, mallory } = await people());
  space = parseSpaceId("A".repeat(43));
});

const node = createNodeId();
const meta = someMeta();
const operations: TreeOperation[] = [
  { op: "folder.put", node, parent: null, revision: 1, meta },
  { op: "file.put", node, parent: null, revision: 1, meta, version: someVersion() },
  { op: "file.version", node, revision: 2, meta, version: someVersion(2) },
  { op: "node.rename", node, revision: 2, meta },
  { op: "node.move", node, parent: createNodeId(), revision: 2, meta },
  { op: "node.delete", node },
];
const byName = operations.map((operation) => [operation.op, operation] as const);

/** The code that demanding the right of an operation in alice's Private Room ends with. */
function outcome(
  operation: TreeOperation,
  author: Person,
  changes: { type?: "User" | "Guest"; isDisabled?: boolean; isPrivateRoomOn?: boolean } = {},
): string {
  const { type = "User", isDisabled = false, isPrivateRoomOn = true } = changes;
  const place = { space, owner: alice.user, kind: "personal", generation: 1 } as const;
  const nothing = {
    adminGeneration: 0,
    user: () => undefined,
    invitation: () => undefined,
    group: () => undefined,
  };
  try {
    demand(
      canAppend({ isPrivateRoomOn, ...nothing }, { user: author.user, type, isDisabled }, operation, place),
    );
    return "allowed";
  } catch (error) {
    return (error as Error).message;
  }
}

describe("the right to an entry in alice's Private Room", () => {
  test.each(byName)("%s: alice has it, and nobody else", (_op, operation) => {
    expect(outcome(operation, alice)).toBe("allowed");
    expect(outcome(operation, mallory)).toBe("RIGHT_MISSING");
  });

  test.each(byName)("%s: not as a guest, and not when disabled", (_op, operation) => {
    expect(outcome(operation, alice, { type: "Guest" })).toBe("RIGHT_MISSING");
    expect(outcome(operation, alice, { isDisabled: true })).toBe("RIGHT_MISSING");
  });

  test.each(byName)("%s: not while the Private Room is off, and that is said", (_op, operation) => {
    expect(outcome(operation, alice, { isPrivateRoomOn: false })).toBe("PRIVATE_ROOM_OFF");
  });

  it("starts with the room, which guests do not have", () => {
    const author = { user: alice.user, type: "User", isDisabled: false } as const;
    expect(canCreateSpace({ isPrivateRoomOn: true }, author).allowed).toBe(true);
    expect(canCreateSpace({ isPrivateRoomOn: true }, { ...author, type: "Guest" }).allowed).toBe(false);
    expect(canCreateSpace({ isPrivateRoomOn: false }, author).allowed).toBe(false);
  });
});
