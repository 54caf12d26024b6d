import { afterEach, describe, expect, it } from "vitest";
import { RoomsMain } from "../../../../extension/pages/files/RoomsPage.tsx";
import type { RoomRow } from "../../../../extension/spaces/room-row.ts";
import { createRoomsStore } from "../../../../extension/state/rooms-store.ts";
import { AppError, type ErrorCode } from "../../../../shared/errors.ts";
import { parsePortalOrigin, type SpaceId } from "../../../../shared/ids.ts";
import type { UserType } from "../../../../shared/rights/user-types.ts";
import { userId } from "../../../support/contacts.ts";
import { objections } from "../../../support/page-axe.ts";
import { roomRow } from "../../../support/room-rows.ts";
import { button, clear, click, find, findAll, show } from "../../../support/show.tsx";

const origin = parsePortalOrigin("http://127.0.0.1:8787");
const settle = () => new Promise<void>((resolve) => setTimeout(resolve, 0));

interface World {
  readonly rows?: readonly RoomRow[];
  readonly all?: readonly RoomRow[];
  readonly type?: UserType;
  readonly isArchive?: boolean;
  readonly failing?: ErrorCode;
}

/** The list as alice, or somebody of another type, sees it. */
async function open({ rows = [], all = [], type = "Owner", isArchive = false, failing }: World) {
  const opened: SpaceId[] = [];
  const store = createRoomsStore({
    origin,
    isArchive,
    core: {
      async listRooms() {
        if (failing) throw new AppError(failing);
        return [...rows];
      },
      listAllRooms: async () => [...all],
    },
  });
  await store.list.load();
  show(
    <main>
      <RoomsMain
        origin={origin}
        store={store}
        subject={{ userId: userId("alice"), type, isDisabled: false }}
        isArchive={isArchive}
        onOpen={({ space }) => opened.push(space)}
        onNew={() => undefined}
      />
    </main>,
  );
  return { store, opened };
}

const titles = () => findAll(".room-open").map((link) => link.textContent);
const scopes = () => findAll("option").map((option) => option.textContent);
const entriesOf = (title: string) => {
  click(button(`Actions for “\u2068${title}\u2069”`));
  return findAll("[role=menuitem]").map((item) => item.textContent);
};

afterEach(clear);

describe("the list of rooms", () => {
  it("shows who owns a room, one's own level and what waits", async () => {
    const stale = roomRow("Board", {
      owner: userId("bob"),
      ownerName: "Bob",
      level: "Editor",
      isStale: true,
    });
    await open({ rows: [roomRow("Contracts"), stale] });
    expect(titles()).toEqual(["Contracts", "Board"]);
    const text = find("[data-testid=room-table]").textContent ?? "";
    for (const part of ["Bob", "Editor", "Waits for a new key"]) expect(text).toContain(part);
  });

  it("marks, in words too, a room in which others changed something", async () => {
    await open({ rows: [roomRow("Contracts", { hasNews: true }), roomRow("Board")] });
    expect(findAll(".popup-dot.is-news").map((dot) => dot.textContent)).toEqual([
      "New since you last looked",
    ]);
    expect(find(".popup-dot").closest("tr")?.textContent).toContain("Contracts");
    expect(await objections()).toEqual([]);
  });

  it("leaves the archive to its own page", async () => {
    await open({ rows: [roomRow("Contracts"), roomRow("Old", { isArchived: true })] });
    expect(titles()).toEqual(["Contracts"]);
    await open({ rows: [roomRow("Contracts"), roomRow("Old", { isArchived: true })], isArchive: true });
    expect(titles()).toEqual(["Old"]);
  });

  it.each<[UserType, number, boolean]>([
    ["Owner", 4, true],
    ["DocSpaceAdmin", 4, true],
    ["RoomAdmin", 3, true],
    ["User", 0, false],
    ["Guest", 0, false],
  ])("offers a %s %i lists, and a new room: %s", async (type, lists, mayCreate) => {
    await open({ rows: [roomRow("Contracts")], type });
    expect(scopes()).toHaveLength(lists);
    expect(findAll("button").some(({ textContent }) => textContent === "New room")).toBe(mayCreate);
  });

  it("lists all rooms of the portal for whom the table grants it", async () => {
    const outside = roomRow("Sealed away", { owner: userId("bob"), level: null });
    const { store } = await open({ rows: [roomRow("Contracts")], all: [roomRow("Contracts"), outside] });
    store.setScope("all");
    await settle();
    expect(titles()).toEqual(["Contracts", "Sealed away"]);
    expect(find("[data-testid=room-table]").textContent).toContain("No member");
  });

  it("tells own rooms from those one is invited to", async () => {
    const invited = roomRow("Board", { owner: userId("bob"), level: "Viewer" });
    const { store } = await open({ rows: [roomRow("Contracts"), invited] });
    store.setScope("own");
    await settle();
    expect(titles()).toEqual(["Contracts"]);
    store.setScope("invited");
    await settle();
    expect(titles()).toEqual(["Board"]);
  });

  it("opens a room", async () => {
    const { opened } = await open({ rows: [roomRow("Contracts")] });
    click(find(".room-open"));
    expect(opened).toEqual([roomRow("Contracts").space]);
  });

  it("offers only what the table grants", async () => {
    const invited = roomRow("Board", { owner: userId("bob"), level: "Viewer" });
    await open({ rows: [invited], type: "User" });
    expect(entriesOf("Board")).toEqual(["Open", "Copy link", "Pin to the top", "Mute"]);
  });

  it("asks before archiving", async () => {
    await open({ rows: [roomRow("Contracts")] });
    entriesOf("Contracts");
    click(button("Archive"));
    expect(find("dialog").textContent).toContain("Nobody can change anything in it");
  });

  it("asks before removing for good, which only the archive offers", async () => {
    await open({ rows: [roomRow("Old", { isArchived: true })], isArchive: true });
    expect(entriesOf("Old")).toContain("Remove for good");
    click(button("Remove for good"));
    expect(find("dialog").textContent).toContain("Nobody can bring them back");
  });

  it("shows a hostile title harmlessly", async () => {
    await open({ rows: [roomRow("a\u202eb<img src=x>")] });
    expect(titles()).toEqual(["a\ufffdb<img src=x>"]);
    expect(document.querySelector("img")).toBeNull();
  });

  it.each<[string, World, string]>([
    ["empty", {}, "No rooms yet"],
    ["an empty archive", { isArchive: true }, "The archive is empty"],
    ["not to be read", { failing: "LOG_FORKED" }, "history"],
    ["there", { rows: [roomRow("Contracts"), roomRow(null, { code: "KEY_MISSING" })] }, "Waits for its key"],
  ])("says what is the matter when it is %s, and axe agrees", async (_, world, words) => {
    await open(world);
    expect(document.body.textContent).toContain(words);
    expect(await objections()).toEqual([]);
  });
});
