import { beforeEach, describe, expect, it } from "vitest";
import { createNodeId, type NodeId } from "../../../shared/ids.ts";
import type { MemberLevel } from "../../../shared/log/member-operations.ts";
import { organisation, portalOfOrganisation } from "../../support/organisation.ts";
import type { Person } from "../../support/people.ts";
import { someMeta, someVersion } from "../../support/signed-log.ts";
import { outcomeOf, type PortalWriter, SpaceWriter } from "../../support/signed-portal.ts";

const { olga, bob, carol, eve, gus, mallory } = organisation;
const grown = await portalOfOrganisation();

let portal: PortalWriter;

beforeEach(async () => {
  portal = await grown.copy();
});

describe("a shared file", () => {
  let shared: SpaceWriter;
  let node: NodeId;
  const version = (number: number, generation = 1) => ({ ...someVersion(number), generation });
  const first = () =>
    ({ op: "file.put", node, parent: null, revision: 1, meta: someMeta(), version: version(1) }) as const;
  const share = (by: Person, who: Person, level: MemberLevel = "FullAccess") =>
    outcomeOf(shared.add(by, { op: "member.put", members: [{ user: who.user, level }] }));

  beforeEach(async () => {
    node = createNodeId();
    shared = await SpaceWriter.start(portal, bob, { kind: "file", node });
    await shared.add(bob, first());
  });

  it("has Full Access or nothing, from its owner only", async () => {
    expect(await share(bob, carol, "Viewer")).toBe("ENTRY_REFUSED");
    expect(await share(bob, carol)).toBe("taken");
    expect(await share(carol, eve)).toBe("RIGHT_MISSING");
    expect(await share(bob, mallory)).toBe("RIGHT_MISSING");
    const edit = { op: "file.version", node, revision: 2, meta: someMeta(), version: version(2) } as const;
    expect(await outcomeOf(shared.add(carol, edit))).toBe("taken");
    const rename = { op: "node.rename", node, revision: 3, meta: someMeta() } as const;
    expect(await outcomeOf(shared.add(carol, rename))).toBe("RIGHT_MISSING");
    expect(await outcomeOf(shared.add(carol, { op: "node.delete", node }))).toBe("RIGHT_MISSING");
  });

  it("waits for a new key after Deny Access, which another person with access can make", async () => {
    await share(bob, carol);
    await share(bob, eve);
    await shared.add(bob, { op: "member.remove", users: [eve.user] });
    const edit = { op: "file.version", node, revision: 2, meta: someMeta() } as const;
    expect(await outcomeOf(shared.add(carol, { ...edit, version: version(2) }))).toBe("KEY_STALE");
    expect(await outcomeOf(shared.rotate(eve))).not.toBe("taken");
    await shared.rotate(carol);
    expect(await outcomeOf(shared.add(carol, { ...edit, version: version(2, 2) }))).toBe("taken");
    expect(await outcomeOf(shared.rotate(carol))).toBe("RIGHT_MISSING");
    expect(await outcomeOf(shared.add(carol, { op: "member.remove", users: [carol.user] }))).toBe("taken");
  });

  it("holds its one file and no other", async () => {
    expect(await outcomeOf(shared.add(bob, { ...first(), node: createNodeId() }))).toBe("ENTRY_REFUSED");
    const folder = { op: "folder.put", node: createNodeId(), parent: null, revision: 1, meta: someMeta() };
    expect(await outcomeOf(shared.add(bob, folder as never))).toBe("ENTRY_REFUSED");
  });

  it("leaves only its place behind in the Private Room", async () => {
    const own = await SpaceWriter.start(portal, bob, { kind: "personal" });
    await own.add(bob, first());
    await own.add(bob, { op: "node.share", node, space: shared.space });
    const rename = { op: "node.rename", node, revision: 2, meta: someMeta() } as const;
    expect(await outcomeOf(own.add(bob, rename))).toBe("ENTRY_REFUSED");
    expect(own.state.nodes.get(node)).toMatchObject({ sharedAs: shared.space });
    expect(await outcomeOf(own.add(bob, { op: "node.delete", node }))).toBe("taken");
  });

  it("stays shut while the Private Room is off", async () => {
    const settings = { areGuestsAllowed: true, idleLockMaxMinutes: 240, isOnlyVerified: false };
    await portal.add(olga, { op: "settings.change", isPrivateRoomOn: false, ...settings });
    expect(await share(bob, carol)).toBe("PRIVATE_ROOM_OFF");
    await portal.add(olga, { op: "settings.change", isPrivateRoomOn: true, ...settings });
    expect(await share(bob, carol)).toBe("taken");
  });
});

describe("what may not be started", () => {
  it("rooms by Users, Private Rooms and shared files by guests", async () => {
    const room = { kind: "room", roomType: "Public", copyOf: null } as const;
    expect(await outcomeOf(SpaceWriter.start(portal, bob, room))).toBe("RIGHT_MISSING");
    expect(await outcomeOf(SpaceWriter.start(portal, gus, room))).toBe("RIGHT_MISSING");
    expect(await outcomeOf(SpaceWriter.start(portal, gus, { kind: "personal" }))).toBe("RIGHT_MISSING");
    const file = { kind: "file", node: createNodeId() } as const;
    expect(await outcomeOf(SpaceWriter.start(portal, gus, file))).toBe("RIGHT_MISSING");
    expect(await outcomeOf(SpaceWriter.start(portal, bob, file))).toBe("taken");
  });
});
