import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { groupId, spaceId, userId } from "../../../support/fake-portal.ts";
import { memory } from "../../../support/memory-browser.ts";
import { objections } from "../../../support/page-axe.ts";
import { origin, PLANS, popupOf, rowNamed, says } from "../../../support/popup-views.tsx";
import { button, clear, click, find, findAll } from "../../../support/show.tsx";
import { until } from "../../../support/until.ts";

beforeEach(() => memory.reset());
afterEach(clear);

describe("somebody", () => {
  it("who alone holds the key of a room is disabled only after a box was ticked", async () => {
    const { portal } = await popupOf("alice", { kind: "person", user: userId("bob") });
    portal.ofOneKey.set(userId("bob"), [{ space: spaceId("Sole"), title: "Sole" }]);
    click(rowNamed("Disable"));
    await says("Only Bob can pass on the key to: Sole.");
    const disable = findAll("dialog button").find((each) => each.textContent === "Disable")!;
    click(disable);
    expect([disable.getAttribute("aria-disabled"), portal.calls]).toEqual(["true", []]);
    expect(await objections()).toEqual([]);
    click(find("dialog input[type=checkbox]"));
    click(disable);
    await until("disabling", async () => portal.calls.length === 1);
    expect(portal.calls[0]).toMatchObject(["disablePerson", { user: userId("bob") }]);
  });

  it("who alone holds the key of a room hands it over only after a box was ticked", async () => {
    const { portal, store } = await popupOf("alice", { kind: "handOverPerson", user: userId("bob") });
    portal.ofOneKey.set(userId("bob"), [{ space: spaceId("Sole"), title: "Sole" }]);
    await says("Dora");
    click(findAll("label, [role=option], [data-row]").find((each) => each.textContent?.includes("Dora"))!);
    click(button("Hand the rooms over"));
    await says("Only Bob can pass on the key to: Sole.");
    expect(portal.calls).toEqual([]);
    click(find("dialog input[type=checkbox]"));
    click(findAll("dialog button").find((each) => each.textContent === "Hand the rooms over")!);
    await until("handing over", async () => portal.calls.length === 1);
    expect(portal.calls[0]).toMatchObject(["handOverRooms", { user: userId("bob"), to: userId("dora") }]);
    await until("the way back", async () => store.view.value.kind === "home");
  });

  it("who alone holds the key of a room leaves it only after a box was ticked", async () => {
    const { portal, store } = await popupOf("carol", PLANS);
    const sole = { space: PLANS.space, title: "Plans" };
    portal.ofOneKey.set(userId("carol"), [sole, { space: spaceId("Other"), title: "Other" }]);
    await says("Alice");
    click(button("Leave the room"));
    await says("Only you can pass on this room’s key.");
    const leave = findAll("dialog button").find((each) => each.textContent === "Leave the room")!;
    click(leave);
    expect([leave.getAttribute("aria-disabled"), portal.calls]).toEqual(["true", []]);
    expect(await objections()).toEqual([]);
    click(find("dialog input[type=checkbox]"));
    click(leave);
    await until("leaving", async () => store.view.value.kind === "home");
    expect(portal.calls).toEqual([
      ["removeMembers", { origin, space: PLANS.space, users: [userId("carol")] }],
    ]);
  });

  it("leaves a room without a box when only another room's key is theirs alone", async () => {
    const { portal } = await popupOf("carol", PLANS);
    portal.ofOneKey.set(userId("carol"), [{ space: spaceId("Other"), title: "Other" }]);
    await says("Alice");
    click(button("Leave the room"));
    await says("Somebody who manages the room has to add you again.");
    expect(findAll("dialog input[type=checkbox]")).toEqual([]);
  });

  it("whose rooms others can open is asked about without a box", async () => {
    await popupOf("alice", { kind: "person", user: userId("bob") });
    click(rowNamed("Disable"));
    await says("You can enable the person again.");
    expect(findAll("dialog input[type=checkbox]")).toEqual([]);
  });
});

describe("a group", () => {
  const group = groupId("Team");
  const members = [userId("bob"), userId("dora")];
  const shown = async (rooms: readonly string[]) => {
    const opened = await popupOf("alice");
    opened.portal.groups = [{ group, name: "Team", members, hasUnseen: false }];
    opened.portal.ofGroupsKey = rooms.map((title) => ({ space: spaceId(title), title }));
    opened.store.open({ kind: "group", group });
    await says("Dora");
    return opened;
  };
  const inDialog = (text: string) =>
    findAll("dialog button").find((each) => each.textContent === text) as HTMLElement;

  it("whose people alone hold the key of a room is deleted only after a box was ticked", async () => {
    const { portal } = await shown(["Sole"]);
    click(button("Delete the group"));
    await says("Only these people can pass on the key to: Sole.");
    click(inDialog("Delete the group"));
    expect(portal.calls).toEqual([]);
    expect(await objections()).toEqual([]);
    click(find("dialog input[type=checkbox]"));
    click(inDialog("Delete the group"));
    await until("deleting", async () => portal.calls.length === 1);
    expect(portal.calls).toEqual([["deleteGroup", { origin, group }]]);
  });

  it("is left by who alone holds the key of a room only after a box was ticked", async () => {
    const { portal, store } = await shown(["Sole"]);
    click(findAll("label").find((each) => each.textContent?.includes("Bob")) as HTMLElement);
    click(button("Save"));
    await says("Only these people can pass on the key to: Sole.");
    click(inDialog("Save"));
    expect(portal.calls).toEqual([]);
    click(find("dialog input[type=checkbox]"));
    click(inDialog("Save"));
    await until("the way back", async () => store.view.value.kind === "home");
    const left = { origin, group, added: [], removed: [userId("bob")] };
    expect(portal.calls).toEqual([["changeGroupMembers", left]]);
  });

  it("is deleted without a box, and left without a question, when others hold the keys", async () => {
    const { portal, store } = await shown([]);
    click(button("Delete the group"));
    await says("Rooms get new keys.");
    expect(findAll("dialog input[type=checkbox]")).toEqual([]);
    click(inDialog("Cancel"));
    click(findAll("label").find((each) => each.textContent?.includes("Bob")) as HTMLElement);
    click(button("Save"));
    await until("the way back", async () => store.view.value.kind === "home");
    expect(portal.calls.map(([name]) => name)).toEqual(["changeGroupMembers"]);
  });
});

describe("a key that somebody waits for", () => {
  const waits = async (mayGive: boolean | null) => {
    const { portal, store } = await popupOf("alice");
    const space = spaceId("Plans");
    const holders = mayGive === null ? [] : [{ space, user: userId("bob"), mayGive }];
    portal.pending = { waiting: [], stale: [], withoutKey: [space], holders };
    await store.refresh();
    store.setTab("pending");
  };

  it.each([
    [true, "Only Bob holds the key. It comes as soon as Bob is online."],
    [false, "Bob holds the key, but cannot give it"],
    [null, "Nobody who is here holds the key."],
  ])("is promised only by who can give it: %s", async (mayGive, words) => {
    await waits(mayGive);
    await says(words);
  });
});
