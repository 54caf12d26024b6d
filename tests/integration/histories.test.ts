import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Bytes, concat, parseBase64Url, utf8 } from "../../shared/bytes.ts";
import type { GroupId, SpaceId, UserId } from "../../shared/ids.ts";
import { joinersBrowser, ownersBrowser, type PersonsBrowser } from "../support/five-browsers.ts";
import { startServer, type TestServer } from "../support/server.ts";

/** What the histories of a room and of the portal say, and what is exported of them. */

let server: TestServer;
let alice: PersonsBrowser;
let bob: PersonsBrowser;
let [bobsId, room, group] = ["" as UserId, "" as SpaceId, "" as GroupId];

beforeAll(async () => {
  server = await startServer();
  alice = await ownersBrowser(server);
  const { origin } = alice;
  await alice.keepUp(origin);
  const { link } = await alice.invite({ origin, type: "User", email: "bob@example.com", days: 7 });
  bob = await joinersBrowser(server, link, "Bob");
  bobsId = (await bob.openPortal(origin)).user;
  await alice.changeType({ origin, user: bobsId, type: "RoomAdmin" });
  await alice.savePortalSettings(origin, {
    ...(await alice.readPortalSettings(origin)),
    areGuestsAllowed: false,
  });
  group = await alice.createGroup({ origin, name: "Legal", members: [bobsId] });
  const members = [{ user: bobsId, level: "Viewer" as const }];
  room = await alice.createRoom({ origin, title: "Board", colour: 1, roomType: "Custom", members });
  await alice.admitGroup({ origin, space: room, group, level: "Reviewer" });
});
afterAll(() => server.close());

const factsOf = async (op: string, space?: SpaceId) => {
  const lines = await alice.readHistory({ origin: alice.origin, ...(space ? { space } : {}) });
  return lines.find((line) => line.op === op)?.facts;
};

describe("the history of the portal", () => {
  it("says for whom and as which type an invitation was made, and by whom who joined was invited", async () => {
    expect(await factsOf("user.invite")).toEqual([
      { kind: "address", email: "bob@example.com" },
      { kind: "type", type: "User" },
    ]);
    expect(await factsOf("user.join")).toMatchObject([
      { kind: "type", type: "User" },
      { kind: "inviter", name: "Alice" },
    ]);
  });

  it("says which type somebody was given, who is in a group, and which switch was turned", async () => {
    expect(await factsOf("user.type")).toMatchObject([
      { kind: "person", name: "Bob", level: null },
      { kind: "type", type: "RoomAdmin" },
    ]);
    expect(await factsOf("settings.change")).toEqual([
      { kind: "setting", setting: "areGuestsAllowed", value: false },
    ]);
    expect(await factsOf("group.create")).toEqual([{ kind: "group", group, name: "Legal" }]);
    expect(await factsOf("group.members")).toMatchObject([
      { kind: "group", name: "Legal" },
      { kind: "added", name: "Bob" },
    ]);
  });

  it("says who came into a group and who went, in the exported table too", async () => {
    const { origin } = alice;
    const other = await alice.createGroup({ origin, name: "Sales;=1+1", members: [bobsId] });
    const owner = (await alice.openPortal(origin)).user;
    await alice.changeGroupMembers({ origin, group: other, added: [owner], removed: [bobsId] });
    expect(await factsOf("group.members")).toMatchObject([
      { kind: "group", name: "Sales;=1+1" },
      { kind: "added", name: "Alice" },
      { kind: "removed", name: "Bob" },
    ]);
    const table = await (await alice.exportHistory({ origin, format: "csv" })).text();
    // No formula, wherever a spreadsheet splits
    expect(table).toContain("Sales;'=1+1; added Alice; removed Bob");
    await alice.createGroup({ origin, name: 'Sales;"=HYPERLINK(1);＝1', members: [] });
    const quoted = await (await alice.exportHistory({ origin, format: "csv" })).text();
    expect(quoted).toContain(`"Sales;'""=HYPERLINK(1);'＝1"`);
  });
});

describe("the history of a room", () => {
  it("says whom it let in at which level", async () => {
    expect(await factsOf("member.put", room)).toMatchObject([
      { kind: "person", user: bobsId, name: "Bob", level: "Viewer" },
    ]);
    expect(await factsOf("group.admit", room)).toEqual([
      { kind: "group", group, name: "Legal" },
      { kind: "level", level: "Reviewer" },
    ]);
  });

  it("says when downloads are denied and when they are allowed again, and not with each new title", async () => {
    const { origin } = alice;
    const space = await alice.createRoom({
      ...({ origin, title: "Data", colour: 1, roomType: "VirtualDataRoom", members: [] } as const),
    });
    for (const change of [{ isDownloadDenied: true }, { title: "Facts" }, { isDownloadDenied: false }])
      await alice.editRoom({ origin, space, ...change });
    const lines = (await alice.readHistory({ origin, space })).filter(({ op }) => op === "room.settings");
    expect(lines.reverse().map(({ facts }) => facts)).toEqual([
      [],
      [{ kind: "downloads", isDenied: true }],
      [],
      [{ kind: "downloads", isDenied: false }],
    ]);
  });

  it("is exported so that anybody can check each signature, with nothing but the row", async () => {
    const blob = await alice.exportHistory({ origin: alice.origin, space: room, format: "json" });
    const rows = JSON.parse(await blob.text()) as Record<string, string>[];
    expect(rows.length).toBeGreaterThan(2);
    for (const row of rows) expect(await isSigned(row)).toBe(true);
    const [first, second] = rows as [Record<string, string>, Record<string, string>];
    expect(await isSigned({ ...first, entry: second.entry ?? "" })).toBe(false);
    const put = rows.find(({ operation }) => operation === "member.put");
    expect(put).toMatchObject({ authorName: "Alice", about: [{ name: "Bob", level: "Viewer" }] });
  });

  it("is exported as a table with the same in words", async () => {
    const blob = await alice.exportHistory({ origin: alice.origin, space: room, format: "csv" });
    const [head, ...lines] = (await blob.text()).trim().split("\r\n");
    expect(head).toBe("seq,hash,time,author,authorName,authorKey,operation,about,signature,entry");
    expect(lines.find((line) => line.includes(",member.put,"))).toContain(",Bob: Viewer,");
    expect(lines.find((line) => line.includes(",group.admit,"))).toContain(",Legal; Reviewer,");
  });
});

/** As docs/format.md says it, by WebCrypto alone. */
async function isSigned(row: Record<string, string>): Promise<boolean> {
  const bytes = (name: string): Bytes => parseBase64Url(row[name] ?? "");
  const key = await crypto.subtle.importKey("raw", bytes("authorKey"), "Ed25519", false, ["verify"]);
  const message = concat(utf8("strongroom/1/entry\0"), bytes("entry"));
  return crypto.subtle.verify("Ed25519", key, bytes("signature"), message);
}
