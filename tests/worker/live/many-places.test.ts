import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { createNodeId } from "../../../shared/ids.ts";
import { LIVE_TOLD_MAX } from "../../../worker/limits.ts";
import { openPage } from "./live-page.ts";
import { openLiveRoom } from "./live-room.ts";

it("shuts bob out of every document, however many more than are told at once he has open", {
  timeout: 60_000,
}, async () => {
  const { alice, bob, room } = await openLiveRoom();
  const files = [await room.createFile(alice), await room.createFile(alice)];
  const [first, second] = files.map(({ node }) => node).sort();
  const pages = [await openPage(bob, { room, node: first! }), await openPage(bob, { room, node: second! })];
  for (let count = 0; count < LIVE_TOLD_MAX + 10; count++)
    await env.DB.prepare("insert into live_places (space, user, node) values (?, ?, ?)")
      .bind(room.space, bob.user, createNodeId())
      .run();
  await room.put(alice, { op: "member.remove", users: [bob.user] });
  for (const page of pages) await expect.poll(() => page.closed).toEqual(["1008 RIGHT_MISSING"]);
});
