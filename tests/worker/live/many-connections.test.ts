import { expect, it } from "vitest";
import { CONNECTIONS_EACH_MAX } from "../../../shared/live/covers.ts";
import { begin, join, openPage, sealed } from "./live-page.ts";
import { openLiveRoom, storedPositions } from "./live-room.ts";

it("keeps no more connections of one person than can be named, and those of others still", async () => {
  const { alice, bob, room } = await openLiveRoom();
  const { node } = await room.createFile(alice);
  const page = await openPage(alice, { room, node });
  const { session } = await begin(page);
  for (let n = 1; n < CONNECTIONS_EACH_MAX; n++)
    page.send(await sealed(await page.sealer(session), "update"));
  await expect.poll(() => storedPositions(node).then((all) => all.length)).toBe(CONNECTIONS_EACH_MAX);
  page.send(await sealed(await page.sealer(session), "update"));
  expect((await page.hears("refused")).code).toBe("LIVE_CROWDED");
  const other = await join(bob, { room, node });
  other.page.send(await sealed(other.sealer, "update"));
  expect((await other.page.hears("ack")).position).toBe(CONNECTIONS_EACH_MAX + 1);
}, 60_000);
