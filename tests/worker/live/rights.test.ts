import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";
import { asSealed, randomBytes } from "../../../shared/bytes.ts";
import type { NodeId } from "../../../shared/ids.ts";
import type { FrameSealer } from "../../../shared/live/frame.ts";
import { folderOf } from "../../support/rooms.ts";
import { begin, createSession, join, openPage, type Page, sealed } from "./live-page.ts";
import { type LiveRoom, openLiveRoom, storedPositions } from "./live-room.ts";

/** alice and bob have the document open and type; then something about the room changes. */
describe("rights in the middle of a live session", { timeout: 20_000 }, () => {
  let { door, alice, bob, carol, dora, room } = {} as LiveRoom;
  let node: NodeId;
  let page: Page;
  let sealer: FrameSealer;
  let bobs: Page;
  let his: FrameSealer;
  beforeEach(async () => {
    ({ door, alice, bob, carol, dora, room } = await openLiveRoom());
    ({ node } = await room.createFile(alice));
    page = await openPage(alice, { room, node });
    ({ sealer } = await begin(page));
    ({ page: bobs, sealer: his } = await join(bob, { room, node }));
    await expect.poll(() => bobs.frames).toHaveLength(1);
  }, 30_000);

  it("closes bob's socket when he is made a Viewer, and takes nothing more of his", async () => {
    await room.put(alice, { op: "member.put", members: [{ user: bob.user, level: "Viewer" }] });
    await expect.poll(() => bobs.closed).toEqual(["1008 RIGHT_MISSING"]);
    const back = await openPage(bob, { room, node });
    expect((await back.hears("admitted")).mayWrite).toBe(false);
    back.send(await sealed(his, "update"));
    await expect.poll(back.codes).toEqual(["RIGHT_MISSING"]);
    expect(page.frames).toEqual([]);
  });

  it("shuts bob out at once when he is denied, and hears alice only under a new key (A45, A53)", async () => {
    bobs.send(await sealed(his, "presence"));
    await expect.poll(() => page.frames).toHaveLength(1);
    await room.put(alice, { op: "member.remove", users: [bob.user] });
    await expect.poll(() => bobs.closed).toEqual(["1008 RIGHT_MISSING"]);
    await page.hears("left");
    page.send(await sealed(sealer, "update"), await sealed(sealer, "presence"));
    await expect.poll(page.codes).toEqual(["KEY_STALE", "KEY_STALE"]);
    expect(await room.rotate(alice, dora, carol)).toBe("200");
    await page.hears("head", 2);
    const under = await page.sealer((await page.hears("begun")).session as never);
    page.send(await sealed(under, "update"));
    expect(await page.hears("ack", 2)).toMatchObject({ connection: under.connection, position: 2 });
    const { page: doras } = await join(dora, { room, node });
    await expect.poll(doras.positions).toEqual([1, 2]);
    expect(bobs.frames).toHaveLength(1);
  });

  it("keeps nothing of bob's under the old key behind what dora said under the new one", async () => {
    const [first, late] = [await sealed(his, "update"), await sealed(his, "update")];
    bobs.send(first);
    await bobs.hears("ack");
    // The news of it is on its way
    await env.DB.batch([
      env.DB.prepare("update spaces set generation = 2 where space = ?").bind(room.space),
      env.DB.prepare("update lockboxes set generation = 2 where space = ?").bind(room.space),
    ]);
    const { page: doras } = await join(dora, { room, node });
    const session = (await doras.hears("admitted")).session?.session as never;
    const hers = await doras.sealer(session, 2);
    doras.send(await sealed(hers, "update"));
    await doras.hears("ack");
    bobs.send(late, first);
    await expect.poll(() => [bobs.codes(), bobs.all("ack").length]).toEqual([["KEY_STALE"], 2]);
    expect(await storedPositions(node)).toEqual([1, 2, 3]);
  });

  it("tells who may write no more when the room goes into the archive, and when it comes back", async () => {
    await room.put(alice, { op: "room.archive" });
    expect(await page.hears("rights")).toEqual({ kind: "rights", mayWrite: false });
    page.send(await sealed(sealer, "update"));
    await expect.poll(page.codes).toEqual(["RIGHT_MISSING"]);
    await room.put(alice, { op: "room.restore" });
    expect(await page.hears("rights", 2)).toEqual({ kind: "rights", mayWrite: true });
  });

  it("takes nothing of a file in the trash, itself or with its folder", async () => {
    const folder = folderOf();
    await room.put(alice, folder);
    const meta = asSealed(randomBytes(160));
    await room.put(alice, { op: "node.move", node, parent: folder.node, revision: 2, meta });
    await room.put(alice, { op: "node.trash", node: folder.node });
    expect(await page.hears("rights")).toEqual({ kind: "rights", mayWrite: false });
    page.send(await sealed(sealer, "update"));
    page.say({ kind: "begin", session: createSession(), baseVersion: 1, frames: 1 });
    await page.hears("ended");
    expect(page.codes()).toEqual(["RIGHT_MISSING"]);
  });

  it("closes the socket of a person who was disabled (A74)", async () => {
    await alice.put({ op: "user.disable", user: bob.user, isDisabled: true } as never);
    await expect.poll(() => bobs.closed).toEqual(["1008 RIGHT_MISSING"]);
  });

  it("writes no line that names a person, a session or a connection (A76)", async () => {
    const { session } = await page.hears("begun");
    const secrets = [alice.user, bob.user, session, sealer.connection, node, room.space];
    for (const secret of secrets) expect(door.logged.join("\n")).not.toContain(secret);
  });
});
