import { afterEach, describe, expect, it } from "vitest";
import type { RoomState } from "../../../../extension/files/room-contact.ts";
import { FilesDialogs } from "../../../../extension/pages/files/FilesDialogs.tsx";
import { FilesMain } from "../../../../extension/pages/files/FilesMain.tsx";
import { NewsToasts } from "../../../../extension/pages/files/NewsToasts.tsx";
import { Transfers } from "../../../../extension/pages/files/Transfers.tsx";
import { createFilesViewStore } from "../../../../extension/state/files-view-store.ts";
import { parsePortalOrigin } from "../../../../shared/ids.ts";
import { createFakeRoom, type FakeRoom, OWN_RIGHTS } from "../../../support/fake-room.ts";
import { objections } from "../../../support/page-axe.ts";
import { button, clear, click, find, findAll, focus, press, show, type } from "../../../support/show.tsx";

const origin = parsePortalOrigin("http://127.0.0.1:8787");

function open(room: FakeRoom) {
  const view = createFilesViewStore(room);
  show(
    <main>
      <FilesMain origin={origin} room={room} view={view} title="Private Room" onSearchKey={() => undefined} />
      <FilesDialogs origin={origin} room={room} view={view} title="Private Room" />
      <Transfers room={room} />
      <NewsToasts view={view} />
    </main>,
  );
  return view;
}

const VIEWER_RIGHTS = {
  ...OWN_RIGHTS,
  ...{ mayCreate: false, mayEdit: false, mayReadHistory: false, mayShare: false, hasTrash: true },
  ...{ mayRename: () => false, mayMove: () => false, mayDelete: () => false },
};

/** All that was begun is done and drawn. */
const settle = () => new Promise<void>((resolve) => setTimeout(resolve, 0));

function roomOf(...names: string[]): FakeRoom {
  const room = createFakeRoom();
  for (const name of names) room.put(name);
  return room;
}

/** Opens the menu of the row with this name. */
function menuOf(name: string): void {
  click(button(`Actions for “\u2068${name}\u2069”`));
}

afterEach(clear);

describe("the files page", () => {
  it("deletes for good only after it said so", async () => {
    const room = roomOf("Plan.docx", "Notes.docx");
    open(room);
    menuOf("Plan.docx");
    click(findAll("[role=menuitem]").find((item) => item.textContent?.startsWith("Delete"))!);
    expect(find("dialog").textContent).toContain("cannot be undone");
    expect(room.names()).toHaveLength(2);
    click(button("Delete for good"));
    await settle();
    expect(room.names()).toEqual(["Notes.docx"]);
    expect(find("[data-testid=toasts]").textContent).toContain("1 item deleted");
  });

  it("keeps everything when deleting is called off, and gives the focus back", () => {
    const room = roomOf("Plan.docx");
    open(room);
    focus(find("[role=grid]"));
    press("ArrowDown");
    press("Delete");
    expect(document.activeElement?.textContent).toBe("Cancel");
    press("Escape");
    expect(document.querySelector("dialog")).toBeNull();
    expect(room.names()).toEqual(["Plan.docx"]);
  });

  it("moves nothing to where it is already", async () => {
    const room = roomOf("Plan.docx");
    room.put("Contracts", { kind: "folder" });
    const view = open(room);
    view.askMove([view.shown.value.find(({ name }) => name === "Plan.docx")!.node]);
    await settle();
    expect(button("Move here").getAttribute("aria-disabled")).toBe("true");
    expect(find("dialog").textContent).toContain("here already");
    click(find(".folder-list button"));
    expect(button("Move here").getAttribute("aria-disabled")).toBe("false");
  });

  it("marks a name that a cheating program has used twice, and says what to do", async () => {
    const room = roomOf("Plan.docx", "Notes.docx");
    room.put("Plan.docx", { code: "NAME_TAKEN" });
    open(room);
    const marked = findAll(".file-row").filter((row) => row.querySelector(".file-duplicate"));
    expect(marked.map((row) => row.textContent?.includes("rename or delete one"))).toEqual([true]);
    expect(await objections()).toEqual([]);
  });

  it("moves into a folder by keyboard alone", async () => {
    const room = roomOf("Plan.docx");
    const contracts = room.put("Contracts", { kind: "folder" });
    const view = open(room);
    const plan = view.shown.value.find(({ name }) => name === "Plan.docx")!;
    view.askMove([plan.node]);
    await settle();
    click(find(".folder-list button"));
    click(button("Move here"));
    await settle();
    expect(room.names()).toEqual(["Contracts"]);
    expect(room.names(contracts)).toEqual(["Plan.docx"]);
  });

  it("does not offer a folder as its own place", async () => {
    const room = createFakeRoom();
    const contracts = room.put("Contracts", { kind: "folder" });
    const view = open(room);
    view.askMove([contracts]);
    await settle();
    expect(findAll(".folder-list button")).toEqual([]);
  });

  it("lets a new folder be named at once", async () => {
    const room = roomOf("Plan.docx");
    open(room);
    click(button("New"));
    click(button("Folder"));
    await settle();
    type(find(".name-input input"), "Contracts");
    press("Enter");
    await settle();
    expect(room.names()).toContain("Contracts");
  });

  it("says in the field that a name is taken, and does not take it", async () => {
    const room = roomOf("Plan.docx", "Notes.docx");
    const view = open(room);
    view.startRename(view.shown.value[0]!.node);
    await settle();
    type(find(".name-input input"), "Notes.docx");
    expect(find(".name-problem").textContent).toContain("already something");
    press("Enter");
    expect(room.names()).toContain("Plan.docx");
  });

  it("asks about a taken name and never offers to overwrite", () => {
    const room = roomOf("Plan.docx");
    open(room);
    const answers: string[] = [];
    room.question.value = {
      name: "Plan.docx",
      suggested: "Plan (2).docx",
      answer: (choice) => void answers.push(choice),
    };
    open(room);
    expect(find("dialog").textContent).toContain("Plan (2).docx");
    expect(find("dialog").textContent).not.toMatch(/replace|overwrite it/i);
    click(button("Keep both"));
    expect(answers).toEqual(["keepBoth"]);
  });

  it("tells why an action failed, in a sentence and with nothing lost", async () => {
    const room = roomOf("Plan.docx");
    const view = open(room);
    room.failWith("STORAGE_FULL");
    await view.rename(view.shown.value[0]!.node, "Other.docx");
    await settle();
    expect(find(".toast-failed").textContent).toContain("storage is full");
    expect(room.names()).toEqual(["Plan.docx"]);
  });

  it.each<[string, RoomState, string]>([
    ["empty", { status: "ready" }, "Your Private Room is empty"],
    ["loading", { status: "loading" }, "Loading"],
    ["offline", { status: "offline" }, "cannot be reached"],
    ["forked", { status: "error", code: "LOG_FORKED" }, "history"],
    ["switched off", { status: "off" }, "switched off"],
  ])("says what is the matter when it is %s, and axe agrees", async (_, state, words) => {
    open(createFakeRoom(state));
    expect(document.body.textContent).toContain(words);
    expect(await objections()).toEqual([]);
  });

  it.each([
    ["a list", () => undefined],
    ["a question", (view: ReturnType<typeof open>) => view.askDelete([view.shown.value[0]!.node])],
    ["the move dialog", (view: ReturnType<typeof open>) => view.askMove([view.shown.value[0]!.node])],
  ])("has nothing that axe objects to: %s", async (_, act) => {
    const room = roomOf("Plan.docx", "constructor", "__proto__");
    room.put(null);
    act(open(room));
    await settle();
    expect(await objections()).toEqual([]);
  });

  it("offers to share a file of the own Private Room", () => {
    const view = open(roomOf("Plan.docx"));
    menuOf("Plan.docx");
    click(button("Share"));
    expect(view.question.value?.kind).toBe("share");
  });

  it("offers a Viewer nothing that would change the room", () => {
    const room = createFakeRoom({ status: "ready" }, VIEWER_RIGHTS);
    room.put("Plan.docx");
    const view = open(room);
    menuOf("Plan.docx");
    expect(findAll("[role=menuitem] .menu-label").map((item) => item.textContent)).toEqual([
      ...["Open", "Open in new tab", "Copy link", "Download", "Info"],
    ]);
    expect(findAll("button").some(({ textContent }) => textContent === "New")).toBe(false);
    press("Escape");
    focus(find("[role=grid]"));
    press("ArrowDown");
    press("F2");
    press("Delete");
    expect(view.renaming.value).toBeNull();
    expect(view.question.value).toBeNull();
  });

  it("says that what is deleted in a room goes to the trash", async () => {
    const room = createFakeRoom({ status: "ready" }, { ...OWN_RIGHTS, hasTrash: true, mayShare: false });
    room.put("Plan.docx");
    open(room);
    menuOf("Plan.docx");
    click(findAll("[role=menuitem]").find((item) => item.textContent?.startsWith("Delete"))!);
    expect(find("dialog").textContent).toContain("restore it from the trash");
    click(button("Move to the trash"));
    await settle();
    expect(find("[data-testid=toasts]").textContent).toContain("in the trash");
  });
});
