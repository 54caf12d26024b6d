import { env } from "cloudflare:workers";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { createUserId, type NodeId, type SpaceId, type UserId } from "../../../shared/ids.ts";
import { LIVE_SEATS_EACH_MAX, LIVE_TICKETS_MAX } from "../../../worker/limits.ts";
import type { Resident } from "../../support/portal.ts";
import { createOwnSpace, folderOf, type Room } from "../../support/rooms.ts";
import { openPage, Page } from "./live-page.ts";
import { type LiveRoom, openLiveRoom } from "./live-room.ts";

/** rob, who is outside the room, knows the id of a file there: a document's object is named by it. */
describe("a document's seats", { timeout: 20_000 }, () => {
  let { alice, rob, room } = {} as LiveRoom;
  let node: NodeId;
  let robs: Room;
  beforeAll(async () => {
    ({ alice, rob, room } = await openLiveRoom());
    robs = await createOwnSpace(rob);
  }, 30_000);
  beforeEach(async () => {
    ({ node } = await room.createFile(alice));
  });

  const ticketFor = async (who: Resident): Promise<string> =>
    (await who.get("createLiveTicket", { params: { node } })).ticket;
  /** A socket that shows this ticket. */
  async function knock(who: Resident, ticket: string): Promise<Page> {
    const reply = await who.portal.door.fetch(`/api/live/${node}`, { headers: { upgrade: "websocket" } });
    const { webSocket } = reply as Response & { webSocket: WebSocket };
    const page = new Page(webSocket, { who, room, node });
    webSocket.send(JSON.stringify({ ticket }));
    return page;
  }
  /** As the route asks for a ticket once it has looked at the rights. */
  const issue = (guest: { space: SpaceId; user: UserId }) =>
    env.LIVE.getByName(node).issueTicket({ ...guest, node, session: "" }, Date.now());

  it("has tickets for alice although a crowd elsewhere waits with all that another space may have", async () => {
    const { space } = robs;
    for (let at = 0; at < LIVE_TICKETS_MAX; at++)
      expect(await issue({ space, user: createUserId() })).not.toBeNull();
    expect(await issue({ space, user: createUserId() })).toBeNull();
    await openPage(alice, { room, node });
  });

  it("has a seat for alice although rob, who has something of the same id, took all of his", async () => {
    await robs.put(rob, { ...folderOf(), node });
    for (let at = 0; at < LIVE_SEATS_EACH_MAX; at++) await openPage(rob, { room: robs, node });
    const late = await knock(rob, await ticketFor(rob));
    await expect.poll(() => late.closed).toEqual(["1013 "]);
    await openPage(alice, { room, node });
  });

  it("lets the oldest of one person's tickets give way to the newest", async () => {
    const first = await ticketFor(alice);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 1000 });
    const newer: string[] = [];
    for (let at = 0; at < LIVE_SEATS_EACH_MAX; at++) newer.push(await ticketFor(alice));
    vi.useRealTimers();
    const early = await knock(alice, first);
    await expect.poll(() => early.closed).toEqual(["1008 "]);
    for (const ticket of newer) await (await knock(alice, ticket)).hears("admitted");
  });
});
