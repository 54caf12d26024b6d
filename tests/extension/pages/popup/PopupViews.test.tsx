import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createPopupStore } from "../../../../extension/state/popup-store.ts";
import { FakePortal, spaceId, userId } from "../../../support/fake-portal.ts";
import { memory } from "../../../support/memory-browser.ts";
import { objections } from "../../../support/page-axe.ts";
import {
  choose,
  draw,
  origin,
  PLANS,
  popupOf,
  rowNamed,
  says,
  selectNamed,
  text,
} from "../../../support/popup-views.tsx";
import { button, clear, click, find, findAll, press, type } from "../../../support/show.tsx";
import { until } from "../../../support/until.ts";

beforeEach(() => memory.reset());
afterEach(clear);

describe("the popup's home", () => {
  it("has the focus in the search field, and the arrow keys lead into the rows", async () => {
    await popupOf("alice");
    expect(document.activeElement?.getAttribute("aria-label")).toBe("Find a room");
    press("ArrowDown");
    expect(document.activeElement?.textContent).toContain("Plans");
    press("ArrowUp");
    expect(document.activeElement?.tagName).toBe("INPUT");
    expect(await objections()).toEqual([]);
  });

  it("finds a room by what is typed, and Enter opens it", async () => {
    const { store } = await popupOf("alice");
    type(find("input[type=text]"), "nothing like it");
    expect(text()).toContain("Nothing found");
    type(find("input[type=text]"), "plá");
    press("Enter");
    expect(store.view.value).toEqual(PLANS);
  });

  it("shows a guest no Private Room, no new room and no rooms from outside", async () => {
    await popupOf("gus");
    expect(text()).not.toContain("Open my Private Room");
    expect(text()).not.toContain("New room");
    expect(text()).not.toContain("All rooms of the portal");
  });

  it("counts what is pending, and says what to do about it", async () => {
    const { portal, store } = await popupOf("alice");
    portal.pending = {
      waiting: [{ space: spaceId("Plans"), user: userId("carol"), why: "notVerified" }],
      ...{ stale: [spaceId("Plans")], withoutKey: [], holders: [] },
    };
    await store.pending.load();
    store.setTab("pending");
    await says("1 person waits for keys");
    expect(text()).toContain("Compare safety numbers first");
    expect(text()).toContain("1 room waits for a new key");
    expect(find(".popup-count").textContent).toBe("2");
    expect(await objections()).toEqual([]);
    click(button("Try now"));
    await until("keys to be tried", async () => portal.calls.some(([name]) => name === "keepUp"));
  });

  it("tells why the rooms cannot be shown, and tries again", async () => {
    const portal = new FakePortal("alice", [{ title: "Plans", owner: "alice", level: "RoomOwner" }]);
    portal.failure = "OFFLINE";
    draw(createPopupStore(origin, portal.core));
    await until("the reason", async () => document.querySelector("[data-code=OFFLINE]") !== null);
    portal.failure = null;
    click(button("Try again"));
    await says("Plans");
  });
});

describe("a room in the popup", () => {
  it("gives its owner the menus of levels, and takes somebody out after asking", async () => {
    const { portal } = await popupOf("alice", PLANS);
    await says("Carol");
    choose(selectNamed("Level of \u2068Carol\u2069"), "Viewer");
    await until("the level", async () => portal.calls.length === 1);
    expect(portal.calls[0]).toMatchObject(["putMembers", { members: [{ level: "Viewer" }] }]);
    await says("Done.");
    click(button("Remove \u2068Carol\u2069"));
    expect(find("dialog").textContent).toContain("gets a new key");
    expect(await objections()).toEqual([]);
    click(button("Remove"));
    await until("the removal", async () => portal.calls.length === 2);
    expect(portal.calls[1]).toMatchObject(["removeMembers", { users: [userId("carol")] }]);
  });

  it("says what keeps it from being worked in below its tabs, which stay where they are when that is known", async () => {
    await popupOf("alice", { ...PLANS, space: spaceId("Old") });
    await says("Alice");
    expect(find(".banner").textContent?.trim()).toBe("Archived");
    expect(find(".banner").closest("[role=tabpanel]")).not.toBeNull();
  });

  it("shows a member no menus, and lets him leave", async () => {
    const { portal, store } = await popupOf("carol", PLANS);
    await says("Alice");
    expect(findAll("[data-testid=member] select")).toEqual([]);
    expect(text()).not.toContain("Add people");
    click(button("Leave the room"));
    await says("Leave this room?");
    click(findAll("dialog button").find((each) => each.textContent === "Leave the room")!);
    await until("leaving", async () => store.view.value.kind === "home");
    expect(portal.calls).toEqual([
      ["removeMembers", { origin, space: spaceId("Plans"), users: [userId("carol")] }],
    ]);
  });

  it("adds several people at one level, Room manager only to whom it can be given", async () => {
    const { portal } = await popupOf("alice", { kind: "addPeople", space: spaceId("Plans") });
    await says("Dora");
    const boxes = findAll(".picker-choice input");
    click(boxes[0]!);
    click(boxes[1]!);
    choose(selectNamed("Level"), "ContentCreator");
    click(button("Add"));
    await until("both to be added", async () => portal.calls.length === 1);
    expect(portal.calls[0]).toMatchObject([
      "putMembers",
      { members: [{ level: "ContentCreator" }, { level: "ContentCreator" }] },
    ]);
  });

  it("keeps what went wrong beside the question, and the room as it was", async () => {
    const { portal } = await popupOf("alice", { ...PLANS, section: "more" });
    await says("Archive");
    click(rowNamed("Archive"));
    portal.failure = "RIGHT_MISSING";
    click(findAll("dialog button").find((each) => each.textContent === "Archive")!);
    await until("the reason", async () => document.querySelector("dialog [role=alert]") !== null);
    expect(portal.calls).toEqual([]);
  });

  it("leaves out what a type of person never may, and says why what is left cannot be done", async () => {
    await popupOf("bob", { ...PLANS, section: "more" });
    await says("Pin to the top");
    const edit = rowNamed("Edit the room");
    expect(edit.getAttribute("aria-disabled")).toBe("true");
    expect(edit.textContent).toContain("Only the owner or a Room manager");
    expect(text()).not.toContain("Invite by link");
    expect(await objections()).toEqual([]);
  });

  it("is made with a title, a colour and a type", async () => {
    const { portal, store } = await popupOf("alice", { kind: "newRoom" });
    click(button("Create the room"));
    await says("Give the room a title.");
    type(find("input[type=text]"), " Summer ");
    click(findAll("input[type=radio]")[3]!);
    expect(await objections()).toEqual([]);
    click(button("Create the room"));
    await until("the room", async () => store.view.value.kind === "room");
    expect(portal.calls[0]).toMatchObject(["createRoom", { title: "Summer", roomType: "Collaboration" }]);
  });
});

describe("an invitation in the popup", () => {
  it("of a guest is only made together with a room, and its link is shown once", async () => {
    const { portal, store } = await popupOf("alice", { kind: "invite", space: null });
    await says("User type");
    choose(selectNamed("User type"), "Guest");
    await says("A guest comes only together with a room.");
    choose(selectNamed("Room"), spaceId("Plans"));
    await says("Level");
    expect(await objections()).toEqual([]);
    click(button("Make a link"));
    await until("the link", async () => document.querySelector("[data-testid=invitation-link]") !== null);
    expect(portal.calls[0]).toMatchObject(["invite", { type: "Guest", days: 7, room: { level: "Viewer" } }]);
    expect((find("[data-testid=invitation-link] input") as HTMLInputElement).value).toContain("#secret");
    click(button("Done"));
    expect(document.body.innerHTML).not.toContain("#secret");
    expect(store.view.value.kind).toBe("home");
  });

  it("is revoked after asking, and only by whom may", async () => {
    const { portal } = await popupOf("alice", { kind: "invitations" });
    const one = {
      invitation: "x",
      type: "User",
      isWithRoom: false,
      email: "e@example.org",
      invitedByName: "Alice",
    };
    portal.invitations = [
      { ...one, invitedBy: userId("alice"), expiresAtMs: 1, state: "waiting", mayRevoke: true },
      {
        ...one,
        invitation: "y",
        invitedBy: userId("bob"),
        expiresAtMs: 2,
        state: "expired",
        mayRevoke: false,
      },
    ] as never;
    clear();
    const store = createPopupStore(origin, portal.core);
    store.open({ kind: "invitations" });
    draw(store);
    await says("Expired");
    expect(findAll("[data-testid=invitation] button")).toHaveLength(1);
    click(button("Revoke"));
    click(findAll("dialog button").find((each) => each.textContent === "Revoke")!);
    await until("the revocation", async () => portal.calls.length === 1);
  });
});

describe("the keyboard in the popup", () => {
  it("leads back with Escape, from within a list too", async () => {
    const { store } = await popupOf("alice", PLANS);
    await says("Carol");
    press("Escape");
    expect(store.view.value.kind).toBe("home");
  });

  it("chooses a tab with the arrow keys", async () => {
    const { store } = await popupOf("alice");
    find("[role=tab]").focus();
    press("ArrowRight");
    expect(store.tab.value).toBe("people");
    expect(document.activeElement?.textContent).toBe("People");
  });
});
