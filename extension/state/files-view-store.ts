import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { ErrorCode } from "../../shared/errors.ts";
import type { NodeId } from "../../shared/ids.ts";
import type { FileRow } from "../files/room-rows.ts";
import { codeOf } from "./error-code.ts";

/** Short news for the edge of the page; the page puts it into words. */
export type News =
  | { readonly kind: "created" | "renamed"; readonly name: string }
  | { readonly kind: "deleted" | "trashed" | "moved"; readonly count: number }
  | { readonly kind: "linkCopied" | "dropFailed" | "accessSaved" }
  | { readonly kind: "failed"; readonly code: ErrorCode };

export type NewsItem = News & { readonly id: string };

/** What is asked over the list. */
export type FilesQuestion =
  | { readonly kind: "share"; readonly rows: readonly FileRow[] }
  | { readonly kind: "delete"; readonly rows: readonly FileRow[] }
  | { readonly kind: "move"; readonly rows: readonly FileRow[] };

/** The actions of the room that the list works with. */
export interface FilesCore {
  readonly rows: ReadonlySignal<readonly FileRow[]>;
  search(text: string): readonly FileRow[];
  rename(node: NodeId, name: string): Promise<unknown>;
  move(nodes: readonly NodeId[], parent: NodeId | null): Promise<unknown>;
  remove(nodes: readonly NodeId[]): Promise<unknown>;
  /** What is removed can be had back. */
  readonly rights?: ReadonlySignal<{ readonly hasTrash: boolean }>;
}

export interface FilesViewStore {
  /** The current folder, or what the search found. */
  readonly shown: ReadonlySignal<readonly FileRow[]>;
  readonly searchText: ReadonlySignal<string>;
  readonly selected: ReadonlySignal<ReadonlySet<NodeId>>;
  readonly renaming: ReadonlySignal<NodeId | null>;
  readonly question: ReadonlySignal<FilesQuestion | null>;
  /** While the answer to the question is being carried out. */
  readonly isWorking: ReadonlySignal<boolean>;
  /** Why the answer could not be carried out; the question stays. */
  readonly code: ReadonlySignal<ErrorCode | null>;
  readonly news: ReadonlySignal<readonly NewsItem[]>;
  readonly info: ReadonlySignal<NodeId | null>;
  setSearch(text: string): void;
  select(nodes: ReadonlySet<NodeId>): void;
  startRename(node: NodeId | null): void;
  /** The same for what was made a moment ago: its first name is part of making it. */
  startNaming(node: NodeId): void;
  rename(node: NodeId, name: string): Promise<void>;
  /** Asks before; what only goes to the trash can be removed unasked. */
  askDelete(nodes: readonly NodeId[]): void;
  /** Whether the person wants to be asked before something goes to the trash. */
  setTrashAsked(isAsked: boolean): void;
  askMove(nodes: readonly NodeId[]): void;
  askShare(node: NodeId): void;
  closeQuestion(): void;
  confirmDelete(): Promise<void>;
  /** Into a folder, whether asked for by the dialog or by dragging. */
  move(nodes: readonly NodeId[], parent: NodeId | null): Promise<void>;
  showInfo(node: NodeId | null): void;
  /** Runs an action whose failure is news. Gives what it gave, or null. */
  run<T>(action: () => Promise<T>): Promise<T | null>;
  tell(news: News): void;
  dismiss(id: string): void;
}

/** What a person does with a list of files: selects, renames, asks, and is told how it went. */
export function createFilesViewStore(core: FilesCore): FilesViewStore {
  const searchText = signal("");
  const selected = signal<ReadonlySet<NodeId>>(new Set());
  const renaming = signal<NodeId | null>(null);
  let unnamed: NodeId | null = null;
  const question = signal<FilesQuestion | null>(null);
  const isWorking = signal(false);
  const code = signal<ErrorCode | null>(null);
  const news = signal<readonly NewsItem[]>([]);
  const info = signal<NodeId | null>(null);
  // Read first, so that a change in the folder is a change in what the search finds.
  const shown = computed(() => {
    const inFolder = core.rows.value;
    const text = searchText.value.trim();
    return text === "" ? inFolder : core.search(text);
  });
  /** What is gone cannot stay selected. */
  const stillSelected = computed<ReadonlySet<NodeId>>(() => {
    const there = new Set(shown.value.map(({ node }) => node));
    return new Set([...selected.value].filter((node) => there.has(node)));
  });
  const rowsOf = (nodes: readonly NodeId[]): FileRow[] =>
    shown.value.filter(({ node }) => nodes.includes(node));

  const tell = (item: News): void => {
    news.value = [...news.value, { ...item, id: crypto.randomUUID() }];
  };
  const run = async <T>(action: () => Promise<T>): Promise<T | null> => {
    try {
      return await action();
    } catch (error) {
      tell({ kind: "failed", code: codeOf(error) });
      return null;
    }
  };
  const closeQuestion = (): void => {
    question.value = null;
    code.value = null;
  };
  /** An answer to the question: done, it closes; failed, it stays and says why. */
  const answer = async (action: () => Promise<unknown>, done: News): Promise<void> => {
    if (isWorking.value) return;
    isWorking.value = true;
    code.value = null;
    try {
      await action();
      closeQuestion();
      tell(done);
    } catch (error) {
      code.value = codeOf(error);
      if (question.value === null) tell({ kind: "failed", code: code.value });
    } finally {
      isWorking.value = false;
    }
  };
  let isTrashAsked = true;
  const remove = (nodes: readonly NodeId[]): Promise<void> => {
    const kind = core.rights?.value.hasTrash ? "trashed" : "deleted";
    return answer(() => core.remove(nodes), { kind, count: nodes.length });
  };
  const ask = (kind: FilesQuestion["kind"], nodes: readonly NodeId[]): void => {
    const rows = rowsOf(nodes);
    code.value = null;
    if (rows.length > 0) question.value = { kind, rows };
  };

  return {
    shown,
    searchText,
    selected: stillSelected,
    renaming,
    question,
    isWorking,
    code,
    news,
    info,
    setSearch(text) {
      searchText.value = text;
    },
    select(nodes) {
      selected.value = nodes;
    },
    startRename(node) {
      renaming.value = node;
    },
    startNaming(node) {
      unnamed = node;
      renaming.value = node;
    },
    async rename(node, name) {
      const isDone = await run(async () => {
        await core.rename(node, name);
        return true;
      });
      if (isDone) tell({ kind: node === unnamed ? "created" : "renamed", name });
      if (isDone) unnamed = null;
    },
    askDelete(nodes) {
      if (isTrashAsked || !core.rights?.value.hasTrash) ask("delete", nodes);
      else void remove(nodes);
    },
    setTrashAsked(isAsked) {
      isTrashAsked = isAsked;
    },
    askMove: (nodes) => ask("move", nodes),
    askShare: (node) => ask("share", [node]),
    closeQuestion,
    async confirmDelete() {
      if (question.value?.kind !== "delete") return;
      await remove(question.value.rows.map(({ node }) => node));
    },
    async move(nodes, parent) {
      const moved = nodes.filter((node) => node !== parent);
      if (moved.length === 0) return;
      await answer(() => core.move(moved, parent), { kind: "moved", count: moved.length });
    },
    showInfo(node) {
      info.value = node;
    },
    run,
    tell,
    dismiss(id) {
      news.value = news.value.filter((item) => item.id !== id);
    },
  };
}
