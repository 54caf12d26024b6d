import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { asPlain, type Bytes, randomBytes } from "../../../shared/bytes.ts";
import type { LiveSessionId, NodeId } from "../../../shared/ids.ts";
import { createFrameSealer, type FrameSealer } from "../../../shared/live/frame.ts";
import { LIVE_PRESENCE_MAX_BYTES } from "../../../worker/limits.ts";
import { createRoom } from "../../support/rooms.ts";
import { begin, createSession, join, openPage, type Page, sealed, sealedMany } from "./live-page.ts";
import { type LiveRoom, openLiveRoom } from "./live-room.ts";

/** alice and bob have the document open; mallory is an Editor as well. */
describe("a live document's checks of frames", { timeout: 20_000 }, () => {
  let { alice, bob, dora: mallory, carol, room } = {} as LiveRoom;
  let node: NodeId;
  let session: LiveSessionId;
  let page: Page;
  let sealer: FrameSealer;
  let bobs: Page;
  beforeAll(async () => {
    ({ alice, bob, dora: mallory, carol, room } = await openLiveRoom());
  }, 30_000);
  beforeEach(async () => {
    ({ node } = await room.createFile(alice));
    page = await openPage(alice, { room, node });
    ({ session, sealer } = await begin(page));
    bobs = await openPage(bob, { room, node });
    await expect.poll(() => bobs.frames).toHaveLength(1);
  });

  /** Nothing but the seed came to bob, although something honest came after it. */
  async function expectUnheard(): Promise<void> {
    const last = await join(alice, { room, node });
    const wire = await sealed(last.sealer, "update");
    last.page.send(wire);
    await expect.poll(() => bobs.frames.at(-1)).toEqual({ position: 2, wire });
    expect(bobs.frames).toHaveLength(2);
  }

  const changed = (wire: Bytes, offset: number): Bytes =>
    wire.map((byte, index) => (index === wire.length + offset ? byte ^ 1 : byte));

  it.each<[string, string, (wire: Bytes) => Bytes]>([
    ["no frame", "OBJECT_MALFORMED", () => randomBytes(200)],
    ["an empty message", "OBJECT_MALFORMED", () => new Uint8Array(0)],
    ["a frame cut off", "OBJECT_MALFORMED", (wire) => wire.slice(0, -1)],
    ["a frame with a changed byte", "SIGNATURE_WRONG", (wire) => changed(wire, -1)],
    ["a frame over 1 MiB (A51)", "BODY_TOO_LARGE", () => new Uint8Array(2 ** 20 + 1)],
  ])("closes the socket of whoever sends %s", async (_, code, change) => {
    page.send(change(await sealed(sealer, "update")));
    await expect.poll(() => page.closed).toEqual([`1008 ${code}`]);
    await expectUnheard();
  });

  it("closes mallory's socket, who signs what he says is alice's (A46)", async () => {
    const lie = await openPage(mallory, { room, node });
    const place = { space: room.space, node, session, author: alice.user, generation: 1 };
    const { signKey } = mallory.person;
    const forged = await createFrameSealer({ ...place, spaceKey: room.now.spaceKey, signKey });
    lie.send(await sealed(forged, "update"));
    await expect.poll(() => lie.closed).toEqual(["1008 SIGNATURE_WRONG"]);
    await expectUnheard();
  });

  it("closes mallory's socket, who sends what alice signed (A42)", async () => {
    const lie = await openPage(mallory, { room, node });
    lie.send(await sealed(sealer, "update"));
    await expect.poll(() => lie.closed).toEqual(["1008 SIGNATURE_WRONG"]);
    await expectUnheard();
  });

  it("refuses a frame of another session, document or space (A47)", async () => {
    const place = { space: room.space, node, session, author: alice.user, generation: 1 };
    const { spaceKey } = room.now;
    const elsewhere = [
      { session: createSession() },
      { node: (await room.createFile(alice)).node },
      { space: (await createRoom(alice)).space },
    ];
    for (const other of elsewhere) {
      const { signKey } = alice.person;
      const strange = await createFrameSealer({ ...place, ...other, spaceKey, signKey });
      page.send(await sealed(strange, "update"));
    }
    await expect.poll(page.codes).toEqual(["CONTEXT_WRONG", "CONTEXT_WRONG", "CONTEXT_WRONG"]);
    await expectUnheard();
  });

  it("refuses a frame of a generation that is not the space's", async () => {
    const ahead = await page.sealer(session, 2);
    page.send(await sealed(ahead, "update"), await sealed(ahead, "presence"));
    await expect.poll(page.codes).toEqual(["KEY_STALE", "KEY_STALE"]);
    await expectUnheard();
  });

  it("acknowledges a frame that comes again, and keeps it once (A42)", async () => {
    const wire = await sealed(sealer, "update");
    page.send(wire, wire);
    expect(await page.hears("ack", 3)).toEqual(page.all("ack")[1]);
    const { page: third } = await join(bob, { room, node });
    await expect.poll(third.positions).toEqual([1, 2]);
    expect(bobs.positions()).toEqual([1, 2]);
  });

  it("refuses another frame under a clock that is taken, a gap and a broken chain (A43)", async () => {
    const [lost, late] = [await sealed(sealer, "update"), await sealed(sealer, "update")];
    page.send(late);
    await expect.poll(page.codes).toEqual(["LIVE_ORDER"]);
    page.send(lost, late);
    await page.hears("ack", 3);
    await expect.poll(bobs.positions).toEqual([1, 2, 3]);
    const twin = await page.sealer(session);
    Object.defineProperty(twin, "connection", { value: sealer.connection });
    page.send(...(await sealedMany(twin, "update", 5)));
    // Its first ones are not those of these clocks, and the last one does not follow the last one
    await expect.poll(page.codes).toEqual(Array(6).fill("LIVE_ORDER"));
    expect(bobs.positions()).toEqual([1, 2, 3]);
  });

  it("does not take a connection from its owner", async () => {
    const { page: lie } = await join(mallory, { room, node });
    const place = { space: room.space, node, session, author: mallory.user, generation: 1 };
    const stolen = await createFrameSealer({
      ...place,
      spaceKey: room.now.spaceKey,
      signKey: mallory.person.signKey,
    });
    Object.defineProperty(stolen, "connection", { value: sealer.connection });
    lie.send(await sealed(stolen, "update"));
    await expect.poll(lie.codes).toEqual(["LIVE_ORDER"]);
    await expectUnheard();
  });

  it.each(["update", "snapshot", "saved"] as const)("refuses a Viewer's %s (A44)", async (kind) => {
    const { page: hers, sealer: her } = await join(carol, { room, node });
    expect((await hers.hears("admitted")).mayWrite).toBe(false);
    hers.send(await sealed(her, kind));
    await expect.poll(hers.codes).toEqual(["RIGHT_MISSING"]);
    await expectUnheard();
  });

  it("passes a Viewer's presence on, keeps none, and takes none twice (A48)", async () => {
    const { page: hers, sealer: her } = await join(carol, { room, node });
    const [first, second] = await sealedMany(her, "presence", 2);
    hers.send(second!, first!, second!);
    await expect.poll(hers.codes).toEqual(["LIVE_ORDER", "LIVE_ORDER"]);
    await expect.poll(() => bobs.frames.at(-1)).toEqual({ position: 0, wire: second });
    const { page: later } = await join(bob, { room, node });
    await expect.poll(later.positions).toEqual([1]);
  });

  it("refuses a presence that is no cursor (A51)", async () => {
    const long = asPlain(randomBytes(LIVE_PRESENCE_MAX_BYTES));
    page.send(await (await page.sealer(session)).seal("presence", long));
    await expect.poll(page.codes).toEqual(["BODY_TOO_LARGE"]);
  });

  it("works off a burst at once, and closes a flood (A51)", async () => {
    page.send(...(await sealedMany(sealer, "update", 390)));
    await page.hears("ack", 391);
    const { page: flooding, sealer: other } = await join(mallory, { room, node });
    const wire = await sealed(other, "update", 2 ** 20 - 1000);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
    flooding.send(...Array<Bytes>(26).fill(wire));
    await vi.waitFor(() => expect(flooding.closed).toEqual(["1008 RATE_LIMITED"]), { timeout: 10_000 });
    vi.useRealTimers();
    expect(page.closed).toEqual([]);
  });
});
