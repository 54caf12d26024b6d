import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { normalizeName } from "../../shared/crypto/names.ts";
import type { NodeId, PortalOrigin } from "../../shared/ids.ts";
import { freeName, isNameFree } from "../../shared/rules/same-name.ts";
import { type OpenSpace, openPersonalSpace } from "../spaces/open-space.ts";
import { freshPersonalSpace, spaceOf } from "../spaces/sync-space.ts";
import { createBlankDocument } from "./blank/blank-document.ts";
import { announceChange } from "./change-channel.ts";
import { coalesced } from "./coalesced.ts";
import { createFile, keepBoth } from "./create-file.ts";
import { startDownload } from "./downloads.ts";
import { mediaTypeOf } from "./media-type.ts";
import { createNameQuestions, type NameQuestion } from "./name-questions.ts";
import { readNames } from "./node-meta.ts";
import { type RoomState, stateOfFailure, stateOfSpace, watchRoom } from "./room-contact.ts";
import { indexRoom, type RoomIndex } from "./room-index.ts";
import { type FileRow, foldersIn, pathTo, rowsIn, searchRows } from "./room-rows.ts";
import { createTransferList, type Transfer } from "./transfers.ts";
import { createFolder, deleteNode, moveNode, renameNode } from "./tree.ts";
import { type UploadItem, uploadItems } from "./upload-items.ts";

/** The Private Room as a page works with it: signals to show, actions to call. Actions throw AppError. */
export interface PrivateRoomStore {
  readonly state: Signal<RoomState>;
  /** The folder that is shown; null is the top. */
  readonly folder: Signal<NodeId | null>;
  readonly path: ReadonlySignal<{ node: NodeId | null; name: string }[]>;
  readonly rows: ReadonlySignal<FileRow[]>;
  readonly transfers: Signal<readonly Transfer[]>;
  readonly question: Signal<NameQuestion | null>;
  /** Looks at the portal. Never throws: `state` says how it went. */
  refresh(): Promise<void>;
  openFolder(folder: NodeId | null): void;
  foldersIn(parent: NodeId | null): { node: NodeId; name: string }[];
  /** Over all names of the room. */
  search(text: string): FileRow[];
  /** Why a node cannot have a name; null when it can. */
  problemOfName(node: NodeId, name: string): "NAME_TAKEN" | "NAME_INVALID" | null;
  /** In the folder that is shown; a taken name gets a number. */
  createFolder(name: string): Promise<NodeId>;
  createDocument(kind: "docx" | "xlsx" | "pptx", name: string): Promise<NodeId>;
  upload(items: readonly UploadItem[], parent: NodeId | null): Promise<void>;
  rename(node: NodeId, name: string): Promise<void>;
  move(nodes: readonly NodeId[], parent: NodeId | null): Promise<void>;
  remove(nodes: readonly NodeId[]): Promise<void>;
  download(node: NodeId): Promise<void>;
  clearTransfers(): void;
  /** Ends watching and cancels what is under way. */
  dispose(): void;
}

/** Where the store looks; the Private Room unless a room is named. */
export interface PlaceSource {
  readonly open: () => Promise<OpenSpace>;
  readonly fresh: () => Promise<OpenSpace>;
  /** Called whenever the space was looked at. */
  readonly onShown?: (space: OpenSpace) => void;
}

/** One store for a page and place. */
export function createPrivateRoomStore(
  origin: PortalOrigin,
  source: PlaceSource = {
    open: () => openPersonalSpace(origin),
    fresh: () => freshPersonalSpace(origin),
  },
): PrivateRoomStore {
  const state = signal<RoomState>({ status: "loading" });
  const folder = signal<NodeId | null>(null);
  const index = signal<RoomIndex>(new Map());
  const pending = signal<ReadonlySet<NodeId>>(new Set());
  const list = createTransferList();
  const questions = createNameQuestions();
  const ending = new AbortController();
  const { open, fresh } = source;

  const show = async (): Promise<void> => {
    const space = await open();
    const shown = (next: RoomIndex): void => {
      index.value = next;
    };
    await indexRoom(space, { first: folder.value, before: index.value, show: shown });
    if (folder.value !== null && !index.value.has(folder.value)) folder.value = null;
    source.onShown?.(space);
    state.value = stateOfSpace(space);
  };
  const look = async (): Promise<void> => {
    try {
      await fresh();
      await show();
    } catch (error) {
      state.value = stateOfFailure(error);
      if (state.value.status === "locked") index.value = new Map();
    }
  };
  const refresh = coalesced(look);
  const reshow = coalesced(() => show().catch(() => undefined));
  const added = (): void => {
    void reshow();
    announceChange({ origin, node: null, version: null });
  };

  /** Marks the nodes while a change of them is on its way, and shows what came of it. */
  const change = async (nodes: readonly NodeId[], task: (node: NodeId) => Promise<void>): Promise<void> => {
    pending.value = new Set([...pending.value, ...nodes]);
    try {
      for (const node of nodes) await task(node);
    } finally {
      pending.value = new Set([...pending.value].filter((node) => !nodes.includes(node)));
      added();
    }
  };

  watchRoom(origin, () => void refresh(), ending.signal);
  return {
    state,
    folder,
    path: computed(() => pathTo(index.value, folder.value)),
    rows: computed(() => rowsIn(index.value, folder.value, pending.value)),
    transfers: list.transfers,
    question: questions.question,
    refresh,
    openFolder: (next) => {
      folder.value = next;
    },
    foldersIn: (parent) => foldersIn(index.value, parent),
    search: (text) => searchRows(index.value, text, pending.value),
    problemOfName: (node, name) => problemOf(index.value, node, name),
    async createFolder(name) {
      const space = await open();
      const names = await readNames(space, space.state, folder.value);
      const node = await createFolder(space, folder.value, freeName(normalizeName(name), names));
      await reshow();
      added();
      return node;
    },
    async createDocument(kind, name) {
      const content = createBlankDocument(kind, { locale: navigator.language });
      const { node } = await createFile({
        ...{
          space: await open(),
          parent: folder.value,
          name,
          modifiedAtMs: Date.now(),
          chooseName: keepBoth,
        },
        content: new Blob([content], { type: mediaTypeOf(name) }),
        ...{ signal: ending.signal, onProgress: () => undefined },
      });
      await reshow();
      added();
      return node;
    },
    upload: (items, parent) => {
      const chooseName = questions.createChooser();
      return uploadItems({ open, items, parent, chooseName, list, onAdded: added });
    },
    rename: (node, name) => change([node], async () => renameNode(await spaceOf(origin, node), node, name)),
    move: (nodes, parent) => change(nodes, async (node) => moveNode(await open(), node, parent)),
    remove: (nodes) => change(nodes, async (node) => deleteNode(await open(), node)),
    download: (node) => {
      const { meta } = index.value.get(node) ?? {};
      const [name, totalBytes] = [meta?.name ?? "", meta?.sizeBytes ?? 0];
      return startDownload(list, { origin, node, name, totalBytes });
    },
    clearTransfers: list.clear,
    dispose: () => {
      list.cancelAll();
      ending.abort();
    },
  };
}

function problemOf(index: RoomIndex, node: NodeId, typed: string): "NAME_TAKEN" | "NAME_INVALID" | null {
  try {
    const name = normalizeName(typed);
    const parent = index.get(node)?.state.parent ?? null;
    const siblings = [...index.values()].filter(
      ({ state }) => state.parent === parent && state.node !== node,
    );
    const names = siblings.flatMap(({ meta }) => meta?.name ?? []);
    return isNameFree(name, names) ? null : "NAME_TAKEN";
  } catch {
    return "NAME_INVALID";
  }
}
