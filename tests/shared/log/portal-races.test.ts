import { beforeEach, describe, expect, it, test } from "vitest";
import { randomBytes } from "../../../shared/bytes.ts";
import { type PortalState, replayPortal, resumePortal } from "../../../shared/log/portal-state.ts";
import { organisation, portalOfOrganisation } from "../../support/organisation.ts";
import type { Person } from "../../support/people.ts";
import { outcomeOf, type PortalWriter } from "../../support/signed-portal.ts";

const { olga, dora, dan, rob, uma, gus, nina, mallory } = organisation;
const grown = await portalOfOrganisation();

let portal: PortalWriter;
beforeEach(async () => {
  portal = await grown.copy();
});

const typeOf = (who: Person) => portal.state.users.get(who.user)?.type;
const setType = (by: Person, who: Person, type: "DocSpaceAdmin" | "RoomAdmin" | "User" | "Guest") =>
  portal.add(by, { op: "user.type", user: who.user, type });
const change = (by: Person, op: "user.disable" | "user.enable" | "user.remove", who: Person) =>
  portal.add(by, { op, user: who.user });

describe("the last Owner", () => {
  test.each([
    ["olga herself", olga],
    ["dora", dora],
    ["uma", uma],
  ])("is never made less, disabled or removed by %s", async (_who, by) => {
    expect(await outcomeOf(setType(by, olga, "User"))).toBe("RIGHT_MISSING");
    expect(await outcomeOf(change(by, "user.disable", olga))).toBe("RIGHT_MISSING");
    expect(await outcomeOf(change(by, "user.remove", olga))).not.toBe("taken");
    expect(typeOf(olga)).toBe("Owner");
  });
});

describe("people over people", () => {
  it("nobody demotes or disables himself", async () => {
    expect(await outcomeOf(setType(dora, dora, "RoomAdmin"))).toBe("RIGHT_MISSING");
    expect(await outcomeOf(change(dora, "user.disable", dora))).toBe("RIGHT_MISSING");
    expect(await outcomeOf(setType(rob, rob, "DocSpaceAdmin"))).toBe("RIGHT_MISSING");
  });

  it("two admins cannot remove each other", async () => {
    expect(await outcomeOf(change(dora, "user.disable", dan))).toBe("RIGHT_MISSING");
    await change(olga, "user.disable", dan);
    expect(await outcomeOf(change(dora, "user.remove", dan))).toBe("RIGHT_MISSING");
    expect(await outcomeOf(change(dan, "user.disable", dora))).toBe("RIGHT_MISSING");
  });

  it("of two changes at once one is taken", async () => {
    const first = await portal.sign(olga, { op: "user.disable", user: dora.user });
    const second = await portal.sign(dora, { op: "user.disable", user: rob.user });
    await replayPortal([first.wire], portal.state);
    expect(await outcomeOf(replayPortal([second.wire], portal.state))).toBe("LOG_FORKED");
    expect(await outcomeOf(change(dora, "user.disable", rob))).toBe("RIGHT_MISSING");
  });

  it("a promotion is not played again after its end", async () => {
    const promotion = await portal.sign(olga, { op: "user.type", user: uma.user, type: "DocSpaceAdmin" });
    await replayPortal([promotion.wire], portal.state);
    await setType(olga, uma, "User");
    expect(await outcomeOf(replayPortal([promotion.wire], portal.state))).toBe("LOG_FORKED");
    expect(typeOf(uma)).toBe("User");
  });

  it("steps that nobody has: an admin straight to guest, the same type again", async () => {
    expect(await outcomeOf(setType(olga, dora, "Guest"))).toBe("RIGHT_MISSING");
    expect(await outcomeOf(setType(olga, rob, "Guest"))).toBe("RIGHT_MISSING");
    expect(await outcomeOf(setType(olga, uma, "User"))).toBe("ENTRY_REFUSED");
  });

  it("a Room admin promotes only the guests that he invited", async () => {
    await portal.admit(nina, "Guest", dora);
    expect(await outcomeOf(setType(rob, nina, "User"))).toBe("RIGHT_MISSING");
    expect(await outcomeOf(setType(rob, gus, "User"))).toBe("taken");
  });

  it("removing is for good, and only who was disabled", async () => {
    expect(await outcomeOf(change(olga, "user.remove", uma))).toBe("ENTRY_REFUSED");
    await change(olga, "user.disable", uma);
    await change(olga, "user.remove", uma);
    expect(await outcomeOf(change(olga, "user.enable", uma))).toBe("ENTRY_REFUSED");
    expect(await outcomeOf(portal.admit(uma, "User", olga))).toBe("ENTRY_REFUSED");
    expect(portal.state.users.get(uma.user)).toMatchObject({ isRemoved: true });
  });

  it("the disabled and the unknown write nothing", async () => {
    await change(olga, "user.disable", dora);
    expect(await outcomeOf(portal.group(dora, [uma]))).toBe("RIGHT_MISSING");
    expect(await outcomeOf(portal.group(mallory, [uma]))).toBe("ENTRY_REFUSED");
  });
});

describe("a group", () => {
  it("stays when its last member leaves, and never comes back once deleted", async () => {
    const group = await portal.group(dora, [uma, rob]);
    const members = { op: "group.members", group, added: [] } as const;
    await portal.add(dora, { ...members, removed: [uma.user, rob.user] });
    expect(portal.state.groups.get(group)?.members.size).toBe(0);
    await portal.add(dora, { op: "group.delete", group });
    const again = { op: "group.create", group, nameCommitment: randomBytes(32) } as const;
    expect(await outcomeOf(portal.add(dora, again))).toBe("ENTRY_REFUSED");
    expect(await outcomeOf(portal.add(dora, { ...members, removed: [rob.user] }))).toBe("ENTRY_REFUSED");
  });

  it("takes nobody twice, nobody unknown, and lets go only who is in it", async () => {
    const group = await portal.group(dora, [uma]);
    const members = (added: Person[], removed: Person[]) =>
      outcomeOf(
        portal.add(dora, {
          ...{ op: "group.members", group },
          added: added.map(({ user }) => user),
          removed: removed.map(({ user }) => user),
        } as const),
      );
    expect(await members([uma], [])).toBe("ENTRY_REFUSED");
    expect(await members([nina], [])).toBe("ENTRY_REFUSED");
    expect(await members([], [rob])).toBe("ENTRY_REFUSED");
    expect(await members([rob], [uma])).toBe("taken");
  });

  it("tells who was in it behind each entry", async () => {
    const group = await portal.group(dora, [uma]);
    const before = portal.state.at(portal.state.head.seq);
    const change = { op: "group.members", group, added: [rob.user], removed: [uma.user] } as const;
    await portal.add(dora, change);
    expect([...(before.group(group)?.members ?? [])]).toEqual([uma.user]);
    expect(before.groupsOf(rob.user).size).toBe(0);
    expect([...(portal.state.now.group(group)?.members ?? [])]).toEqual([rob.user]);
  });
});

describe("the portal's end and its memory", () => {
  it("takes nothing behind the end", async () => {
    expect(await outcomeOf(portal.add(dora, { op: "portal.remove" }))).toBe("RIGHT_MISSING");
    await portal.add(olga, { op: "portal.remove" });
    expect(await outcomeOf(portal.invite(olga, "User"))).toBe("PORTAL_REMOVED");
  });

  it("counts the admins' keys in order", async () => {
    expect(await outcomeOf(portal.adminKey(rob, 2))).toBe("RIGHT_MISSING");
    expect(await outcomeOf(portal.adminKey(dora, 1))).toBe("ENTRY_REFUSED");
    expect(await outcomeOf(portal.adminKey(dora, 3))).toBe("ENTRY_REFUSED");
    await portal.adminKey(dora, 2);
    expect(portal.state.now.adminGeneration).toBe(2);
  });

  it("gives the same whether it is read at once, bit by bit, or resumed", async () => {
    await portal.group(dora, [uma]);
    const facts = (state: PortalState) => [state.head, [...state.users], [...state.groups]];
    const once = await replayPortal(portal.wires);
    const resumed = await resumePortal(portal.wires, portal.state.head);
    expect(facts(once)).toEqual(facts(portal.state));
    expect(facts(resumed)).toEqual(facts(portal.state));
  });

  it("resumes from nothing but what it pinned", async () => {
    const { head } = portal.state;
    expect(await outcomeOf(resumePortal(portal.wires.slice(0, -1), head))).toBe("LOG_SHORTENED");
    const other = await grown.copy();
    await other.add(dora, { op: "user.disable", user: uma.user });
    await portal.add(dora, { op: "user.disable", user: rob.user });
    expect(await outcomeOf(resumePortal(other.wires, portal.state.head))).toBe("LOG_FORKED");
  });

  it("refuses an entry that another person signed", async () => {
    const entry = await portal.sign(mallory, { op: "user.disable", user: uma.user }, { author: dora.user });
    expect(await outcomeOf(replayPortal([entry.wire], portal.state))).toBe("ENTRY_SIGNATURE");
  });
});
