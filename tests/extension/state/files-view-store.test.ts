import { signal } from "@preact/signals";
import { describe, expect, it } from "vitest";
import type { FileRow } from "../../../extension/files/room-rows.ts";
import { createFilesViewStore } from "../../../extension/state/files-view-store.ts";
import { AppError, type ErrorCode } from "../../../shared/errors.ts";
import { createNodeId, type NodeId } from "../../../shared/ids.ts";

const row = (name: string, kind: "file" | "folder" = "file"): FileRow => ({
  node: createNodeId(),
  kind,
  name,
  type: "",
  sizeBytes: 1,
  changedAtMs: 0,
  changedByName: "Alice",
  isPending: false,
});

/** A room with three things in it, whose actions fail when told to. */
function world({ hasTrash = false } = {}) {
  const [plan, report, folder] = [row("Plan.docx"), row("Report.docx"), row("Folder", "folder")];
  const rows = signal<readonly FileRow[]>([plan, report, folder]);
  let failing: ErrorCode | null = null;
  const act = async (change: () => void = () => undefined) => {
    if (failing) throw new AppError(failing);
    change();
  };
  const without = (nodes: readonly NodeId[]) => rows.value.filter(({ node }) => !nodes.includes(node));
  const moves: { nodes: readonly NodeId[]; parent: NodeId | null }[] = [];
  const view = createFilesViewStore({
    rows,
    rights: signal({ hasTrash }),
    search: (text) => rows.value.filter(({ name }) => name?.includes(text)),
    rename: () => act(),
    move: (nodes, parent) => act(() => void moves.push({ nodes, parent })),
    remove: (nodes) =>
      act(() => {
        rows.value = without(nodes);
      }),
  });
  const failWith = (code: ErrorCode | null) => {
    failing = code;
  };
  return { view, rows, plan, report, folder, moves, failWith };
}

describe("the list of files", () => {
  it("deletes only after the question was answered", async () => {
    const { view, rows, plan } = world();
    view.askDelete([plan.node]);
    expect(rows.value).toHaveLength(3);
    await view.confirmDelete();
    expect(rows.value).toHaveLength(2);
    expect(view.question.value).toBeNull();
    expect(view.news.value).toMatchObject([{ kind: "deleted", count: 1 }]);
  });

  it("puts into the trash unasked when the person wants it so, and never deletes for good unasked", async () => {
    const room = world({ hasTrash: true });
    room.view.setTrashAsked(false);
    room.view.askDelete([room.plan.node]);
    await Promise.resolve();
    expect(room.view.question.value).toBeNull();
    expect(room.rows.value).toHaveLength(2);
    const own = world();
    own.view.setTrashAsked(false);
    own.view.askDelete([own.plan.node]);
    expect(own.view.question.value?.kind).toBe("delete");
    expect(own.rows.value).toHaveLength(3);
  });

  it("keeps the question open and says why when deleting failed", async () => {
    const { view, plan, failWith } = world();
    failWith("OFFLINE");
    view.askDelete([plan.node]);
    await view.confirmDelete();
    expect(view.question.value?.kind).toBe("delete");
    expect(view.code.value).toBe("OFFLINE");
  });

  it("forgets the selection of what is gone", async () => {
    const { view, plan, report } = world();
    view.select(new Set([plan.node, report.node]));
    view.askDelete([plan.node]);
    await view.confirmDelete();
    expect([...view.selected.value]).toEqual([report.node]);
  });

  it("never moves a folder into itself", async () => {
    const { view, plan, folder, moves } = world();
    await view.move([folder.node], folder.node);
    expect(moves).toEqual([]);
    await view.move([plan.node, folder.node], folder.node);
    expect(moves).toEqual([{ nodes: [plan.node], parent: folder.node }]);
  });

  it("tells of a failed drag at the edge of the page, where there is no dialog to tell it in", async () => {
    const { view, plan, failWith } = world();
    failWith("NAME_TAKEN");
    await view.move([plan.node], null);
    expect(view.news.value).toMatchObject([{ kind: "failed", code: "NAME_TAKEN" }]);
  });

  it("shows what the search finds, and the folder again without it", () => {
    const { view, report } = world();
    view.setSearch(" Rep ");
    expect(view.shown.value).toEqual([report]);
    view.setSearch("");
    expect(view.shown.value).toHaveLength(3);
  });

  it("does not claim a rename that failed", async () => {
    const { view, plan, failWith } = world();
    failWith("NAME_INVALID");
    await view.rename(plan.node, "a/b");
    expect(view.news.value).toMatchObject([{ kind: "failed", code: "NAME_INVALID" }]);
    view.dismiss(view.news.value[0]!.id);
    expect(view.news.value).toEqual([]);
  });

  it("says of a folder just made that it was created, and only of the next name that it was renamed", async () => {
    const { view, plan } = world();
    view.startNaming(plan.node);
    await view.rename(plan.node, "Contracts");
    await view.rename(plan.node, "Old contracts");
    expect(view.news.value).toMatchObject([
      { kind: "created", name: "Contracts" },
      { kind: "renamed", name: "Old contracts" },
    ]);
  });
});
