import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { NodeId } from "../../../shared/ids.ts";
import { LIVE_SESSION_MAX } from "../../../worker/limits.ts";
import { begin, createSession, join, openPage, sealed, sealedMany } from "./live-page.ts";
import { type LiveRoom, openLiveRoom, save, stored, storedPositions } from "./live-room.ts";

describe("what a live session keeps", { timeout: 20_000 }, () => {
  let { alice, bob, carol, room } = {} as LiveRoom;
  let node: NodeId;
  beforeAll(async () => {
    ({ alice, bob, carol, room } = await openLiveRoom());
  }, 30_000);
  beforeEach(async () => {
    ({ node } = await room.createFile(alice));
  });

  it("gives who comes back what he lacks, and who comes new all of it", async () => {
    const page = await openPage(alice, { room, node });
    const { session, sealer } = await begin(page);
    page.send(...(await sealedMany(sealer, "update", 4)));
    await page.hears("ack", 5);
    const opened = (known: object) => openPage(bob, { room, node, ...known });
    const back = await opened({ session, since: 3 });
    expect((await back.hears("admitted")).session).toEqual({ session, baseVersion: 1, position: 5 });
    await expect.poll(back.positions).toEqual([4, 5]);
    for (const known of [{}, { session }, { session, since: 6 }, { session: createSession(), since: 3 }]) {
      const anew = await opened(known);
      await expect.poll(anew.positions).toEqual([1, 2, 3, 4, 5]);
      expect(anew.packs).toBe(1);
    }
  });

  it("begins with the newest snapshot for who comes new", async () => {
    const page = await openPage(alice, { room, node });
    const { session, sealer } = await begin(page);
    page.send(...(await sealedMany(sealer, "update", 3)));
    await page.hears("ack", 4);
    page.say({ kind: "snapshot", upTo: 3, frames: 2 });
    const [first, last] = await sealedMany(sealer, "snapshot", 2);
    page.send(first!);
    await page.hears("ack", 5);
    const early = await openPage(bob, { room, node });
    await expect.poll(early.positions).toEqual([1, 2, 3, 4, 5]);
    page.send(last!);
    await page.hears("ack", 6);
    const late = await openPage(bob, { room, node });
    await expect.poll(late.positions).toEqual([4, 5, 6]);
    const back = await openPage(bob, { room, node, session, since: 1 });
    await expect.poll(back.positions).toEqual([2, 3, 4, 5, 6]);
    const doubting = await openPage(bob, { room, node, session, since: 6, isAll: true });
    await expect.poll(doubting.positions).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it("drops what both a snapshot and a saved version hold, and acknowledges it still", async () => {
    const page = await openPage(alice, { room, node });
    const { session, sealer } = await begin(page);
    const updates = await sealedMany(sealer, "update", 3);
    page.send(...updates);
    await page.hears("ack", 4);
    page.say({ kind: "snapshot", upTo: 4, frames: 1 });
    page.send(await sealed(sealer, "snapshot"));
    await page.hears("ack", 5);
    expect(await storedPositions(node)).toEqual([1, 2, 3, 4, 5]);
    await save(alice, room, { node, version: 2 });
    page.say({ kind: "saved", version: 2, upTo: 3 });
    await expect.poll(() => storedPositions(node)).toEqual([4, 5]);
    page.send(updates[0]!);
    expect(await page.hears("ack", 6)).toMatchObject({ clock: 1, position: 3 });
    expect(await storedPositions(node)).toEqual([4, 5]);
    const back = await openPage(bob, { room, node, session, since: 2 });
    await expect.poll(back.positions).toEqual([5]);
  });

  it("believes nobody who says that a version holds what it cannot (A50)", async () => {
    const page = await openPage(alice, { room, node });
    const { sealer } = await begin(page);
    page.send(await sealed(sealer, "update"));
    await page.hears("ack", 2);
    page.say({ kind: "snapshot", upTo: 9, frames: 1 });
    page.say({ kind: "snapshot", upTo: 2, frames: 1 });
    page.send(await sealed(sealer, "snapshot"));
    await page.hears("ack", 3);
    await save(alice, room, { node, version: 2 });
    const bobs = await openPage(bob, { room, node });
    // A version that is not there, one of before the session, one of somebody else, one that holds what is to come
    bobs.say({ kind: "saved", version: 3, upTo: 2 });
    bobs.say({ kind: "saved", version: 1, upTo: 2 });
    bobs.say({ kind: "saved", version: 2, upTo: 2 });
    page.say({ kind: "saved", version: 2, upTo: 4 });
    page.say({ kind: "saved", version: 1, upTo: 2 });
    bobs.send(
      await sealed(await bobs.sealer((await bobs.hears("admitted")).session!.session as never), "update"),
    );
    page.send(await sealed(sealer, "update"));
    await Promise.all([bobs.hears("ack"), page.hears("ack", 4)]);
    expect(await storedPositions(node)).toEqual([1, 2, 3, 4, 5]);
  });

  it("takes each version once, and none that holds less than the one before", async () => {
    const page = await openPage(alice, { room, node });
    const { sealer } = await begin(page);
    page.send(...(await sealedMany(sealer, "update", 3)));
    await page.hears("ack", 4);
    page.say({ kind: "snapshot", upTo: 4, frames: 1 });
    page.send(await sealed(sealer, "snapshot"));
    await page.hears("ack", 5);
    await save(alice, room, { node, version: 2 });
    page.say({ kind: "saved", version: 2, upTo: 2 });
    await expect.poll(() => storedPositions(node)).toEqual([3, 4, 5]);
    page.say({ kind: "saved", version: 2, upTo: 4 });
    await save(alice, room, { node, version: 3 });
    page.say({ kind: "saved", version: 3, upTo: 1 });
    page.send(await sealed(sealer, "update"));
    await page.hears("ack", 6);
    expect(await storedPositions(node)).toEqual([3, 4, 5, 6]);
    page.say({ kind: "saved", version: 3, upTo: 4 });
    await expect.poll(() => storedPositions(node)).toEqual([5, 6]);
  });

  it("is given up when a newer version passed it by, by who has heard all of it", async () => {
    const page = await openPage(alice, { room, node });
    const { session, sealer } = await begin(page);
    page.send(await sealed(sealer, "update"));
    await page.hears("ack", 2);
    const [bobs, carols] = [await openPage(bob, { room, node }), await openPage(carol, { room, node })];
    bobs.say({ kind: "over", session, upTo: 2 });
    await save(alice, room, { node, version: 2 });
    await bobs.hears("head");
    bobs.say({ kind: "over", session, upTo: 1 });
    bobs.say({ kind: "over", session: createSession(), upTo: 2 });
    carols.say({ kind: "over", session, upTo: 2 });
    page.send(await sealed(sealer, "update"));
    await page.hears("ack", 3);
    expect(await storedPositions(node)).toEqual([1, 2, 3]);
    bobs.say({ kind: "over", session, upTo: 3 });
    expect(await page.hears("ended")).toEqual({ kind: "ended", session });
    expect(await stored(node, "sessions")).toEqual([]);
  });

  it("is given up when nobody else says anything in it, for none can read it", async () => {
    const page = await openPage(alice, { room, node });
    const { session } = await begin(page);
    const bobs = await openPage(bob, { room, node });
    bobs.say({ kind: "over", session, upTo: 1 });
    const { sealer } = await join(bob, { room, node });
    bobs.send(await sealed(sealer, "update"));
    await bobs.hears("ack");
    expect(await storedPositions(node)).toEqual([1, 2]);
    page.socket.close();
    await bobs.hears("left");
    bobs.say({ kind: "over", session, upTo: 2 });
    await bobs.hears("ended");
    expect(await stored(node, "sessions")).toEqual([]);
  });

  it("ends with the last page once everything is saved", async () => {
    const page = await openPage(alice, { room, node });
    const { sealer } = await begin(page);
    page.send(await sealed(sealer, "update"));
    await page.hears("ack", 2);
    await save(alice, room, { node, version: 2 });
    const bobs = await openPage(bob, { room, node });
    page.say({ kind: "saved", version: 2, upTo: 2 });
    page.send(await sealed(sealer, "saved"));
    page.socket.close();
    await bobs.hears("left");
    expect(await stored(node, "sessions")).toHaveLength(1);
    bobs.socket.close();
    await expect.poll(() => stored(node, "sessions")).toEqual([]);
    expect((await (await openPage(carol, { room, node })).hears("admitted")).session).toBeNull();
  });

  it("stays when the last page goes before all of it is saved", async () => {
    const page = await openPage(alice, { room, node });
    const { session, sealer } = await begin(page);
    page.send(await sealed(sealer, "update"));
    page.socket.close();
    await expect.poll(() => storedPositions(node)).toEqual([1, 2]);
    const back = await openPage(bob, { room, node });
    expect((await back.hears("admitted")).session).toMatchObject({ session, position: 2 });
  });

  it("goes on after the document slept, and after it was ended in the middle (eviction)", async () => {
    const [page, bobs] = [await openPage(alice, { room, node }), await openPage(bob, { room, node })];
    const { session, sealer } = await begin(page);
    await evictDurableObject(env.LIVE.getByName(node), { webSockets: "hibernate" });
    const [first, second] = await sealedMany(sealer, "update", 2);
    page.send(first!);
    await page.hears("ack", 2);
    await expect.poll(bobs.positions).toEqual([1, 2]);
    await evictDurableObject(env.LIVE.getByName(node), { webSockets: "close" });
    await expect.poll(() => page.closed).toHaveLength(1);
    const back = await openPage(alice, { room, node, session, since: 2 });
    // What was not acknowledged goes out again as it is, and what was does no harm
    back.send(first!, second!);
    expect((await back.hears("ack", 2)).position).toBe(3);
    expect(await storedPositions(node)).toEqual([1, 2, 3]);
  });

  it("gives a session of 10,000 frames in a few messages", async () => {
    const page = await openPage(alice, { room, node });
    await begin(page);
    await runInDurableObject(env.LIVE.getByName(node), (_, { storage: { sql } }) => {
      sql.exec(`with recursive n (at) as (select 2 union all select at + 1 from n where at < 10000)
        insert into frames (space, position, connection, clock, hash, wire)
        select space, n.at, connection, n.at, hash, wire from frames join n where position = 1`);
      sql.exec("update sessions set position = 10000, frame_count = 10000");
    });
    const bobs = await openPage(bob, { room, node });
    await expect.poll(() => bobs.frames.length, { interval: 5 }).toBe(10_000);
    expect(bobs.packs).toBeLessThan(20);
  });

  it("takes no more typing when it is full, and makes room by what saves it", async () => {
    const page = await openPage(alice, { room, node });
    const { session, sealer } = await begin(page);
    await runInDurableObject(env.LIVE.getByName(node), (_, { storage: { sql } }) => {
      sql.exec("update sessions set size_bytes = ?", LIVE_SESSION_MAX.sizeBytes);
    });
    page.send(await sealed(sealer, "update"));
    await expect.poll(page.codes).toEqual(["LIVE_FULL"]);
    const anew = await page.sealer(session);
    page.say({ kind: "snapshot", upTo: 1, frames: 1 });
    page.send(await sealed(anew, "snapshot"));
    await save(alice, room, { node, version: 2 });
    page.say({ kind: "saved", version: 2, upTo: 1 });
    page.send(await sealed(anew, "saved"), await sealed(anew, "update"));
    expect(await page.hears("ack", 4)).toMatchObject({ position: 4 });
    expect(await storedPositions(node)).toEqual([2, 3, 4]);
  });

  it("keeps nothing of a file that is deleted, whoever has it open or nobody", async () => {
    const page = await openPage(alice, { room, node });
    const { session, sealer } = await begin(page);
    page.send(await sealed(sealer, "update"));
    await page.hears("ack", 2);
    await room.put(alice, { op: "node.trash", node });
    expect(await stored(node, "sessions")).toHaveLength(1);
    await room.put(alice, { op: "node.delete", node });
    expect(await page.hears("ended")).toEqual({ kind: "ended", session });
    expect(await storedPositions(node)).toEqual([]);
  });
});
