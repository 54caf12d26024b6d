import { computed, signal } from "@preact/signals";
import type { NameQuestion } from "../../extension/files/name-questions.ts";
import type { PrivateRoomStore } from "../../extension/files/private-room.ts";
import type { RoomState } from "../../extension/files/room-contact.ts";
import type { FileRow } from "../../extension/files/room-rows.ts";
import type { Transfer } from "../../extension/files/transfers.ts";
import { AppError, type ErrorCode } from "../../shared/errors.ts";
import { createNodeId, type NodeId } from "../../shared/ids.ts";

type Placed = FileRow & { readonly parent: NodeId | null };

export interface FakeRoom extends PrivateRoomStore {
  /** Puts something into the room and gives its id. */
  put(name: string | null, place?: { kind?: "file" | "folder"; parent?: NodeId | null }): NodeId;
  names(parent?: NodeId | null): (string | null)[];
  /** Every action fails with this until told otherwise. */
  failWith(code: ErrorCode | null): void;
  readonly uploads: { names: string[]; parent: NodeId | null }[];
}

/** A Private Room that lives in memory and does what a real one does, but for sealing and sending. */
export function createFakeRoom(first: RoomState = { status: "ready" }): FakeRoom {
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
  const put: FakeRoom["put"] = (name, { kind = "file", parent = null } = {}) => {
    const node = createNodeId();
    const facts = { type: "", sizeBytes: 2_000, changedAtMs: 0, changedByName: "Alice", isPending: false };
    all.value = [...all.value, { node, kind, name, parent, ...facts }];
    return node;
  };
  return {
    put,
    uploads,
    names: (parent = null) => rowsIn(parent).map(({ name }) => name),
    failWith(code) {
      failing = code;
    },
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
