import "fake-indexeddb/auto";
import { beforeEach, describe, expect, it } from "vitest";
import type { OpenSpace } from "../../../extension/spaces/open-space.ts";
import { hasNews, noteSeen } from "../../../extension/spaces/seen-rooms.ts";
import { disconnectPortal } from "../../../extension/vault/portals.ts";
import { createNodeId, parsePortalOrigin } from "../../../shared/ids.ts";
import type { NodeState } from "../../../shared/log/space-state.ts";
import { userId } from "../../support/contacts.ts";
import { memory } from "../../support/memory-browser.ts";
import { spaceId } from "../../support/room-rows.ts";

const origin = parsePortalOrigin("https://rooms.example");
const DAY_MS = 86_400_000;
const NOW_MS = Date.UTC(2026, 3, 1);

type Change = readonly [by: string, seq: number, atMs: number];

/** The room before alice, with the last change of each file. */
function room(changes: readonly Change[], at = origin): OpenSpace {
  const nodes: OpenSpace["state"]["nodes"] = new Map(
    changes.map(([by, changedSeq, changedAtMs]) => {
      const node = createNodeId();
      return [node, { node, changedBy: userId(by), changedSeq, changedAtMs } as NodeState];
    }),
  );
  const state = { nodes } as OpenSpace["state"];
  return { origin: at, space: spaceId("Lease"), user: userId("alice"), state } as OpenSpace;
}

beforeEach(() => memory.reset());

describe("news of a room", () => {
  it("are what others changed since alice looked, not what she changed", async () => {
    expect(await hasNews(room([["alice", 3, NOW_MS]]))).toBe(false);
    const changed = room([["bob", 4, NOW_MS]]);
    expect(await hasNews(changed)).toBe(true);
    await noteSeen(changed);
    expect(await hasNews(changed)).toBe(false);
  });

  it("are not hidden by bob's clock, which is a day ahead", async () => {
    const ahead: Change = ["bob", 4, NOW_MS + DAY_MS];
    await noteSeen(room([ahead]));
    expect(await hasNews(room([ahead, ["carol", 5, NOW_MS]]))).toBe(true);
  });

  it("leave nothing behind when the portal is disconnected, and others' stay", async () => {
    const other = parsePortalOrigin("https://rooms.example:8443");
    const change: Change = ["bob", 4, NOW_MS];
    await noteSeen(room([change]));
    await noteSeen(room([change], other));
    await disconnectPortal(origin);
    expect([...memory.local.items.keys()]).toEqual([`seen-room:${other}:${spaceId("Lease")}`]);
  });
});
