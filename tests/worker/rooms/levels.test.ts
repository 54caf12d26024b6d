import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { asSealed, randomBytes, toBase64Url } from "../../../shared/bytes.ts";
import type { NodeId } from "../../../shared/ids.ts";
import type { MemberLevel } from "../../../shared/log/member-operations.ts";
import { codeOf } from "../../support/ask.ts";
import { comeIn, type Portal, portalOfFive, type Resident } from "../../support/portal.ts";
import { createRoom, folderOf, makeAdminKey, type Room, settingsOf } from "../../support/rooms.ts";
import { openDoor, type WorkerDoor } from "../door.ts";

/** The level table, through the HTTP door: alice owns the rooms, everybody else is there at one level. */

type Try = (as: Resident) => Promise<string>;
type Cell = "+" | "-";
/** Room manager, Content creator, Editor, Reviewer, Commenter, Form filler, Viewer. */
type Cells = `${Cell} ${Cell} ${Cell} ${Cell} ${Cell} ${Cell} ${Cell}`;

const LEVELS = [
  "RoomManager",
  "ContentCreator",
  "Editor",
  "Reviewer",
  "Commenter",
  "FormFiller",
  "Viewer",
] as const satisfies readonly MemberLevel[];

describe("levels in a room", { timeout: 20_000 }, () => {
  let door: WorkerDoor;
  let portal: Portal;
  let alice: Resident;
  let ulf: Resident;
  /** One person of each level. */
  const people = new Map<string, Resident>();
  let room: Room;
  beforeAll(async () => {
    door = await openDoor();
    const { portal: made, five } = await portalOfFive(door);
    portal = made;
    alice = five.Owner;
    await makeAdminKey(alice);
    for (const level of LEVELS)
      people.set(level, level === "RoomManager" ? five.RoomAdmin : await enter(level));
    ulf = await enter("Ulf");
  });
  beforeEach(() => door.sql("delete from rate_counters"));
  const enter = async (name: string) => comeIn(portal, await alice.invite("User"), name);

  /** Form fillers are in no room with Reviewers: two types of rooms hold all levels. */
  async function roomWith(level: MemberLevel): Promise<Room> {
    const as = people.get(level)!;
    const roomType = level === "FormFiller" ? "FormFilling" : "Custom";
    return createRoom(alice, { roomType, members: [[as, level]] });
  }
  const meta = () => asSealed(randomBytes(160));
  async function folderBy(who: Resident): Promise<NodeId> {
    const operation = folderOf();
    await room.put(who, operation);
    return operation.node;
  }
  const rename = async (as: Resident, node: NodeId) =>
    room.append(as, { op: "node.rename", node, revision: 2, meta: meta() });
  const trash = (as: Resident, node: NodeId) => room.append(as, { op: "node.trash", node });

  const createItem: Try = (as) => room.append(as, folderOf());
  const announce: Try = async (as) => {
    const client = await room.client(as);
    const { header } = await client.seal(randomBytes(3), { node: folderOf().node });
    return codeOf(
      as.ask("createBlob", { params: { space: room.space }, body: { header: toBase64Url(header) } }),
    );
  };
  const save: Try = async (as) => {
    const { node, version } = await room.createFile(alice);
    const next = { ...version, number: 2 };
    const code = await room.append(as, {
      op: "file.version",
      node,
      revision: 2,
      meta: meta(),
      version: next,
    });
    // Past the right, the upload of the first version is no upload for the second
    return code === "ENTRY_REFUSED" ? "200" : code;
  };
  const move: Try = async (as) => {
    const [node, parent] = [await folderBy(alice), await folderBy(alice)];
    return room.append(as, { op: "node.move", node, parent, revision: 2, meta: meta() });
  };
  const restore: Try = async (as) => {
    const node = await folderBy(alice);
    await room.put(alice, { op: "node.trash", node });
    return room.append(as, { op: "node.restore", node, parent: null, revision: 2, meta: meta() });
  };
  const rotateStale: Try = async (as) => {
    await room.admit(alice, [ulf, "Viewer"]);
    await room.put(alice, { op: "member.remove", users: [ulf.user] });
    return room.rotate(as, alice);
  };
  const give: Try = (as) => room.give(as, alice);
  const pin: Try = (as) =>
    codeOf(
      as.ask("putRoomFlags", { params: { space: room.space }, body: { isPinned: true, isMuted: true } }),
    );

  // biome-ignore format: one row of the table a line
  const rows: readonly (readonly [string, Try, Cells])[] = [
    ["reads the room",                       (as) => room.read(as),                                "+ + + + + + +"],
    ["pins and mutes it",                    pin,                                                  "+ + + + + + +"],
    ["creates",                              createItem,                                           "+ + - - - - -"],
    ["uploads what comes of its work",       announce,                                             "+ + + + + + -"],
    ["edits a document",                     save,                                                 "+ + + - - - -"],
    ["renames what others made",             async (as) => rename(as, await folderBy(alice)),      "+ - - - - - -"],
    ["moves what others made",               move,                                                 "+ - - - - - -"],
    ["trashes what others made",             async (as) => trash(as, await folderBy(alice)),       "+ - - - - - -"],
    ["takes things out of another's trash",  restore,                                              "+ - - - - - -"],
    ["changes the settings",                 (as) => room.append(as, settingsOf(2)),               "+ - - - - - -"],
    ["invites",                              (as) => room.append(as, { op: "member.put", members: [{ user: ulf.user, level: "Viewer" }] }), "+ - - - - - -"],
    ["gives keys",                           give,                                                 "+ - - - - - -"],
    ["starts a generation after a removal",  rotateStale,                                          "+ + + - - - -"],
    ["starts one without need",              (as) => room.rotate(as, alice),                       "+ - - - - - -"],
    ["archives",                             (as) => room.append(as, { op: "room.archive" }),      "- - - - - - -"],
    ["hands the room over",                  (as) => room.append(as, { op: "room.owner", user: as.user }), "- - - - - - -"],
    ["leaves",                               (as) => room.append(as, { op: "member.remove", users: [as.user] }), "+ + + + + + +"],
  ];

  it.each(rows)("%s", async (_, attempt, cells) => {
    for (const [at, level] of LEVELS.entries()) {
      room = await roomWith(level);
      const code = await attempt(people.get(level)!);
      const expected = cells.split(" ")[at] === "+" ? /^20[04]$/ : /^RIGHT_MISSING$/;
      expect(code, level).toMatch(expected);
    }
  });

  it("lets a Content creator do as he likes with his own items", async () => {
    room = await roomWith("ContentCreator");
    const cc = people.get("ContentCreator")!;
    const node = await folderBy(cc);
    expect(await rename(cc, node)).toBe("200");
    expect(await trash(cc, node)).toBe("200");
    const back = { op: "node.restore", node, parent: null, revision: 3, meta: meta() } as const;
    expect(await room.append(cc, back)).toBe("200");
    expect(await trash(cc, node)).toBe("200");
    expect(await room.append(cc, { op: "node.delete", node })).toBe("200");
  });

  it("deletes only what is in the trash, and touches nothing there", async () => {
    room = await roomWith("Editor");
    const node = await folderBy(alice);
    expect(await room.append(alice, { op: "node.delete", node })).toBe("ENTRY_REFUSED");
    await room.put(alice, { op: "node.trash", node });
    expect(await rename(alice, node)).toBe("ENTRY_REFUSED");
    expect(await room.append(alice, folderOf(node))).toBe("ENTRY_REFUSED");
    expect(await room.append(alice, { op: "node.delete", node })).toBe("200");
  });

  it("gives only levels that the room offers, below the giver's own, and Room manager to no User", async () => {
    room = await roomWith("RoomManager");
    const rita = people.get("RoomManager")!;
    const put = (as: Resident, who: Resident, level: MemberLevel) =>
      room.append(as, { op: "member.put", members: [{ user: who.user, level }] });
    expect(await put(alice, ulf, "FormFiller")).toBe("RIGHT_MISSING");
    expect(await put(alice, ulf, "RoomManager")).toBe("RIGHT_MISSING");
    expect(await put(alice, ulf, "FullAccess")).toMatch(/RIGHT_MISSING|ENTRY_REFUSED/);
    expect(await put(rita, rita, "ContentCreator")).toBe("RIGHT_MISSING");
    expect(await put(rita, alice, "Viewer")).toMatch(/RIGHT_MISSING|ENTRY_REFUSED/);
    expect(await put(rita, ulf, "ContentCreator")).toBe("200");
  });
});
