import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { randomBytes, toBase64Url } from "../../../shared/bytes.ts";
import { commitGroupName } from "../../../shared/crypto/group-name.ts";
import { commitProfile } from "../../../shared/crypto/profile.ts";
import { createGroupId, type GroupId, parseUserId, type UserId } from "../../../shared/ids.ts";
import type { UserType } from "../../../shared/rights/user-types.ts";
import { signIn } from "../../support/accounts.ts";
import { codeOf } from "../../support/ask.ts";
import { comeIn, type Portal, portalOfFive, type Resident, replayed } from "../../support/portal.ts";
import { openDoor, type WorkerDoor } from "../door.ts";

describe("the portal's log", () => {
  let door: WorkerDoor;
  let portal: Portal;
  let five: Record<UserType, Resident>;
  let alice: Resident;
  /** People whom the log does not have. */
  let areMadeUp = false;
  beforeEach(async () => {
    door = await openDoor();
    ({ portal, five } = await portalOfFive(door));
    alice = five.Owner;
  });
  // Whatever happened: a client takes what the Worker took
  afterEach(async () => {
    if (!areMadeUp) await replayed(alice);
    areMadeUp = false;
  });

  const settings = {
    op: "settings.change",
    ...{ isPrivateRoomOn: false, areGuestsAllowed: true, idleLockMaxMinutes: 60, isOnlyVerified: true },
  } as const;

  it("is what every client replays, whatever was taken", async () => {
    const { User: bob, Guest: carol } = five;
    await alice.put(settings);
    await alice.put({ op: "user.type", user: carol.user, type: "User" });
    await alice.put({ op: "user.disable", user: bob.user });
    await alice.put({ op: "user.remove", user: bob.user });
    const state = await replayed(carol);
    expect(state.head).toEqual(portal.head);
    expect(state.users.get(carol.user)?.type).toBe("User");
    expect(state.users.get(bob.user)?.isRemoved).toBe(true);
  });

  it("takes one of two who append at once", async () => {
    const bob = five.User.user;
    const entries = await Promise.all([
      alice.sign({ op: "user.disable", user: bob }),
      five.DocSpaceAdmin.sign({ op: "user.type", user: bob, type: "RoomAdmin" }),
    ]);
    const codes = await Promise.all([
      codeOf(alice.send(entries[0])),
      codeOf(five.DocSpaceAdmin.send(entries[1])),
    ]);
    expect(codes.sort()).toEqual(["200", "HEAD_MOVED"]);
  });

  it("takes the same entry twice as once, also twice at once", async () => {
    const entry = await alice.sign(settings);
    const codes = await Promise.all([codeOf(alice.send(entry)), codeOf(alice.send(entry))]);
    expect(codes).toEqual(["200", "200"]);
    expect(await codeOf(alice.send(entry))).toBe("200");
    expect(await door.sql("select max(seq) n from entries where space = ?", portal.portal)).toEqual([
      { n: entry.seq },
    ]);
  });

  it("refuses what somebody else signed, signed for another log, or signed long ago", async () => {
    const mallory = five.User;
    const hers = await alice.sign(settings);
    expect(await codeOf(mallory.send(hers))).toBe("RIGHT_MISSING");
    const forged = await mallory.sign(settings, { author: alice.user });
    expect(await codeOf(mallory.send(forged))).toBe("RIGHT_MISSING");
    const wire = hers.wire.slice();
    wire.set([(wire[3] ?? 0) ^ 1], 3);
    expect(await codeOf(alice.ask("appendPortalEntry", { body: { entry: toBase64Url(wire) } }))).toBe(
      "ENTRY_SIGNATURE",
    );
    expect(await alice.append(settings, {}, { timeMs: Date.now() - 3_600_000 })).toBe("CLOCK_WRONG");
    expect(await alice.append(settings, {}, { prev: hers.hash })).toBe("HEAD_MOVED");
    expect(await alice.append(settings, {}, { seq: 99 })).toBe("HEAD_MOVED");
  });

  it("does not take a promotion that is replayed", async () => {
    const bob = five.User.user;
    const promotion = await alice.sign({ op: "user.type", user: bob, type: "RoomAdmin" });
    expect(await codeOf(alice.send(promotion))).toBe("200");
    portal.head = { seq: promotion.seq, hash: promotion.hash };
    await alice.put({ op: "user.type", user: bob, type: "User" });
    expect(await codeOf(alice.send(promotion))).toBe("HEAD_MOVED");
    expect(await door.sql("select type from users where user = ?", bob)).toEqual([{ type: "User" }]);
  });

  it("never demotes, disables or removes the Owner, and nobody does it to himself", async () => {
    const { DocSpaceAdmin: dora } = five;
    for (const who of [alice, dora]) {
      expect(await who.append({ op: "user.type", user: alice.user, type: "User" })).toBe("RIGHT_MISSING");
      expect(await who.append({ op: "user.disable", user: alice.user })).toBe("RIGHT_MISSING");
      expect(await who.append({ op: "user.remove", user: alice.user })).toBe("RIGHT_MISSING");
    }
    expect(await dora.append({ op: "user.type", user: dora.user, type: "User" })).toBe("RIGHT_MISSING");
    expect(await dora.append({ op: "user.disable", user: dora.user })).toBe("RIGHT_MISSING");
    expect(await five.User.append({ op: "user.type", user: five.User.user, type: "RoomAdmin" })).toBe(
      "RIGHT_MISSING",
    );
  });

  it("ends every session of somebody disabled at once, and gives him none", async () => {
    const bob = five.User;
    const second = await signIn(door, bob.account);
    await five.DocSpaceAdmin.put({ op: "user.disable", user: bob.user });
    for (const token of [bob.token, second.token])
      expect(await codeOf(bob.ask("listPeople", { token }))).toBe("SESSION_MISSING");
    await expect(signIn(door, bob.account)).rejects.toThrow("LOGIN_REFUSED");
    await alice.put({ op: "user.enable", user: bob.user });
    expect((await signIn(door, bob.account)).user).toBe(bob.user);
  });

  it("removes somebody for good, only after disabling, and frees his address", async () => {
    const bob = five.User;
    expect(await alice.append({ op: "user.remove", user: bob.user })).toBe("RIGHT_MISSING");
    await alice.put({ op: "user.disable", user: bob.user });
    await alice.put({ op: "user.remove", user: bob.user });
    expect(await alice.append({ op: "user.enable", user: bob.user })).toBe("RIGHT_MISSING");
    await expect(signIn(door, bob.account)).rejects.toThrow("LOGIN_REFUSED");
    const { people } = await alice.get("listPeople");
    expect(people.find(({ user }) => user === bob.user)).toMatchObject({
      name: "Bob",
      email: "bob@example.org",
    });
    const link = await alice.invite("User");
    await expect(comeIn(portal, link, "Bob")).rejects.toThrow("ENTRY_REFUSED");
  });

  it("keeps rooms from being left without an owner", async () => {
    const { RoomAdmin: rita } = five;
    await door.sql(
      `insert into spaces (space, kind, owner, generation, item_count, head_seq, head_hash, room_type)
        values ('room', 'room', ?, 1, 0, 0, 'x', 'Custom')`,
      rita.user,
    );
    expect(await alice.append({ op: "user.type", user: rita.user, type: "User" })).toBe("ROOMS_LEFT");
    expect(await alice.append({ op: "user.type", user: rita.user, type: "DocSpaceAdmin" })).toBe("200");
    await alice.put({ op: "user.disable", user: rita.user });
    expect(await alice.append({ op: "user.remove", user: rita.user })).toBe("ROOMS_LEFT");
  });

  it("changes a name with what it commits to, and never to an address that somebody has", async () => {
    const { User: bob } = five;
    const rename = async (
      who: Resident,
      of: UserId,
      profile: { name: string; email: string },
      changes = {},
    ) => {
      const salt = randomBytes(16);
      const operation = {
        op: "profile.change",
        user: of,
        profileCommitment: await commitProfile({ ...profile, salt }),
      } as const;
      return who.append(operation, {
        profile: { user: of, ...profile, salt: toBase64Url(salt), ...changes },
      });
    };
    expect(await rename(bob, bob.user, { name: "Robert", email: "bob@example.org" })).toBe("200");
    expect(await rename(alice, bob.user, { name: "Bobby", email: "new@example.org" })).toBe("200");
    expect(await rename(bob, bob.user, { name: "Bob", email: "alice@example.org" })).toBe("EMAIL_TAKEN");
    expect(await rename(bob, bob.user, { name: "Bob", email: "b@example.org" }, { name: "Eve" })).toBe(
      "BODY_MALFORMED",
    );
    expect(await rename(bob, alice.user, { name: "Mallory", email: "m@example.org" })).toBe("RIGHT_MISSING");
    const { people } = await alice.get("listPeople");
    expect(people.find(({ user }) => user === bob.user)).toMatchObject({
      name: "Bobby",
      email: "new@example.org",
    });
  });

  it("takes nothing beside an entry that it does not commit to", async () => {
    const groupName = { group: createGroupId(), salt: toBase64Url(randomBytes(16)), name: "Team" };
    expect(await alice.append(settings, { groupName })).toBe("BODY_MALFORMED");
    expect(await alice.append(settings, { lockboxes: [] })).toBe("BODY_MALFORMED");
  });

  const nameGroup = async (op: "group.create" | "group.rename", group: GroupId, text: string) => {
    const named = { salt: randomBytes(16), name: text };
    const operation = { op, group, nameCommitment: await commitGroupName(named) } as const;
    return [operation, { groupName: { group, salt: toBase64Url(named.salt), name: text } }] as const;
  };

  describe("groups", () => {
    it("are made, renamed, filled, emptied and deleted, and never come back", async () => {
      const { User: bob, Guest: carol, RoomAdmin: rita } = five;
      const group = createGroupId();
      await alice.put(...(await nameGroup("group.create", group, "Team")));
      expect(await alice.append(...(await nameGroup("group.create", group, "Again")))).toBe("ENTRY_REFUSED");
      await alice.put(...(await nameGroup("group.rename", group, "Crew")));
      await alice.put({ op: "group.members", group, added: [bob.user, carol.user], removed: [] });
      expect(await door.sql("select count(*) n from group_members")).toEqual([{ n: 2 }]);
      expect((await rita.get("listGroups")).groups).toMatchObject([{ group, name: "Crew" }]);
      const change = { op: "group.members", group } as const;
      expect(await alice.append({ ...change, added: [bob.user], removed: [] })).toBe("ENTRY_REFUSED");
      expect(await alice.append({ ...change, added: [], removed: [rita.user] })).toBe("ENTRY_REFUSED");
      await alice.put({ ...change, added: [rita.user], removed: [bob.user, carol.user] });
      await alice.put({ ...change, added: [], removed: [rita.user] });
      await alice.put({ op: "group.delete", group });
      expect((await rita.get("listGroups")).groups).toEqual([]);
      expect(await alice.append({ ...change, added: [bob.user], removed: [] })).toBe("ENTRY_REFUSED");
      expect(await alice.append(...(await nameGroup("group.create", group, "Back")))).toBe("ENTRY_REFUSED");
    });
  });

  it("takes a group of a thousand people in two entries, and lists them", async () => {
    areMadeUp = true;
    const name = await nameGroup("group.create", createGroupId(), "Everybody");
    await alice.put(...name);
    await door.sql(`with recursive n (i) as (select 1 union all select i + 1 from n where i < 1000)
      insert into users (user, type, is_disabled, bundle, name, email, salt, created_at_ms)
      select printf('%021d', i) || 'A', 'User', 0, x'00', 'N' || i, i || '@example.org', zeroblob(16), i from n`);
    const all = Array.from({ length: 1000 }, (_, i) => parseUserId(`${String(i + 1).padStart(21, "0")}A`));
    const change = { op: "group.members", group: name[0].group, removed: [] } as const;
    expect(await alice.append({ ...change, added: all.slice(0, 500) })).toBe("200");
    expect(await alice.append({ ...change, added: all.slice(500) })).toBe("200");
    expect(await door.sql("select count(*) n from group_members")).toEqual([{ n: 1000 }]);
    const { people } = await alice.get("listPeople");
    expect(people).toHaveLength(1000);
    const after = people.at(-1)?.user ?? "";
    expect((await alice.get("listPeople", { params: { after } })).people).toHaveLength(5);
    expect(await alice.append({ ...change, added: [], removed: all.slice(0, 500) })).toBe("200");
    expect(await alice.append({ op: "group.delete", group: name[0].group })).toBe("200");
  });

  it("switches the Private Room off at once", async () => {
    expect(await codeOf(alice.ask("listSpaces"))).toBe("200");
    const { spaces } = await alice.get("listSpaces");
    const params = { space: spaces[0]!.space, from: 0 };
    expect(await codeOf(alice.ask("getSpace", { params }))).toBe("200");
    await five.DocSpaceAdmin.put(settings);
    expect(await codeOf(alice.ask("getSpace", { params }))).toBe("PRIVATE_ROOM_OFF");
  });
});
