import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { ErrorCode } from "../../shared/errors.ts";
import type { NodeId, PortalOrigin, SpaceId } from "../../shared/ids.ts";
import type { TrashRow } from "../files/trash.ts";
import { codeOf } from "./error-code.ts";
import { createLoaded, type Loaded } from "./popup-loaded.ts";

interface OnItem {
  readonly origin: PortalOrigin;
  readonly space: SpaceId;
  readonly node: NodeId;
}

/** What this store needs of extension/files. */
export interface TrashCore {
  listTrash(origin: PortalOrigin): Promise<TrashRow[]>;
  restoreFromTrash(item: OnItem): Promise<void>;
  deleteFromTrash(item: OnItem): Promise<void>;
  emptyTrash(origin: PortalOrigin): Promise<number>;
}

export type TrashQuestion =
  | { readonly kind: "delete"; readonly rows: readonly TrashRow[] }
  | { readonly kind: "empty" };

export interface TrashStore {
  readonly list: Loaded<TrashRow[]>;
  readonly selected: ReadonlySignal<ReadonlySet<NodeId>>;
  readonly question: ReadonlySignal<TrashQuestion | null>;
  readonly isWorking: ReadonlySignal<boolean>;
  readonly code: ReadonlySignal<ErrorCode | null>;
  /** What was done last, for the news. */
  readonly done: ReadonlySignal<{ readonly kind: "restored" | "deleted"; readonly count: number } | null>;
  select(nodes: ReadonlySet<NodeId>): void;
  restore(nodes: readonly NodeId[]): Promise<void>;
  ask(question: TrashQuestion | null): void;
  answer(): Promise<void>;
  forgetDone(): void;
}

/** The person's trash: what he deleted in rooms can come back, or go for good. */
export function createTrashStore(origin: PortalOrigin, core: TrashCore): TrashStore {
  const list = createLoaded(() => core.listTrash(origin));
  const chosen = signal<ReadonlySet<NodeId>>(new Set());
  const question = signal<TrashQuestion | null>(null);
  const isWorking = signal(false);
  const code = signal<ErrorCode | null>(null);
  const done = signal<TrashStore["done"]["value"]>(null);

  const act = async (kind: "restored" | "deleted", task: () => Promise<number>): Promise<void> => {
    if (isWorking.value) return;
    isWorking.value = true;
    code.value = null;
    try {
      done.value = { kind, count: await task() };
      question.value = null;
    } catch (error) {
      code.value = codeOf(error);
    } finally {
      isWorking.value = false;
      await list.load();
    }
  };
  const each = async (rows: readonly TrashRow[], task: (item: OnItem) => Promise<void>): Promise<number> => {
    for (const { space, node } of rows) await task({ origin, space, node });
    return rows.length;
  };

  return {
    ...{ list, question, isWorking, code, done },
    selected: computed(() => {
      const there = new Set(list.value.value?.map(({ node }) => node));
      return new Set([...chosen.value].filter((node) => there.has(node)));
    }),
    select(nodes) {
      chosen.value = nodes;
    },
    restore(nodes) {
      const rows = (list.value.value ?? []).filter(({ node }) => nodes.includes(node));
      return act("restored", () => each(rows, core.restoreFromTrash));
    },
    ask(next) {
      question.value = next;
      code.value = null;
    },
    async answer() {
      const asked = question.value;
      if (asked?.kind === "empty") await act("deleted", () => core.emptyTrash(origin));
      if (asked?.kind === "delete") await act("deleted", () => each(asked.rows, core.deleteFromTrash));
    },
    forgetDone() {
      done.value = null;
    },
  };
}
