import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { randomBytes, toBase64Url } from "../../../shared/bytes.ts";
import { createBundle } from "../../../shared/crypto/identity.ts";
import { parseSpaceId } from "../../../shared/ids.ts";
import { createAccount } from "../../support/accounts.ts";
import { ask, codeOf } from "../../support/ask.ts";
import { createGuestRoom } from "../../support/guest-room.ts";
import { person } from "../../support/people.ts";
import {
  askWith,
  comeIn,
  createLink,
  emptyPortal,
  joining,
  type Link,
  type Portal,
  type Resident,
  replayed,
} from "../../support/portal.ts";
import { createRoom, makeAdminKey } from "../../support/rooms.ts";
import { openDoor, type WorkerDoor } from "../door.ts";

describe("an invitation", () => {
  let door: WorkerDoor;
  let portal: Portal;
  let alice: Resident;
  beforeEach(async () => {
    door = await openDoor();
    ({ portal, alice } = await emptyPortal(door));
  });
  // Whatever happened: a client takes what the Worker took
  afterEach(async () => {
    vi.useRealTimers();
    await replayed(alice);
  });

  const accountOf = async (name: string) => createAccount(await person(name.toLowerCase()), name);
  const accept = async (link: Link, name: string, changes: Parameters<typeof joining>[2] | null = null) => {
    const { body } = await joining(portal, link, changes ?? (await accountOf(name)));
    return codeOf(ask(door, "acceptInvitation", { params: { invitation: link.invitation }, body }));
  };

  it("shows bob the portal's log and who invited him, and nobody without the link", async () => {
    const link = await alice.invite("User");
    const reply = await askWith(portal, link);
    expect(await reply.json()).toMatchObject({
      head: portal.head,
      entries: [expect.any(String), expect.any(String)],
      inviter: { user: alice.user, name: "Alice" },
      invitedEmail: null,
    });
    const forged = { ...(await createLink()), invitation: link.invitation };
    expect(await codeOf(askWith(portal, forged))).toBe("NOT_FOUND");
    expect(await codeOf(askWith(portal, await createLink()))).toBe("NOT_FOUND");
    expect(await codeOf(askWith(portal, link, Date.now() - 3_600_000))).toBe("CLOCK_WRONG");
  });

  it("makes bob a person of its type with a session and ways to sign in", async () => {
    const bob = await comeIn(portal, await alice.invite("RoomAdmin"), "Bob");
    const log = await bob.get("getPortalLog", { params: { from: 0 } });
    expect(log.head).toEqual(portal.head);
    expect(await door.sql("select type, invited_by from users where user = ?", bob.user)).toEqual([
      { type: "RoomAdmin", invited_by: alice.user },
    ]);
    expect(await door.sql("select kind from logins where user = ? order by kind", bob.user)).toEqual([
      { kind: "kit" },
      { kind: "passphrase" },
    ]);
  });

  it("lets in one person, once", async () => {
    const link = await alice.invite("User");
    await comeIn(portal, link, "Bob");
    expect(await accept(link, "Eve")).toBe("INVITATION_OVER");
    expect(await codeOf(askWith(portal, link))).toBe("INVITATION_OVER");
  });

  it("is no matter for a whole team behind one address; one of them is opened sixty times a minute, and a wrong key is counted", async () => {
    const [link, second] = [await alice.invite("User"), await alice.invite("User")];
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
    await door.sql("delete from rate_counters");
    const forged = { ...(await createLink()), invitation: link.invitation };
    expect(await codeOf(askWith(portal, forged))).toBe("NOT_FOUND");
    await door.sql("update rate_counters set count = 59");
    for (let at = 0; at < 3; at++) expect(await codeOf(askWith(portal, link))).toBe("200");
    expect(await accept(second, "Bob")).toBe("200");
    await door.sql("update rate_counters set count = 60 where count = 3");
    expect(await codeOf(askWith(portal, link))).toBe("RATE_LIMITED");
    // What was refused stays counted
    expect(await codeOf(askWith(portal, forged))).toBe("RATE_LIMITED");
  });

  it("lets in one of two who come at once", async () => {
    const link = await alice.invite("User");
    const codes = await Promise.all([accept(link, "Bob"), accept(link, "Eve")]);
    expect(codes.filter((code) => code === "200")).toHaveLength(1);
    expect(codes.find((code) => code !== "200")).toMatch(/^(HEAD_MOVED|INVITATION_OVER)$/);
    expect(await door.sql("select count(*) n from users")).toEqual([{ n: 2 }]);
  });

  it("of a guest is worth nothing without its room: never noted, taken out, or removed", async () => {
    await makeAdminKey(alice);
    const link = await createLink();
    await alice.put(alice.inviteOperation(link, "Guest"));
    expect(await codeOf(askWith(portal, link))).toBe("INVITATION_OVER");
    expect(await accept(link, "Gina")).toBe("INVITATION_OVER");

    const room = await createRoom(alice);
    await room.put(alice, { op: "member.invite", invitation: link.invitation, level: "Viewer" });
    expect((await askWith(portal, link)).status).toBe(200);
    const listed = async () => (await alice.get("listInvitations")).invitations.map((each) => each.isToRoom);
    expect(await listed()).toEqual([true]);
    await room.put(alice, { op: "member.uninvite", invitation: link.invitation });
    expect(await accept(link, "Gina")).toBe("INVITATION_OVER");
    expect(await listed()).toEqual([false]);

    await room.put(alice, { op: "member.invite", invitation: link.invitation, level: "Viewer" });
    await room.put(alice, { op: "room.archive" });
    await room.put(alice, { op: "room.remove" });
    expect(await accept(link, "Gina")).toBe("INVITATION_OVER");
    expect(await door.sql("select count(*) n from users")).toEqual([{ n: 1 }]);
  });

  it("of a guest stays good for the other room when it is taken out of one", async () => {
    const { invitation, key, invitePublic, room } = await alice.invite("Guest");
    const other = await createGuestRoom(alice, invitation);
    await room?.put(alice, { op: "member.uninvite", invitation });
    const gina = await comeIn(portal, { invitation, key, invitePublic }, "Gina");
    expect((await gina.get("listSpaces")).spaces.map(({ space }) => space)).toEqual([other.space]);
  });

  it("is over when it ran out, was withdrawn, or its sender was disabled", async () => {
    const link = await alice.invite("User");
    await alice.put({ op: "invitation.revoke", invitation: link.invitation });
    expect(await accept(link, "Bob")).toBe("INVITATION_OVER");
    expect(await alice.append({ op: "invitation.revoke", invitation: link.invitation })).toBe(
      "INVITATION_OVER",
    );

    const dora = await comeIn(portal, await alice.invite("DocSpaceAdmin"), "Dora");
    const hers = await dora.invite("User");
    await alice.put({ op: "user.disable", user: dora.user });
    expect(await accept(hers, "Bob")).toBe("INVITATION_OVER");
    expect(await codeOf(askWith(portal, hers))).toBe("INVITATION_OVER");

    const late = await alice.invite("User");
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 8 * 86_400_000 });
    expect(await accept(late, "Bob")).toBe("INVITATION_OVER");
    expect(await codeOf(askWith(portal, late))).toBe("INVITATION_OVER");
  });

  it("is worth what its sender may give when it is used: a demoted Room admin's guest stays out", async () => {
    const rita = await comeIn(portal, await alice.invite("RoomAdmin"), "Rita");
    const link = await rita.invite("User");
    await alice.put({ op: "user.type", user: rita.user, type: "User" });
    expect(await accept(link, "Bob")).toBe("RIGHT_MISSING");
  });

  it("takes no address that somebody has, in whatever spelling", async () => {
    const link = await alice.invite("User");
    const account = { ...(await accountOf("Bob")), email: "alice@example.org" };
    expect(await accept(link, "Bob", account)).toBe("EMAIL_TAKEN");
    expect(await accept(link, "Bob", { ...account, email: "ALICE@example.org" })).toBe("BODY_MALFORMED");
    expect(await accept(link, "Bob", { ...account, email: "cafe\u0301@example.org" })).toBe("BODY_MALFORMED");
    expect(await accept(link, "Bob")).toBe("200");
  });

  it("cannot be used by mallory in bob's place, nor with keys that somebody has", async () => {
    const link = await alice.invite("User");
    const bob = await accountOf("Bob");
    const mallory = await createLink();
    expect(await accept({ ...mallory, invitation: link.invitation }, "Bob")).toBe("NOT_FOUND");
    const { body } = await joining(portal, link, bob);
    const other = await joining(portal, link, await accountOf("Mallory"));
    const asked = { params: { invitation: link.invitation } };
    const mixed = { ...body, entry: other.body.entry };
    expect(await codeOf(ask(door, "acceptInvitation", { ...asked, body: mixed }))).toBe("BODY_MALFORMED");
    expect(await accept(link, "Alice", { ...alice.account, email: "second@example.org" })).toBe(
      "ENTRY_REFUSED",
    );
  });

  it("lets nobody in who claims alice's key to be sent to as his own", async () => {
    const link = await alice.invite("User");
    const bob = await accountOf("Bob");
    const { signKey, signPublic } = bob.person;
    const identity = { ...bob.person, signKey, signPublic, kemPublic: alice.person.kemPublic };
    const bundle = await createBundle({ identity, user: bob.person.user, createdAtMs: 1 });
    const claimed = { ...bob, person: { ...bob.person, bundle } };
    expect(await accept(link, "Bob", claimed)).toBe("ENTRY_REFUSED");
  });

  it("writes nothing when the database breaks off in the middle", async () => {
    const link = await alice.invite("User");
    await door.sql("create trigger broken before insert on sessions begin select raise(abort, 'disk'); end");
    expect(await accept(link, "Bob")).toBe("STORAGE_FAILED");
    expect(await door.sql("select count(*) n from users")).toEqual([{ n: 1 }]);
    expect(await door.sql("select state from invitations")).toEqual([{ state: "waiting" }]);
    await door.sql("drop trigger broken");
    expect(await accept(link, "Bob")).toBe("200");
  });

  it("is listed to who sent it and to admins, with the address it was meant for", async () => {
    const dora = await comeIn(portal, await alice.invite("DocSpaceAdmin"), "Dora");
    const rita = await comeIn(portal, await alice.invite("RoomAdmin"), "Rita");
    const link = await createLink();
    await rita.put(rita.inviteOperation(link, "User"), { invitedEmail: "bob@example.org" });
    const mine = { invitation: link.invitation, invitedEmail: "bob@example.org", isToRoom: false };
    expect((await rita.get("listInvitations")).invitations).toEqual([mine]);
    expect((await dora.get("listInvitations")).invitations).toContainEqual(mine);
    const bob = await comeIn(portal, link, "Bob");
    expect((await bob.get("listInvitations")).invitations).toEqual([]);
  });

  it("is refused with an end too far away, an id that was used, and while the portal takes no guests", async () => {
    const link = await alice.invite("User");
    const operation = alice.inviteOperation(await createLink(), "User");
    const tooLate = { ...operation, expiresAtMs: Date.now() + 31 * 86_400_000 };
    expect(await alice.append(tooLate)).toBe("ENTRY_REFUSED");
    expect(await alice.append({ ...operation, invitation: link.invitation })).toBe("ENTRY_REFUSED");
    const guest = await alice.invite("Guest");
    await alice.put({
      op: "settings.change",
      isPrivateRoomOn: true,
      areGuestsAllowed: false,
      idleLockMaxMinutes: 60,
      isOnlyVerified: false,
    });
    expect(await alice.append(alice.inviteOperation(await createLink(), "Guest"))).toBe("GUESTS_REFUSED");
    expect(await accept(guest, "Carol")).toBe("GUESTS_REFUSED");
  });

  it("joins no log of another portal", async () => {
    const link = await alice.invite("User");
    const elsewhere = { ...portal, portal: parseSpaceId(toBase64Url(randomBytes(32))) };
    const { body } = await joining(elsewhere, link, await accountOf("Bob"));
    const asked = { params: { invitation: link.invitation }, body };
    expect(await codeOf(ask(door, "acceptInvitation", asked))).toBe("NOT_FOUND");
    expect(await accept(link, "Bob")).toBe("200");
  });
});
