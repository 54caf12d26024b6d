import { afterEach, beforeEach, expect, it } from "vitest";
import type { HistoryFact } from "../../../../extension/spaces/history-facts.ts";
import { createPopupStore } from "../../../../extension/state/popup-store.ts";
import type { OperationName } from "../../../../shared/log/operations.ts";
import { FakePortal, groupId, userId } from "../../../support/fake-portal.ts";
import { memory } from "../../../support/memory-browser.ts";
import { draw, origin, says, text } from "../../../support/popup-views.tsx";
import { clear } from "../../../support/show.tsx";

beforeEach(() => memory.reset());
afterEach(clear);

const FACTS: Readonly<Partial<Record<OperationName, readonly HistoryFact[]>>> = {
  "member.put": [{ kind: "person", user: userId("bob"), name: "Bob", level: "Viewer" }],
  "group.admit": [
    { kind: "group", group: groupId("x"), name: "Legal" },
    { kind: "level", level: "Reviewer" },
  ],
  "settings.change": [
    { kind: "setting", setting: "areGuestsAllowed", value: false },
    { kind: "setting", setting: "idleLockMaxMinutes", value: 15 },
  ],
  "user.join": [
    { kind: "type", type: "RoomAdmin" },
    { kind: "inviter", user: userId("alice"), name: "Alice" },
  ],
  "group.members": [
    { kind: "group", group: groupId("x"), name: "Legal" },
    { kind: "added", user: userId("bob"), name: "Bob" },
    { kind: "removed", user: userId("carol"), name: "Carol" },
  ],
  "room.settings": [{ kind: "downloads", isDenied: true }],
  "room.restore": [{ kind: "downloads", isDenied: false }],
  "user.invite": [{ kind: "address", email: "carol@example.org" }],
};

it("a history says whom, which level, which type and which switch", async () => {
  const portal = new FakePortal("alice", []);
  const readHistory = async () =>
    Object.entries(FACTS).map(([op, facts], seq) => ({
      ...{ seq, op, facts, timeMs: 1, author: userId("alice"), authorName: "Alice" },
      ...{ hash: "x", operation: { op }, node: null, nodeName: null },
    }));
  const core = { ...portal.core, readHistory: readHistory as unknown as typeof portal.core.readHistory };
  const store = createPopupStore(origin, core);
  store.open({ kind: "portalHistory" });
  draw(store);
  for (const words of [
    "Bob: Viewer",
    "LegalReviewer",
    "Guests may be invited: Off",
    "Longest time until Strongroom locks: 15 minutes",
    "Room adminInvited by Alice",
    "carol@example.org",
    "LegalAdded: BobRemoved: Carol",
    "Download denied to Viewers",
    "Download allowed to Viewers",
  ])
    await says(words);
  expect(text()).not.toContain("\ufffd");
});
