import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";
import { randomBytes, toBase64Url } from "../../../shared/bytes.ts";
import { commitProfile } from "../../../shared/crypto/profile.ts";
import { createNodeId } from "../../../shared/ids.ts";
import { QUOTAS } from "../../../worker/limits.ts";
import { codeOf } from "../../support/ask.ts";
import { portalOfFive, type Resident } from "../../support/portal.ts";
import {
  createOwnSpace,
  createRoom,
  folderOf,
  makeAdminKey,
  planRoom,
  Room,
  replayed,
  sendSpace,
} from "../../support/rooms.ts";
import { openDoor } from "../door.ts";

/** What one person with a changed client can do to all the others: not more than anybody may. */

let alice: Resident;
let rita: Resident;
let bob: Resident;
let carol: Resident;
let room: Room;
beforeEach(async () => {
  const { five } = await portalOfFive(await openDoor());
  ({ Owner: alice, RoomAdmin: rita, User: bob, Guest: carol } = five);
  await makeAdminKey(alice);
  room = await createRoom(alice, { members: [[carol, "Viewer"]] });
}, 30_000);

async function rename(who: Resident): Promise<string> {
  const { user } = who;
  const profile = { salt: randomBytes(16), name: "Carol", email: `${user.toLowerCase()}@example.com` };
  const operation = { op: "profile.change", user, profileCommitment: await commitProfile(profile) } as const;
  return who.append(operation, { profile: { ...profile, user, salt: toBase64Url(profile.salt) } });
}

/** As if so much had been used up already. */
const useUp = (count: number) =>
  env.DB.prepare("update rate_counters set count = ? where count < 100").bind(count).run();

describe("a room whose entries see an older portal one after the other", () => {
  it("is not begun: no client would take it, and its owner could be neither demoted nor removed", async () => {
    const before = rita.portal.head;
    expect(await rename(rita)).toBe("200");
    const { entries, lockboxes, room: made } = await planRoom(rita, { isBare: true });
    const start = new Room(rita, made.genesis, made.genesis, made.now);
    const put = { op: "member.put", members: [{ user: bob.user, level: "Viewer" }] } as const;
    const late = await start.sign(rita, put, { portalHead: before });
    const boxes = [...lockboxes, await start.lockbox(rita, bob)];
    expect(await codeOf(sendSpace(rita, [...entries, late], boxes))).toBe("HEAD_MOVED");
    expect(await alice.append({ op: "user.type", user: rita.user, type: "User" })).toBe("200");
  });
});

describe("a space whose first answer was lost", () => {
  it("stands, also when the person has had all that are his for today, or the portal has moved on", async () => {
    const { entries, lockboxes, room: made } = await planRoom(rita);
    expect(await codeOf(sendSpace(rita, entries, lockboxes))).toBe("200");
    await alice.put({ op: "user.type", user: bob.user, type: "Guest" });
    await useUp(QUOTAS.space.most);
    const again = await sendSpace(rita, entries, lockboxes);
    expect(await again.json()).toEqual({ head: { seq: made.head.seq, hash: made.head.hash } });
  });

  it("is nobody's answer who did not begin it", async () => {
    const { entries, lockboxes } = await planRoom(rita);
    expect(await codeOf(sendSpace(rita, entries, lockboxes))).toBe("200");
    expect(await codeOf(sendSpace(alice, entries, lockboxes))).not.toBe("200");
  });
});

describe("who renames himself all the time", () => {
  it("is heard so often in an hour, and keeps nobody else from anything", async () => {
    const codes: string[] = [];
    for (let n = 0; n <= QUOTAS.ownProfile.most; n++) codes.push(await rename(carol));
    expect(new Set(codes.slice(0, -1))).toEqual(new Set(["200"]));
    expect(codes.at(-1)).toBe("RATE_LIMITED");
    expect(await rename(bob)).toBe("200");
    expect(await alice.append({ op: "user.disable", user: carol.user })).toBe("200");
  });

  it("does not keep a member from being taken out, nor a room from being made, while others see the portal as it was", async () => {
    const before = alice.portal.head;
    expect(await rename(carol)).toBe("200");
    const now = alice.portal.head;
    const late = await room.sign(alice, { op: "member.remove", users: [carol.user] }, { portalHead: before });
    expect(await codeOf(room.send(alice, late))).toBe("200");
    room.head = { seq: late.seq, hash: late.hash };
    alice.portal.head = before;
    await createRoom(alice, { members: [[bob, "Editor"]] });
    alice.portal.head = now;
    await replayed(alice, room);
  });

  it("does not let anybody write by what was before a removal", async () => {
    const editors = await createRoom(alice, { members: [[bob, "Editor"]] });
    const before = alice.portal.head;
    await alice.put({ op: "user.type", user: bob.user, type: "Guest" });
    expect(await rename(carol)).toBe("200");
    const late = await editors.sign(
      alice,
      { op: "member.put", members: [{ user: bob.user, level: "Viewer" }] },
      { portalHead: before },
    );
    expect(await codeOf(editors.send(alice, late))).toBe("HEAD_MOVED");
    const item = await editors.sign(alice, folderOf(), { portalHead: before });
    expect(await codeOf(editors.send(alice, item))).toBe("HEAD_MOVED");
  });

  it("does not let an invitation be named by who has not seen it made or taken back", async () => {
    const link = await alice.invite("User");
    const before = alice.portal.head;
    expect(await rename(carol)).toBe("200");
    const operation = { op: "member.invite", invitation: link.invitation, level: "Viewer" } as const;
    const late = await room.sign(alice, operation, { portalHead: before });
    expect(await codeOf(room.send(alice, late))).toBe("HEAD_MOVED");
    expect(await room.append(alice, operation)).toBe("200");
  });
});

describe("who invites all the time", () => {
  it("is heard so often in an hour; whoever looks after the portal is not counted", async () => {
    await rita.invite("User");
    await useUp(QUOTAS.portalEntry.most);
    await expect(rita.invite("User")).rejects.toThrow("RATE_LIMITED");
    await alice.invite("User");
  });

  it("is not counted for what was not taken", async () => {
    await rita.invite("User");
    await useUp(QUOTAS.portalEntry.most - 1);
    const head = rita.portal.head;
    rita.portal.head = { ...head, seq: head.seq - 1 };
    await expect(rita.invite("User")).rejects.toThrow("HEAD_MOVED");
    rita.portal.head = head;
    await rita.invite("User");
  });
});

describe("who makes spaces all the time", () => {
  it("makes so many a day", async () => {
    await createOwnSpace(bob, createNodeId());
    await useUp(QUOTAS.space.most);
    await expect(createOwnSpace(bob, createNodeId())).rejects.toThrow("RATE_LIMITED");
    await createRoom(rita);
  });

  it("puts nobody into the space of a file that is not there (A75)", async () => {
    const node = createNodeId();
    const file = await createOwnSpace(bob, node);
    const put = { op: "member.put", members: [{ user: alice.user, level: "FullAccess" }] } as const;
    expect(await file.append(bob, put)).toBe("ENTRY_REFUSED");
    expect((await alice.get("listSpaces")).spaces.map(({ space }) => space)).not.toContain(file.space);
  });
});

describe("a list of more spaces than an answer holds", () => {
  const ROWS = 1200;
  const copies = (table: string, columns: string, values: string) =>
    env.DB.prepare(`insert into ${table} (${columns}) with recursive n(i) as (select 1 union all select i + 1 from n where i < ${ROWS})
      select ${values} from n, ${table} t where t.space = ?`).bind(room.space);

  it("comes in pages, each space once, and says of which there is a key", async () => {
    const space = "substr(t.space, 1, 37) || printf('%06d', n.i)";
    await env.DB.batch([
      copies(
        "spaces",
        "space, kind, owner, generation, item_count, head_seq, head_hash, generation_head, generation_author, room_type",
        `${space}, kind, owner, generation, item_count, head_seq, head_hash, generation_head, generation_author, room_type`,
      ),
      copies("memberships", "user, space, level", `t.user, ${space}, t.level`),
    ]);
    const seen: string[] = [];
    let keys = 0;
    let next: string | null = null;
    do {
      const page: { spaces: { space: string; holdsKey: boolean }[]; next: string | null } = await carol.get(
        "listSpaces",
        { params: next === null ? {} : { after: next as never } },
      );
      expect(page.spaces.length).toBeLessThanOrEqual(500);
      seen.push(...page.spaces.map((each) => each.space));
      keys += page.spaces.filter(({ holdsKey }) => holdsKey).length;
      next = page.next;
    } while (next !== null);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBeGreaterThan(ROWS);
    expect(keys).toBeLessThan(3);
    expect(seen).toEqual([...seen].sort());
  });
});
