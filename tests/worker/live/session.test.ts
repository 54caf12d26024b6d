import { runDurableObjectAlarm } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { randomBytes } from "../../../shared/bytes.ts";
import type { NodeId } from "../../../shared/ids.ts";
import { LIVE_SEED_MAX_MS } from "../../../worker/limits.ts";
import type { Resident } from "../../support/portal.ts";
import { createOwnSpace } from "../../support/rooms.ts";
import { begin, createSession, join, openPage, sealed, sealedMany } from "./live-page.ts";
import { type LiveRoom, openLiveRoom, stored, storedPositions } from "./live-room.ts";

describe("a live session", { timeout: 20_000 }, () => {
  let { alice, bob, carol, rob, room } = {} as LiveRoom;
  let node: NodeId;
  beforeAll(async () => {
    ({ alice, bob, carol, rob, room } = await openLiveRoom());
  }, 30_000);
  beforeEach(async () => {
    ({ node } = await room.createFile(alice));
  });

  it("passes alice's typing on to bob, after it was kept", async () => {
    const page = await openPage(alice, { room, node });
    const { sealer } = await begin(page);
    const { page: bobs } = await join(bob, { room, node });
    const update = await sealed(sealer, "update");
    page.send(update);
    expect(await page.hears("ack", 2)).toMatchObject({ clock: 1, position: 2 });
    await expect.poll(() => bobs.frames.at(-1)).toEqual({ position: 2, wire: update });
    expect(page.frames).toEqual([]);
  });

  it("takes one seed of two that come at once, and gives it to the other", async () => {
    const [hers, his] = [await openPage(alice, { room, node }), await openPage(bob, { room, node })];
    const [session, other] = [createSession(), createSession()];
    hers.say({ kind: "begin", session, baseVersion: 1, frames: 2 });
    await expect.poll(() => stored(node, "sessions")).toHaveLength(1);
    his.say({ kind: "begin", session: other, baseVersion: 1, frames: 1 });
    his.send(await sealed(await his.sealer(other), "snapshot"));
    expect(await his.hears("ended")).toEqual({ kind: "ended", session: other });
    await expect.poll(his.codes).toEqual(["CONTEXT_WRONG"]);
    const seed = await sealedMany(await hers.sealer(session), "snapshot", 2);
    hers.send(...seed);
    expect(await his.hears("begun")).toEqual({ kind: "begun", session, baseVersion: 1 });
    await expect.poll(() => his.frames.map(({ wire }) => wire)).toEqual(seed);
    await hers.hears("begun");
    expect(hers.frames).toEqual([]);
  });

  it("tells who comes whether others are in it who may write, not of who only reads, listens or has left", async () => {
    const isOccupiedFor = async (who: Resident) =>
      (await (await openPage(who, { room, node })).hears("admitted")).isOccupied;
    const page = await openPage(alice, { room, node });
    const { session } = await begin(page);
    expect(await isOccupiedFor(bob)).toBe(true);
    page.socket.close();
    const carols = await openPage(carol, { room, node });
    carols.send(await sealed(await carols.sealer(session), "presence"));
    await expect.poll(() => isOccupiedFor(alice)).toBe(false);
  });

  it("shows a seed to nobody before it is whole", async () => {
    const page = await openPage(alice, { room, node });
    const session = createSession();
    const sealer = await page.sealer(session);
    page.say({ kind: "begin", session, baseVersion: 1, frames: 2 });
    page.send(await sealed(sealer, "snapshot"));
    await page.hears("ack");
    const bobs = await openPage(bob, { room, node });
    expect((await bobs.hears("admitted")).session).toBeNull();
    const own = await bobs.sealer(session);
    bobs.send(await sealed(own, "snapshot"));
    page.send(await sealed(await page.sealer(session), "update"));
    await expect.poll(() => [bobs.codes(), page.codes()]).toEqual([["CONTEXT_WRONG"], ["CONTEXT_WRONG"]]);
    page.send(await sealed(sealer, "snapshot"));
    await bobs.hears("begun");
    await expect.poll(bobs.positions).toEqual([1, 2]);
  });

  it("lets bob begin when alice went in the middle of her seed", async () => {
    const [page, bobs] = [await openPage(alice, { room, node }), await openPage(bob, { room, node })];
    const session = createSession();
    page.say({ kind: "begin", session, baseVersion: 1, frames: 2 });
    page.send(await sealed(await page.sealer(session), "snapshot"));
    await page.hears("ack");
    page.socket.close();
    expect(await bobs.hears("ended")).toEqual({ kind: "ended", session });
    await begin(bobs);
    expect(await storedPositions(node)).toEqual([1]);
  });

  it("lets bob begin when alice's seed did not come in time", async () => {
    const [page, bobs] = [await openPage(alice, { room, node }), await openPage(bob, { room, node })];
    page.say({ kind: "begin", session: createSession(), baseVersion: 1, frames: 2 });
    await expect.poll(() => stored(node, "sessions")).toHaveLength(1);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + LIVE_SEED_MAX_MS });
    await runDurableObjectAlarm(env.LIVE.getByName(node));
    vi.useRealTimers();
    await bobs.hears("ended");
    await begin(bobs);
  });

  it("lets alice begin anew in the middle of her seed, with a new key", async () => {
    const page = await openPage(alice, { room, node });
    const session = createSession();
    page.say({ kind: "begin", session, baseVersion: 1, frames: 2 });
    await begin(page);
    expect(await page.hears("ended")).toEqual({ kind: "ended", session });
  });

  it("begins on a version that there is, and by who may write", async () => {
    const [page, carols] = [await openPage(alice, { room, node }), await openPage(carol, { room, node })];
    for (const baseVersion of [2, 7])
      page.say({ kind: "begin", session: createSession(), baseVersion, frames: 1 });
    carols.say({ kind: "begin", session: createSession(), baseVersion: 1, frames: 1 });
    await page.hears("ended", 2);
    await carols.hears("ended");
    expect(await stored(node, "sessions")).toEqual([]);
  });

  it("tells who left, with every connection of the page", async () => {
    const [page, bobs] = [await openPage(alice, { room, node }), await openPage(bob, { room, node })];
    const { session, sealer } = await begin(page);
    const presence = await page.sealer(session);
    page.send(await sealed(presence, "presence"));
    await expect.poll(() => bobs.frames).toHaveLength(2);
    page.socket.close();
    await bobs.hears("left", 2);
    const { connection } = sealer;
    const told = bobs.all("left").map((each) => each.connection);
    expect(told.toSorted()).toEqual([connection, presence.connection].toSorted());
  });

  it("keeps sessions of two spaces apart that know one id of a file", async () => {
    const own = await createOwnSpace(rob);
    const client = await own.client(rob);
    const [version, meta] = [
      await client.upload(randomBytes(3), { node }),
      await client.meta("Mine", { node }),
    ];
    await client.append({ op: "file.put", node, parent: null, revision: 1, meta, version });
    const [page, robs] = [await openPage(alice, { room, node }), await openPage(rob, { room: own, node })];
    const [hers, his] = [await begin(page), await begin(robs)];
    page.send(await sealed(hers.sealer, "update"));
    robs.send(await sealed(his.sealer, "update"));
    await Promise.all([page.hears("ack", 2), robs.hears("ack", 2)]);
    for (const each of [page, robs]) expect([each.frames, each.all("begun").length]).toEqual([[], 1]);
    expect(await stored(node, "sessions")).toHaveLength(2);
  });
});
