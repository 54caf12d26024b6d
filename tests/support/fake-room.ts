import { computed, signal } from "@preact/signals";
import type { NameQuestion } from "../../extension/files/name-questions.ts";
import type { PlaceRights, PlaceStore } from "../../extension/files/place.ts";
import type { RoomState } from "../../extension/files/room-contact.ts";
import type { FileRow } from "../../extension/files/room-rows.ts";
import type { Transfer } from "../../extension/files/transfers.ts";
import { AppError, type ErrorCode } from "../../shared/errors.ts";
import { createNodeId, type NodeId } from "../../shared/ids.ts";

type Placed = FileRow & { readonly parent: NodeId | null };

/** What the owner of a Private Room may do in it. */
export const OWN_RIGHTS: PlaceRights = {
  ...{ mayCreate: true, mayEdit: true, mayDownload: true, mayReadHistory: true },
  ...{ mayRename: () => true, mayMove: () => true, mayDelete: () => true },
  ...{ mayShare: true, hasTrash: false },
};

export interface FakeRoom extends PlaceStore {
  /** Puts something into the room and gives its id. */
  put(
    name: string | null,
    place?: { kind?: "file" | "folder"; parent?: NodeId | null; code?: ErrorCode },
  ): NodeId;
  names(parent?: NodeId | null): (string | null)[];
  /** Every action fails with this until told otherwise. */
  failWith(code: ErrorCode | null): void;
  readonly uploads: { names: string[]; parent: NodeId | null }[];
}

/** A Private Room that lives in memory and does what a real one does, but for sealing and sending. */
export function createFakeRoom(
  first: RoomState = { status: "ready" },
  rights: PlaceRights = OWN_RIGHTS,
): FakeRoom {
  const all = signal<readonly Placed[]>([]);
  const folder = signal<NodeId | null>(null);
  const uploads: FakeRoom["uploads"] = [];
  let failing: ErrorCode | null = null;
  const act = async (): Promise<void> => {
    if (failing) throw new AppError(failing);
  };
  const rowsIn = (parent: NodeId | null) => all.value.filter((row) => row.parent === parent);
  const change = (nodes: readonly NodeId[], next: Partial<Placed>): void => {
    all.value = all.value.map((row) => (nodes.includes(row.node) ? { ...row, ...next } : row));
  };
  const put: FakeRoom["put"] = (name, { kind = "file", parent = null, code } = {}) => {
    const node = createNodeId();
    const facts = { type: "", sizeBytes: 2_000, changedAtMs: 0, changedByName: "Alice", isPending: false };
    all.value = [...all.value, { node, kind, name, parent, ...facts, ...(code ? { code } : {}) }];
    return node;
  };
  return {
    put,
    uploads,
    names: (parent = null) => rowsIn(parent).map(({ name }) => name),
    failWith(code) {
      failing = code;
    },
    space: null,
    rights: signal(rights),
    shared: signal<ReadonlySet<NodeId>>(new Set()),
    spaceOf: () => null,
    state: signal<RoomState>(first),
    folder,
    path: computed(() => {
      const top = { node: null, name: "" };
      const here = all.value.find(({ node }) => node === folder.value);
      return here ? [top, { node: here.node, name: here.name ?? "" }] : [top];
    }),
    rows: computed(() => rowsIn(folder.value)),
    transfers: signal<readonly Transfer[]>([]),
    question: signal<NameQuestion | null>(null),
    refresh: act,
    openFolder(next) {
      folder.value = next;
    },
    foldersIn: (parent) =>
      rowsIn(parent).flatMap(({ node, kind, name }) =>
        kind === "folder" && name !== null ? [{ node, name }] : [],
      ),
    search: (text) => all.value.filter(({ name }) => name?.includes(text)),
    problemOfName: (node, name) =>
      all.value.some((row) => row.name === name && row.node !== node) ? "NAME_TAKEN" : null,
    async createFolder(name) {
      await act();
      return put(name, { kind: "folder", parent: folder.value });
    },
    async createDocument(_kind, name) {
      await act();
      return put(name, { parent: folder.value });
    },
    async upload(items, parent) {
      await act();
      uploads.push({ names: items.map(({ path }) => path.join("/")), parent });
    },
    async rename(node, name) {
      await act();
      change([node], { name });
    },
    async move(nodes, parent) {
      await act();
      change(nodes, { parent });
    },
    async remove(nodes) {
      await act();
      all.value = all.value.filter(({ node }) => !nodes.includes(node));
    },
    download: act,
    clearTransfers: () => undefined,
    dispose: () => undefined,
  };
}
