import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { ErrorCode } from "../../shared/errors.ts";
import type { PortalOrigin, SpaceId } from "../../shared/ids.ts";
import type { RoomRow } from "../spaces/room-row.ts";
import { codeOf } from "./error-code.ts";
import { createLoaded, type Loaded } from "./popup-loaded.ts";

/** What this store needs of extension/spaces. */
export interface RoomsCore {
  listRooms(origin: PortalOrigin): Promise<RoomRow[]>;
  listAllRooms(origin: PortalOrigin, isArchived: boolean): Promise<RoomRow[]>;
}

/** Which rooms are listed. `all` is for whom the table grants it. */
export type RoomsScope = "mine" | "own" | "invited" | "all";

export interface RoomsStore {
  readonly list: Loaded<RoomRow[]>;
  readonly scope: ReadonlySignal<RoomsScope>;
  readonly text: ReadonlySignal<string>;
  /** Null before the first answer. */
  readonly shown: ReadonlySignal<readonly RoomRow[] | null>;
  /** What is asked before it is done to a room. */
  readonly question: ReadonlySignal<RoomQuestion | null>;
  readonly isWorking: ReadonlySignal<boolean>;
  readonly code: ReadonlySignal<ErrorCode | null>;
  setScope(scope: RoomsScope): void;
  setText(text: string): void;
  ask(question: RoomQuestion | null): void;
  /** Changes a room and looks again. A question that failed stays open, and says why. */
  change(task: () => Promise<unknown>): Promise<boolean>;
}

export interface RoomQuestion {
  readonly kind: "archive" | "remove";
  readonly space: SpaceId;
  readonly title: string;
}

/** A list of rooms: those in use, or the archive. */
export function createRoomsStore(options: {
  readonly origin: PortalOrigin;
  readonly core: RoomsCore;
  readonly isArchive: boolean;
}): RoomsStore {
  const { origin, core, isArchive } = options;
  const scope = signal<RoomsScope>("mine");
  const text = signal("");
  const question = signal<RoomQuestion | null>(null);
  const isWorking = signal(false);
  const code = signal<ErrorCode | null>(null);
  const list = createLoaded(() =>
    scope.value === "all" ? core.listAllRooms(origin, isArchive) : core.listRooms(origin),
  );
  return {
    ...{ list, scope, text, question, isWorking, code },
    shown: computed(
      () =>
        list.value.value?.filter(
          (row) => row.isArchived === isArchive && isIn(scope.value, row) && hasText(row, text.value),
        ) ?? null,
    ),
    setScope(next) {
      if (next === scope.value) return;
      scope.value = next;
      void list.load(); // it says itself why it could not be read
    },
    setText(typed) {
      text.value = typed;
    },
    ask(next) {
      question.value = next;
      code.value = null;
    },
    async change(task) {
      if (isWorking.value) return false;
      isWorking.value = true;
      code.value = null;
      try {
        await task();
        question.value = null;
        await list.load();
        return true;
      } catch (error) {
        code.value = codeOf(error);
        return false;
      } finally {
        isWorking.value = false;
      }
    },
  };
}

function isIn(scope: RoomsScope, { level }: RoomRow): boolean {
  if (scope === "own") return level === "RoomOwner";
  if (scope === "invited") return level !== null && level !== "RoomOwner";
  return true;
}

const hasText = ({ title }: RoomRow, typed: string): boolean =>
  typed.trim() === "" || (title ?? "").toLowerCase().includes(typed.trim().normalize("NFC").toLowerCase());
