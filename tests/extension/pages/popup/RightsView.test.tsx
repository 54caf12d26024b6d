import { afterEach, beforeEach, expect, it } from "vitest";
import { createPopupStore } from "../../../../extension/state/popup-store.ts";
import { AppError } from "../../../../shared/errors.ts";
import { FakePortal, userId } from "../../../support/fake-portal.ts";
import { memory } from "../../../support/memory-browser.ts";
import { draw, origin, says, selectNamed } from "../../../support/popup-views.tsx";
import { button, clear, click, findAll } from "../../../support/show.tsx";
import { until } from "../../../support/until.ts";

beforeEach(() => memory.reset());
afterEach(clear);

it("a list of rooms that cannot be read is not taken for one of no rooms", async () => {
  const portal = new FakePortal("alice", [{ title: "Plans", owner: "alice", level: "RoomOwner" }]);
  const { core } = portal;
  let isAway = true;
  const listAllRooms: typeof core.listAllRooms = async (...given) => {
    if (isAway) throw new AppError("OFFLINE");
    return core.listAllRooms(...given);
  };
  const store = createPopupStore(origin, { ...core, listAllRooms });
  await store.people.load();
  store.open({ kind: "rights", user: userId("carol") });
  draw(store);
  await says("Try again");
  expect(findAll("label").some(({ textContent }) => textContent === "Where")).toBe(false);
  isAway = false;
  click(button("Try again"));
  await until("the room", async () => selectNamed("Where").textContent?.includes("Plans") === true);
});
