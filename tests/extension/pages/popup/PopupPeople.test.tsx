import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { PopupView } from "../../../../extension/state/popup-view.ts";
import { createUserId } from "../../../../shared/ids.ts";
import { type PersonName, spaceId, userId } from "../../../support/fake-portal.ts";
import { memory } from "../../../support/memory-browser.ts";
import { objections } from "../../../support/page-axe.ts";
import { choose, popupOf, rowNamed, says, selectNamed, text } from "../../../support/popup-views.tsx";
import { button, clear, click, find, findAll, type } from "../../../support/show.tsx";
import { until } from "../../../support/until.ts";

beforeEach(() => memory.reset());
afterEach(clear);

const listsRooms = () => until("the rooms", async () => selectNamed("Where").options.length === 4);

describe("a person in the popup", () => {
  const person = (name: PersonName): PopupView => ({ kind: "person", user: userId(name) });

  it("is given another type only after asking", async () => {
    const { portal } = await popupOf("alice", person("carol"));
    choose(selectNamed("User type"), "RoomAdmin");
    await says("The new user type is");
    expect(portal.calls).toEqual([]);
    click(button("Change"));
    await until("the change", async () => portal.calls.length === 1);
    expect(portal.calls[0]).toMatchObject(["changeType", { user: userId("carol"), type: "RoomAdmin" }]);
  });

  it("is removed only after being disabled", async () => {
    const { store } = await popupOf("alice", person("carol"));
    expect(rowNamed("Remove for good").textContent).toContain("Disable the person first.");
    expect(await objections()).toEqual([]);
    click(rowNamed("Disable"));
    await says("You can enable the person again.");
    click(findAll("dialog button").find((each) => each.textContent === "Disable")!);
    await until(
      "disabling",
      async () => store.people.value.value?.some(({ isDisabled }) => isDisabled) === true,
    );
    await says("Enable");
    expect(rowNamed("Remove for good").getAttribute("aria-disabled")).toBe("false");
  });

  it("gets another name and address from whom the table lets (row 44)", async () => {
    const { portal, store } = await popupOf("dora", person("carol"));
    click(rowNamed("Edit name and address"));
    await says("signs in with the new address");
    expect(button("Save").getAttribute("aria-disabled")).toBe("true");
    type(find("input[type=text]"), " Carol Cole ");
    expect(await objections()).toEqual([]);
    click(button("Save"));
    await until("the change", async () => portal.calls.length === 1);
    expect(portal.calls[0]).toMatchObject(["changeProfile", { user: userId("carol"), name: "Carol Cole" }]);
    await until("the way back", async () => store.view.value.kind === "person");
    await says("Carol Cole");
  });

  it.each(["bob", "gus"] as const)("is not edited by %s", async (name) => {
    await popupOf(name, person("carol"));
    await says("Safety number");
    expect(text()).not.toContain("Edit name and address");
  });

  it("who owns the portal is edited by nobody else", async () => {
    await popupOf("dora", person("alice"));
    await says("Safety number");
    expect(text()).not.toContain("Edit name and address");
  });

  it("has no buttons for somebody without the right, and no menu of types", async () => {
    await popupOf("carol", person("bob"));
    expect(findAll("select")).toEqual([]);
    expect(text()).not.toContain("Disable");
    expect(text()).not.toContain("Guests invited");
  });

  it("shows his guests to the admins", async () => {
    await popupOf("dora", person("bob"));
    await says("Guests invited");
    await says("Gus");
  });

  it("is compared by the safety number and marked", async () => {
    const { portal } = await popupOf("alice", { kind: "number", user: userId("carol") });
    await says("11111 22222");
    click(button("We see the same number"));
    await until("the mark", async () => portal.calls.length === 1);
    await says("Forget that we compared");
  });

  it("can be asked about: each row with its verdict and the reason", async () => {
    await popupOf("alice", { kind: "rights", user: userId("gus") });
    await says("Removing DocSpace");
    expect(text()).toContain("Row 50 of the access table");
    await listsRooms();
    choose(selectNamed("Where"), spaceId("Plans"));
    await says("Archiving own rooms");
    choose(selectNamed("Show"), "allowed");
    await until("what is refused to go", async () => findAll(".verdict.is-refused").length === 0);
    expect(await objections()).toEqual([]);
  });

  it("may not do what is not there: the row says so, and it is not among what is allowed", async () => {
    await popupOf("alice", { kind: "rights", user: userId("carol") });
    await listsRooms();
    choose(selectNamed("Where"), spaceId("Plans"));
    await says("Nobody locks a file");
    choose(selectNamed("Show"), "allowed");
    await until("what is not there to go", async () => findAll(".verdict.is-not-offered").length === 0);
    await says("Edit a document");
  });
});

describe("a thousand people in the popup", () => {
  it("are drawn a hundred at a time, and found by name among all of them", async () => {
    const { portal, store } = await popupOf("alice");
    const one = portal.people.find(({ isSelf }) => !isSelf)!;
    const more = Array.from({ length: 1000 }, (_, at) => ({
      ...one,
      ...{ user: createUserId(), name: `Person ${at}`, email: `p${at}@example.org` },
    }));
    portal.people = [...portal.people, ...more];
    await store.people.load();
    store.setTab("people");
    await says("100 of 1,005");
    expect(findAll("[data-row]")).toHaveLength(100);
    click(button("Show more"));
    await says("200 of 1,005");
    type(find("input[type=text]"), "person 987");
    await until("the one", async () => findAll("[data-row]").length === 1);
    expect(text()).toContain("p987@example.org");
    expect(await objections()).toEqual([]);
  });
});

describe("hundreds of members of a room in the popup", () => {
  it("are drawn a hundred at a time, and found by name among all of them", async () => {
    const { portal, store } = await popupOf("alice");
    const [room] = portal.rooms;
    const one = room!.members.at(-1)!;
    const more = Array.from({ length: 300 }, (_, at) => ({
      ...one,
      user: createUserId(),
      name: `Person ${at}`,
    }));
    portal.rooms = [{ ...room!, members: [...room!.members, ...more] }];
    store.open({ kind: "room", space: room!.space, section: "members" });
    await says("100 of 302");
    expect(findAll("[data-testid=member]")).toHaveLength(100);
    click(button("Show more"));
    await says("200 of 302");
    type(find("input[type=text]"), "person 287");
    await until("the one", async () => findAll("[data-testid=member]").length === 1);
    expect(await objections()).toEqual([]);
  });
});

describe("what is pending", () => {
  it("calls a room by its title whatever list is chosen, and offers no search", async () => {
    const { portal, store } = await popupOf("alice");
    portal.pending = { ...portal.pending, stale: [spaceId("Plans")] };
    await store.pending.load();
    store.rooms.setScope("allArchived");
    await store.rooms.list.load();
    store.setTab("pending");
    await says("Plans");
    expect(text()).not.toContain("Shared file");
    expect(findAll("input")).toEqual([]);
  });
});

describe("what is explained of a person", () => {
  it("names every room, in the archive too, and the rows of the Private Room", async () => {
    await popupOf("alice", { kind: "rights", user: userId("carol") });
    await listsRooms();
    expect([...selectNamed("Where").options].map((each) => each.text)).toEqual([
      "The portal",
      "Private Room",
      "Plans",
      "Old",
    ]);
    choose(selectNamed("Where"), "private");
    await says("Giving an external link");
    expect(await objections()).toEqual([]);
  });
});

describe("groups and settings in the popup", () => {
  it("make a group with its people", async () => {
    const { portal } = await popupOf("alice", { kind: "group", group: null });
    await says("Who is in it");
    type(find("input[type=text]"), "Readers");
    click(findAll(".picker-choice input")[1]!);
    expect(await objections()).toEqual([]);
    click(button("Save"));
    await until("the group", async () => portal.calls.length === 1);
    expect(portal.calls[0]).toMatchObject(["createGroup", { name: "Readers", members: [userId("dora")] }]);
  });

  it("switch the Private Room off only with Save", async () => {
    const { portal } = await popupOf("dora", { kind: "settings" });
    await says("Guests may be invited");
    click(findAll("input[type=checkbox]")[0]!);
    expect(portal.settings.isPrivateRoomOn).toBe(true);
    expect(await objections()).toEqual([]);
    click(button("Save"));
    await until("the switch", async () => !portal.settings.isPrivateRoomOn);
  });

  it("end the portal by its Owner alone, who types its name and is asked (row 50)", async () => {
    const { portal } = await popupOf("alice", { kind: "settings" });
    click(button("Remove the portal for everybody"));
    await says("Type portal.example.org to go on");
    expect(button("Remove the portal for everybody").getAttribute("aria-disabled")).toBe("true");
    type(find("input[type=text]"), "portal.example.org");
    expect(await objections()).toEqual([]);
    click(button("Remove the portal for everybody"));
    await says("Remove the portal for everybody, for good?");
    expect(portal.calls).toEqual([]);
    click(button("Remove for good"));
    await until("the end", async () => portal.calls.length === 1);
    expect(portal.calls[0]?.[0]).toBe("removePortal");
  });

  it("show no such end to anybody else", async () => {
    await popupOf("dora", { kind: "settings" });
    await says("Guests may be invited");
    expect(text()).not.toContain("Remove the portal for everybody");
  });

  it("can be looked at by everybody and changed by the Owner and DocSpace admins alone", async () => {
    await popupOf("bob", { kind: "settings" });
    await says("Only the Owner and DocSpace admins change these.");
    expect(findAll("input[type=checkbox]").every((box) => (box as HTMLInputElement).disabled)).toBe(true);
    expect(button("Save").getAttribute("aria-disabled")).toBe("true");
  });
});
