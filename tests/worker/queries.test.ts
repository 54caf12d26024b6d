import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { randomBytes, toBase64Url } from "../../shared/bytes.ts";
import { commitGroupName } from "../../shared/crypto/group-name.ts";
import { createGroupId } from "../../shared/ids.ts";
import type { SpaceOperation } from "../../shared/log/operations.ts";
import { comeIn, portalOfFive } from "../support/portal.ts";
import { createRoom, makeAdminKey } from "../support/rooms.ts";
import { world } from "../support/world.ts";
import { openDoor } from "./door.ts";

/** Tables of one row, lists that came with the request, and rows that a query made itself: reading them whole is no scan. */
const SMALL =
  /^SCAN (\w+ VIRTUAL TABLE|portal|guards|server_secret|asked|below|chain|page|CONSTANT ROW|\d+ CONSTANT ROWS|\(subquery)/;

/** Queries whose answer is that table itself, or its newest rows. A guest sees a few people, and his query is none of them. */
const WHOLE: readonly (readonly [RegExp, RegExp])[] = [
  [/^select "user", "name", coalesce.* from "users" (where \("type" <> |order by)/s, /^SCAN users$/],
  [/^select "group_id", "name", "salt" from "user_groups"/, /^SCAN user_groups USING INDEX/],
  [/^select "invitation", .* limit \?$/, /^SCAN invitations USING INDEX/],
];

const isWhole = (text: string, detail: string): boolean =>
  WHOLE.some(([query, scan]) => query.test(text) && scan.test(detail));

/** The database, and how it looked for the rows of each query that it was asked. */
function watched(db: D1Database) {
  const asked = new Map<string, unknown[]>();
  const prepare = (text: string): D1PreparedStatement => {
    const statement = db.prepare(text);
    const bind = statement.bind.bind(statement);
    statement.bind = (...values) => {
      asked.set(text, values);
      return bind(...values);
    };
    return statement;
  };
  const plans = () =>
    Promise.all(
      [...asked].map(async ([text, values]) => {
        const plan = db.prepare(`explain query plan ${text}`).bind(...values);
        const { results } = await plan.all<{ detail: string }>();
        const scans = results.map(({ detail }) => detail).filter((detail) => detail.startsWith("SCAN "));
        return { text, scan: scans.find((scan) => !SMALL.test(scan) && !isWhole(text, scan)) };
      }),
    );
  return {
    db: new Proxy(db, { get: (_, name) => (name === "prepare" ? prepare : method(db, name)) }),
    plans,
  };
}

const method = (db: D1Database, name: string | symbol) =>
  (Reflect.get(db, name) as (...values: unknown[]) => unknown).bind(db);

it("finds what it needs of files by an index, however much there is", async () => {
  const { db, plans } = watched(env.DB);
  const door = await openDoor({ DB: db });
  const { alice } = await world(door);
  const { node } = await alice.createFile("a.docx", randomBytes(3));
  await alice.saveVersion(node, 2, randomBytes(3));
  await alice.open(node);
  const folder = await alice.createFolder("Folder");
  const meta = await alice.meta("a.docx", { node, parent: folder, revision: 3 });
  await alice.append({ op: "node.move", node, parent: folder, revision: 3, meta });
  await alice.append({ op: "node.delete", node: folder });
  await door.sweepAt(Date.now());
  const seen = await plans();
  expect(seen.length).toBeGreaterThan(20);
  expect(seen.filter(({ scan }) => scan)).toEqual([]);
});

it("finds what it needs of people and rooms by an index, however many there are", async () => {
  const { db, plans } = watched(env.DB);
  const door = await openDoor({ DB: db });
  const { portal, five } = await portalOfFive(door);
  const { Owner: alice, RoomAdmin: rita, User: bob, Guest: carol } = five;
  const group = createGroupId();
  const named = { salt: randomBytes(16), name: "Team" };
  const groupName = { group, salt: toBase64Url(named.salt), name: named.name };
  await alice.put({ op: "group.create", group, nameCommitment: await commitGroupName(named) }, { groupName });
  await alice.put({ op: "group.members", group, added: [carol.user], removed: [] });
  await makeAdminKey(alice);
  const room = await createRoom(alice, { members: [[bob, "ContentCreator"]], without: [bob] });
  const { space } = room;
  await room.give(alice, bob);
  const append = (operation: SpaceOperation) => room.put(alice, operation);
  await append({ op: "group.admit", group, level: "Viewer" });
  const link = await alice.invite("Guest");
  await append({ op: "member.invite", invitation: link.invitation, level: "Viewer" });
  await comeIn(portal, link, "Gina");
  await append({ op: "member.put", members: [{ user: rita.user, level: "RoomManager" }] });
  for (const who of Object.values(five)) {
    await who.get("listPeople");
    await who.get("listInvitations");
    await who.get("listSpaces");
    await who.get("getPortalLog", { params: { from: 0 } });
  }
  await alice.get("listGroups");
  await alice.get("listGuests", { params: { of: rita.user } });
  await alice.get("getAdminLockboxes");
  for (const archived of ["yes", "no"] as const) await alice.get("listAllRooms", { params: { archived } });
  for (const to of [{}, { to: bob.user }])
    await alice.get("listRoomsOfOneKey", { params: { of: rita.user, ...to } });
  for (const users of [null, [carol.user]])
    await alice.get("listRoomsOfGroupsKey", { params: { group }, body: { users } });
  await carol.get("getSpace", { params: { space, from: 0 } });
  await bob.get("putRoomFlags", { params: { space }, body: { isPinned: true, isMuted: false } });
  await bob.get("putOwnSettings", { body: { revision: 1, sealed: "AAAA" } });
  const { node } = await room.createFile(bob);
  await alice.get("getSpaceSize", { params: { space } });
  await append({ op: "node.trash", node });
  await append({ op: "node.delete", node });
  await append({ op: "member.remove", users: [rita.user] });
  expect(await room.rotate(alice, bob, carol)).toBe("200");
  await alice.put({ op: "user.type", user: rita.user, type: "User" });
  await alice.put({ op: "user.disable", user: bob.user });
  await alice.put({ op: "group.delete", group });
  await append({ op: "room.archive" });
  await append({ op: "room.remove" });
  await alice.put({ op: "user.remove", user: bob.user });
  const seen = await plans();
  expect(seen.length).toBeGreaterThan(40);
  expect(seen.filter(({ scan }) => scan)).toEqual([]);
}, 20_000);
