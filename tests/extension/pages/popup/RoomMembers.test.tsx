import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createPopupStore } from "../../../../extension/state/popup-store.ts";
import { createUserId } from "../../../../shared/ids.ts";
import { FakePortal, groupId } from "../../../support/fake-portal.ts";
import { memory } from "../../../support/memory-browser.ts";
import { draw, origin, PLANS, says } from "../../../support/popup-views.tsx";
import { button, clear, click, find, findAll, type } from "../../../support/show.tsx";
import { until } from "../../../support/until.ts";

beforeEach(() => memory.reset());
afterEach(clear);

const names = (): string[] =>
  findAll("[data-testid=member] strong").map((name) =>
    (name.textContent ?? "").replace(/[\u2068\u2069]/g, ""),
  );
const told = (): string => find("[role=status]").textContent ?? "";

/** Alice's room with a group and many members. She may take the group out, and give it no other level. */
async function crowdedRoom(): Promise<FakePortal> {
  const portal = new FakePortal("alice", [{ title: "Plans", owner: "alice", level: "RoomOwner" }]);
  const [room] = portal.rooms;
  const carol = room?.members.at(-1);
  if (!room || !carol) throw new Error("The room is empty");
  const more = Array.from({ length: 150 }, (_, at) => ({
    ...carol,
    user: createUserId(),
    name: `Person ${at}`,
  }));
  const group = groupId("Legal");
  const groups = [{ group, level: "Viewer" as const, levelsToGive: [], mayRemove: true }];
  portal.rooms = [{ ...room, groups, members: [...room.members, ...more] }];
  const listGroups = async () => [{ group, name: "Legal", members: [], hasUnseen: false }];
  const store = createPopupStore(origin, { ...portal.core, listGroups });
  await store.people.load();
  store.open(PLANS);
  draw(store);
  await says("Legal");
  return portal;
}

describe("a room's members", () => {
  it("are found by name, and so are its groups; how many is told", async () => {
    await crowdedRoom();
    expect(told()).toBe("100 of 152");
    const status = find("[role=status]");
    type(find("input[type=text]"), "legal");
    await until("the group alone", async () => names().join() === "Legal");
    type(find("input[type=text]"), "person 149");
    await until("the person alone", async () => names().join() === "Person 149");
    expect(told()).toBe("1 of 1");
    type(find("input[type=text]"), "nobody");
    await until("nobody", async () => told() === "Nothing found");
    expect(find("[role=status]")).toBe(status);
  });

  it("are taken out as far as the room says, a group too", async () => {
    const { calls } = await crowdedRoom();
    type(find("input[type=text]"), "legal");
    await until("the group alone", async () => names().join() === "Legal");
    expect(findAll("[data-testid=member] select, [data-testid=member] [aria-haspopup]")).toEqual([]);
    click(find("[data-testid=member] button"));
    click(button("Remove"));
    await until("it is taken out", async () => calls.length > 0);
    expect(calls.map(([name]) => name)).toEqual(["expelGroup"]);
  });

  it("go on under the focus when more are shown", async () => {
    await crowdedRoom();
    click(button("Show more"));
    await until("the rest", async () => names().length === 153);
    expect(document.activeElement?.textContent).toContain("Person 98");
    expect(findAll("button").some((each) => each.textContent === "Show more")).toBe(false);
  });
});
