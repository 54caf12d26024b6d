import { beforeEach, describe, expect, it } from "vitest";
import { parseBase64Url, randomBytes, toBase64Url } from "../../../shared/bytes.ts";
import { sealLockbox } from "../../../shared/crypto/lockbox.ts";
import { signLogin } from "../../../shared/crypto/login.ts";
import { commitSpaceKey, createSpaceKey } from "../../../shared/crypto/space-key.ts";
import type { Head } from "../../../shared/log/entry.ts";
import type { UserType } from "../../../shared/rights/user-types.ts";
import { type Account, createAccount, signIn } from "../../support/accounts.ts";
import { codeOf, get } from "../../support/ask.ts";
import { createFileSpace } from "../../support/file-space.ts";
import { comeIn, type Portal, portalOfFive, type Resident } from "../../support/portal.ts";
import { createRoom, makeAdminKey } from "../../support/rooms.ts";
import { openDoor, type WorkerDoor } from "../door.ts";

let door: WorkerDoor;
let portal: Portal;
let five: Record<UserType, Resident>;
beforeEach(async () => {
  door = await openDoor();
  ({ portal, five } = await portalOfFive(door));
});

describe("new ways to unlock", () => {
  const proofBy = async ({ person: { user }, logins }: Account, kind: "passphrase" | "kit") => {
    const { challenge } = await get(door, "createChallenge", { body: { user, kind } });
    const { loginSeed } = logins.find((login) => login.kind === kind)!;
    const timeMs = Date.now();
    const context = { origin: door.origin, challenge: parseBase64Url(challenge), timeMs };
    const signature = toBase64Url(await signLogin({ loginSeed, ...context }));
    return { kind, challenge, timeMs, signature };
  };
  const change = async (bob: Resident, next: Account, proof: Awaited<ReturnType<typeof proofBy>>) => {
    const logins = next.logins.map(({ kind, loginPublic, slot }) => ({ kind, loginPublic, slot }));
    return codeOf(bob.ask("changeLogins", { body: { proof, logins } }));
  };

  it("take the place of the old ones, and end bob's other sessions but not this one", async () => {
    const bob = five.User;
    const other = await signIn(door, bob.account);
    const next = { ...(await createAccount(bob.person, "Bob")), email: bob.account.email };
    expect(await change(bob, next, await proofBy(bob.account, "kit"))).toBe("204");
    expect(await codeOf(bob.ask("listPeople"))).toBe("200");
    expect(await codeOf(bob.ask("listPeople", { token: other.token }))).toBe("SESSION_ENDED");
    await expect(signIn(door, bob.account)).rejects.toThrow("LOGIN_REFUSED");
    expect((await signIn(door, next)).user).toBe(bob.user);
  });

  it("need a fresh proof, which serves once and is bob's own", async () => {
    const bob = five.User;
    const next = await createAccount(bob.person, "Bob");
    const proof = await proofBy(bob.account, "passphrase");
    const hers = await proofBy(five.Owner.account, "passphrase");
    expect(await change(bob, next, hers)).toBe("LOGIN_REFUSED");
    expect(await change(bob, next, { ...proof, signature: toBase64Url(randomBytes(64)) })).toBe(
      "LOGIN_REFUSED",
    );
    expect(await change(bob, next, proof)).toBe("LOGIN_REFUSED");
    expect((await signIn(door, bob.account)).user).toBe(bob.user);
  });
});

describe("own settings", () => {
  it("are kept as sealed, one revision after the other, for oneself alone", async () => {
    const { User: bob, Guest: carol } = five;
    const sealed = toBase64Url(randomBytes(200));
    const put = (revision: number, body = sealed) =>
      codeOf(bob.ask("putOwnSettings", { body: { revision, sealed: body } }));
    expect(await bob.get("getOwnSettings")).toEqual({ settings: null });
    expect(await put(2)).toBe("HEAD_MOVED");
    expect(await put(1)).toBe("204");
    expect(await put(1)).toBe("204");
    expect(await put(1, toBase64Url(randomBytes(200)))).toBe("HEAD_MOVED");
    expect(await put(2)).toBe("204");
    expect(await bob.get("getOwnSettings")).toEqual({ settings: { revision: 2, sealed } });
    expect(await carol.get("getOwnSettings")).toEqual({ settings: null });
  });

  it("written in two browsers at once are written once", async () => {
    const bodies = [randomBytes(50), randomBytes(50)].map((sealed) => ({
      revision: 1,
      sealed: toBase64Url(sealed),
    }));
    const codes = await Promise.all(bodies.map((body) => codeOf(five.User.ask("putOwnSettings", { body }))));
    expect(codes.sort()).toEqual(["204", "HEAD_MOVED"]);
  });
});

describe("the portal's admin key", () => {
  const spaceKey = createSpaceKey();
  const boxFor = async (author: Resident, member: Resident, head: Head, generation = 1) =>
    toBase64Url(
      await sealLockbox({
        ...{ spaceKey, space: portal.portal, generation, head: head.hash },
        ...{ member: member.user, memberKemPublic: member.person.kemPublic },
        ...{ author: author.user, signKey: author.person.signKey },
      }),
    );
  const start = async () => {
    const { Owner: alice } = five;
    const keyCommitment = await commitSpaceKey(spaceKey, 1);
    const adminKemPublic = alice.person.kemPublic;
    const operation = { op: "portal.key", generation: 1, keyCommitment, adminKemPublic } as const;
    const entry = await alice.sign(operation);
    const lockboxes = [await boxFor(alice, alice, entry)];
    const code = await codeOf(alice.send(entry, { lockboxes }));
    portal.head = { seq: entry.seq, hash: entry.hash };
    return { entry, code };
  };

  it("goes to the Owner with its entry, and from him to the admins who wait", async () => {
    const { Owner: alice, DocSpaceAdmin: dora } = five;
    const { entry, code } = await start();
    expect(code).toBe("200");
    expect(await alice.get("getAdminLockboxes")).toMatchObject({
      lockboxes: [{ generation: 1 }],
      waiting: [dora.user],
    });
    const body = { lockboxes: [await boxFor(alice, dora, entry)] };
    expect(await codeOf(dora.ask("putAdminLockboxes", { body }))).toBe("RIGHT_MISSING");
    expect(await codeOf(alice.ask("putAdminLockboxes", { body }))).toBe("204");
    expect(await dora.get("getAdminLockboxes")).toMatchObject({
      lockboxes: [{ generation: 1, lockbox: body.lockboxes[0] }],
      waiting: [],
    });
  });

  it("goes to nobody who is no admin, and in no box for another place", async () => {
    const { Owner: alice, DocSpaceAdmin: dora, RoomAdmin: rita } = five;
    const { entry } = await start();
    const wrong = [
      await boxFor(alice, rita, entry),
      await boxFor(alice, dora, entry, 2),
      await boxFor(alice, dora, { ...entry, hash: portal.portal as unknown as Head["hash"] }),
    ];
    for (const lockbox of wrong)
      expect(await codeOf(alice.ask("putAdminLockboxes", { body: { lockboxes: [lockbox] } }))).toBe(
        "OBJECT_MALFORMED",
      );
    const forged = await boxFor(dora, dora, entry);
    expect(await codeOf(alice.ask("putAdminLockboxes", { body: { lockboxes: [forged] } }))).toBe(
      "SIGNATURE_WRONG",
    );
  });

  it("does not begin a generation that its author cannot open", async () => {
    const { Owner: alice } = five;
    const operation = {
      ...({ op: "portal.key", generation: 1 } as const),
      ...{ keyCommitment: randomBytes(32), adminKemPublic: alice.person.kemPublic },
    };
    expect(await alice.append(operation, { lockboxes: [] })).toBe("BODY_MALFORMED");
    expect(await alice.append(operation)).toBe("BODY_MALFORMED");
    expect(await alice.append({ ...operation, generation: 2 }, { lockboxes: [] })).toBe("ENTRY_REFUSED");
  });

  it("has no lockboxes before the first generation", async () => {
    const body = { lockboxes: [] };
    expect(await codeOf(five.Owner.ask("putAdminLockboxes", { body }))).toBe("KEYS_MISSING");
  });
});

describe("names and addresses", () => {
  const seenBy = async (who: Resident) => (await who.get("listPeople")).people.map(({ name }) => name).sort();

  it("are shown as far as somebody may see people", async () => {
    const { Owner: alice, DocSpaceAdmin: dora, RoomAdmin: rita, User: bob, Guest: carol } = five;
    const gina = await comeIn(portal, await rita.invite("Guest"), "Gina");
    const all = ["Alice", "Bob", "Carol", "Dora", "Gina", "Rita"];
    expect(await seenBy(alice)).toEqual(all);
    expect(await seenBy(dora)).toEqual(all);
    expect(await seenBy(rita)).toEqual(["Alice", "Bob", "Dora", "Gina", "Rita"]);
    expect(await seenBy(bob)).toEqual(["Alice", "Bob", "Dora", "Rita"]);
    expect(await seenBy(carol)).toEqual(["Carol"]);
    expect((await rita.get("listGuests", { params: { of: rita.user } })).guests).toEqual([gina.user]);
  });

  it("of a guest come to nobody who shares a file with him, but the guest sees whose it is", async () => {
    const { RoomAdmin: rita, User: mallory, Guest: carol } = five;
    const file = await createFileSpace(mallory);
    const members = [carol, rita].map(({ user }) => ({ user, level: "FullAccess" as const }));
    await file.put(mallory, { op: "member.put", members });
    expect(await seenBy(mallory)).toEqual(["Alice", "Bob", "Dora", "Rita"]);
    expect(await seenBy(rita)).toEqual(["Alice", "Bob", "Dora", "Rita"]);
    expect(await seenBy(carol)).toEqual(["Bob", "Carol"]);
  });

  it("of a guest come to no Room admin who puts him into a room of his own", async () => {
    const { Owner: alice, RoomAdmin: mallory, Guest: carol } = five;
    const gina = await comeIn(portal, await mallory.invite("Guest"), "Gina");
    await makeAdminKey(alice);
    const room = await createRoom(mallory, { members: [[gina, "Viewer"]] });
    const put = (who: Resident) =>
      room.append(mallory, { op: "member.put", members: [{ user: who.user, level: "Viewer" }] });
    expect(await put(carol)).toBe("RIGHT_MISSING");
    await expect(createRoom(mallory, { members: [[carol, "Viewer"]] })).rejects.toThrow("RIGHT_MISSING");
    expect(await seenBy(mallory)).toEqual(["Alice", "Bob", "Dora", "Gina", "Rita"]);
    const hers = await createRoom(alice, {
      members: [
        [mallory, "Viewer"],
        [carol, "Viewer"],
      ],
    });
    expect(await hers.read(mallory)).toBe("200");
    expect(await put(carol)).toBe("200");
  });

  it("of those with whom a guest shares a room are shown to him", async () => {
    const { RoomAdmin: rita, Guest: carol } = five;
    await door.sql(
      `insert into spaces (space, kind, owner, generation, item_count, head_seq, head_hash, room_type)
        values ('room', 'room', ?, 1, 0, 0, 'x', 'Custom')`,
      rita.user,
    );
    await door.sql("insert into memberships (user, space) values (?, 'room')", rita.user);
    await door.sql("insert into memberships (user, space, level) values (?, 'room', 'Viewer')", carol.user);
    expect(await seenBy(carol)).toEqual(["Carol", "Rita"]);
  });
});
