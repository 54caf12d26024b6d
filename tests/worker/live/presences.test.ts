import { beforeEach, describe, expect, it } from "vitest";
import { randomBytes } from "../../../shared/bytes.ts";
import type { ConnectionId, LiveSessionId, NodeId } from "../../../shared/ids.ts";
import type { FrameSealer } from "../../../shared/live/frame.ts";
import type { FrameKind } from "../../../shared/live/frame-check.ts";
import type { Resident } from "../../support/portal.ts";
import { createOwnSpace } from "../../support/rooms.ts";
import { begin, join, openPage, type Page, sealed, sealedMany } from "./live-page.ts";
import { type LiveRoom, openLiveRoom, storedPositions } from "./live-room.ts";

/** alice and bob hear where the others are; who may not speak for alice tries to under her connection's id. */
describe("presence under a connection of somebody else's", { timeout: 20_000 }, () => {
  let { alice, bob, carol, dora: mallory, room } = {} as LiveRoom;
  let node: NodeId;
  let page: Page;
  let bobs: Page;
  let session: LiveSessionId;
  /** Under which alice's cursor is told. */
  let cursor: FrameSealer;
  /** Under which what she types is kept. */
  let typed: FrameSealer;
  beforeEach(async () => {
    ({ alice, bob, carol, dora: mallory, room } = await openLiveRoom());
    ({ node } = await room.createFile(alice));
    page = await openPage(alice, { room, node });
    ({ session, sealer: typed } = await begin(page));
    cursor = await page.sealer(session);
    bobs = await openPage(bob, { room, node });
    page.send(await sealed(cursor, "presence"));
    await expect.poll(bobs.positions).toEqual([1, 0]);
  }, 30_000);

  /** The last one of so many frames that somebody says to be of this connection. */
  async function forged(by: Page, at: { of: ConnectionId; kind?: FrameKind; count?: number }) {
    const sealer = await by.sealer(session);
    Object.defineProperty(sealer, "connection", { value: at.of });
    return (await sealedMany(sealer, at.kind ?? "presence", at.count ?? 1)).at(-1)!;
  }

  async function joined(who: Resident): Promise<Page> {
    return (await join(who, { room, node })).page;
  }

  /** What alice says next comes to bob, and is the only thing that does. */
  const expectHeard = (): Promise<void> => expectHeardAfter(2);

  async function expectHeardAfter(count: number): Promise<void> {
    const wires = await sealedMany(cursor, "presence", 2);
    page.send(...wires);
    await expect.poll(() => bobs.frames.slice(count).map(({ wire }) => wire)).toEqual(wires);
    expect(page.codes()).toEqual([]);
  }

  it("is refused to a Viewer, whatever its clock", async () => {
    const hers = await joined(carol);
    hers.send(await forged(hers, { of: cursor.connection, count: 50 }));
    await expect.poll(hers.codes).toEqual(["LIVE_ORDER"]);
    await expectHeard();
  });

  it("takes nobody out of the others' lists when the forger leaves", async () => {
    const hers = await joined(carol);
    const own = await hers.sealer(session);
    hers.send(await forged(hers, { of: cursor.connection }), await sealed(own, "presence"));
    await expect.poll(bobs.positions).toEqual([1, 0, 0]);
    hers.socket.close();
    await bobs.hears("left");
    expect(bobs.all("left").map(({ connection }) => connection)).toEqual([own.connection]);
  });

  it("is refused under what keeps alice's text, also when she is gone", async () => {
    const hers = await joined(carol);
    hers.send(await forged(hers, { of: typed.connection }));
    await expect.poll(hers.codes).toEqual(["LIVE_ORDER"]);
    page.socket.close();
    await hers.hears("left");
    hers.send(await forged(hers, { of: typed.connection }));
    await expect.poll(hers.codes).toEqual(["LIVE_ORDER", "LIVE_ORDER"]);
  });

  it("is followed for sixteen connections of hers; of the others bob hears that they are over", async () => {
    const hers = await joined(carol);
    const sealers = await Promise.all(Array.from({ length: 20 }, () => hers.sealer(session)));
    for (const sealer of sealers) hers.send(await sealed(sealer, "presence"));
    await bobs.hears("left", 4);
    expect(bobs.all("left").map(({ connection }) => connection)).toEqual(
      sealers.slice(0, 4).map(({ connection }) => connection),
    );
    await expectHeardAfter(22);
  });

  it("makes no room for an Editor's text there", async () => {
    const lies = await joined(mallory);
    lies.send(await forged(lies, { of: cursor.connection, kind: "update" }));
    await expect.poll(lies.codes).toEqual(["LIVE_ORDER"]);
    expect(await storedPositions(node)).toEqual([1]);
    await expectHeard();
  });

  it("is nothing to another space, where a file has this one's id", async () => {
    const own = await createOwnSpace(mallory);
    const client = await own.client(mallory);
    const version = await client.upload(randomBytes(3), { node });
    const meta = await client.meta("Mine", { node });
    await client.append({ op: "file.put", node, parent: null, revision: 1, meta, version });
    const elsewhere = await openPage(mallory, { room: own, node });
    const theirs = await begin(elsewhere);
    Object.defineProperty(theirs.sealer, "connection", { value: cursor.connection });
    elsewhere.send(...(await sealedMany(theirs.sealer, "presence", 50)));
    elsewhere.say({ kind: "begin", session, baseVersion: 1, frames: 1 });
    await elsewhere.hears("ended");
    expect(elsewhere.codes()).toEqual([]);
    await expectHeard();
  });
});
