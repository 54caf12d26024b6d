import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { PortalOrigin, SpaceId } from "../../shared/ids.ts";
import type { RoomRow } from "../spaces/room-row.ts";
import type { RoomDetail } from "../spaces/rooms.ts";
import type { PopupCore } from "./popup-core.ts";
import { createLoaded, type Loaded } from "./popup-loaded.ts";
import type { RoomScope } from "./popup-view.ts";

export interface PopupRooms {
  readonly scope: ReadonlySignal<RoomScope>;
  readonly list: Loaded<RoomRow[]>;
  /** Those of the person himself, whatever the scope. */
  readonly mine: Loaded<RoomRow[]>;
  /** The rooms of the chosen scope, pinned ones first, then those changed last. */
  readonly shown: ReadonlySignal<readonly RoomRow[]>;
  /** The room that is open. */
  readonly detail: Loaded<RoomDetail>;
  setScope(scope: RoomScope): void;
  /** Opens a room: what is shown of another one goes at once. */
  choose(space: SpaceId): void;
}

const readScope = (core: PopupCore, origin: PortalOrigin, scope: RoomScope): Promise<RoomRow[]> => {
  if (scope === "all") return core.listAllRooms(origin, false);
  if (scope === "allArchived") return core.listAllRooms(origin, true);
  return core.listRooms(origin);
};

function isIn(scope: RoomScope, row: RoomRow): boolean {
  switch (scope) {
    case "mine":
      return !row.isArchived;
    case "own":
      return !row.isArchived && row.level === "RoomOwner";
    case "invited":
      return !row.isArchived && row.level !== "RoomOwner";
    case "archived":
      return row.isArchived;
    default:
      return true;
  }
}

const byPinAndTime = (a: RoomRow, b: RoomRow): number =>
  a.isPinned === b.isPinned ? b.changedAtMs - a.changedAtMs : a.isPinned ? -1 : 1;

/** The rooms of the popup: the list of a scope, and the one that is open. */
export function createPopupRooms(origin: PortalOrigin, core: PopupCore): PopupRooms {
  const scope = signal<RoomScope>("mine");
  const chosen = signal<SpaceId | null>(null);
  const list = createLoaded(() => readScope(core, origin, scope.value));
  const mine = createLoaded(() => core.listRooms(origin));
  const opened = createLoaded(async () => {
    const space = chosen.value;
    return space === null ? null : await core.readRoom({ origin, space });
  });
  const detail: Loaded<RoomDetail> = {
    ...opened,
    value: computed(() => {
      const room = opened.value.value;
      return room?.space === chosen.value ? room : null;
    }),
  };
  return {
    ...{ scope, list, mine, detail },
    shown: computed(() =>
      (list.value.value ?? []).filter((row) => isIn(scope.value, row)).sort(byPinAndTime),
    ),
    setScope(next) {
      if (next === scope.value) return;
      scope.value = next;
      void list.load(); // it says itself why it could not be read
    },
    choose(space) {
      if (chosen.value === space && detail.value.value !== null) return;
      chosen.value = space;
      void detail.load();
    },
  };
}
