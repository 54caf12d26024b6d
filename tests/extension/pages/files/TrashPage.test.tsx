import { afterEach, describe, expect, it } from "vitest";
import type { TrashRow } from "../../../../extension/files/trash.ts";
import { TrashMain } from "../../../../extension/pages/files/TrashPage.tsx";
import { createTrashStore } from "../../../../extension/state/trash-store.ts";
import { AppError, type ErrorCode } from "../../../../shared/errors.ts";
import { createNodeId, parsePortalOrigin } from "../../../../shared/ids.ts";
import { objections } from "../../../support/page-axe.ts";
import { spaceId } from "../../../support/room-rows.ts";
import { button, clear, click, find, findAll, show } from "../../../support/show.tsx";

const origin = parsePortalOrigin("http://127.0.0.1:8787");
const settle = () => new Promise<void>((resolve) => setTimeout(resolve, 0));

const thrownAway = (name: string): TrashRow => ({
  ...{ node: createNodeId(), kind: "file", name, type: "", sizeBytes: 1, changedAtMs: 0 },
  ...{ changedByName: "Alice", isPending: false, space: spaceId("contracts"), roomTitle: "Contracts" },
});

/** A trash that can be emptied, and fails when told to. */
async function open(...names: string[]) {
  let rows = names.map(thrownAway);
  let failing: ErrorCode | null = null;
  const restored: (string | null)[] = [];
  const take = async ({ node }: { node: TrashRow["node"] }): Promise<void> => {
    if (failing) throw new AppError(failing);
    rows = rows.filter((row) => row.node !== node);
  };
  const store = createTrashStore(origin, {
    listTrash: async () => rows,
    async restoreFromTrash(item) {
      const name = rows.find(({ node }) => node === item.node)?.name ?? null;
      await take(item);
      restored.push(name);
    },
    deleteFromTrash: take,
    async emptyTrash() {
      const count = rows.length;
      rows = [];
      return count;
    },
  });
  await store.list.load();
  show(
    <main>
      <TrashMain origin={origin} store={store} />
    </main>,
  );
  const failWith = (code: ErrorCode) => {
    failing = code;
  };
  return { restored, left: () => rows.map(({ name }) => name), failWith };
}

const menuOf = (name: string) => click(button(`Actions for “\u2068${name}\u2069”`));

afterEach(clear);

describe("the trash", () => {
  it("says from which room something is, and puts it back", async () => {
    const { restored } = await open("Plan.docx", "Notes.docx");
    expect(find(".file-rows").textContent).toContain("Contracts");
    menuOf("Plan.docx");
    click(button("Restore"));
    await settle();
    expect(restored).toEqual(["Plan.docx"]);
    expect(find("[data-testid=toasts]").textContent).toContain("1 item restored");
  });

  it("deletes for good only after it said so", async () => {
    const { left } = await open("Plan.docx", "Notes.docx");
    menuOf("Plan.docx");
    click(findAll("[role=menuitem]").find((item) => item.textContent?.startsWith("Delete for good"))!);
    expect(find("dialog").textContent).toContain("cannot be undone");
    expect(left()).toHaveLength(2);
    click(button("Delete for good"));
    await settle();
    expect(left()).toEqual(["Notes.docx"]);
  });

  it("is emptied only after it said so", async () => {
    const { left } = await open("Plan.docx", "Notes.docx");
    click(button("Empty the trash"));
    expect(left()).toHaveLength(2);
    click(find("dialog .button-danger"));
    await settle();
    expect(left()).toEqual([]);
    expect(document.body.textContent).toContain("The trash is empty");
  });

  it("keeps what could not be put back, and says why", async () => {
    const { left, failWith } = await open("Plan.docx");
    failWith("ROOM_ARCHIVED");
    menuOf("Plan.docx");
    click(button("Restore"));
    await settle();
    expect(left()).toEqual(["Plan.docx"]);
    expect(find("[role=alert]").textContent).not.toBe("");
  });

  it.each([[[]], [["Plan.docx"]]])("has nothing that axe objects to with %j in it", async (names) => {
    await open(...names);
    expect(await objections()).toEqual([]);
  });
});
