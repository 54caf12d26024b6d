import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { NodeId, PortalOrigin, SpaceId } from "../../shared/ids.ts";
import { type OpenSpace, openPersonalSpace, openSpace } from "../spaces/open-space.ts";
import { noteSeen } from "../spaces/seen-rooms.ts";
import { freshPersonalSpace, freshSpace } from "../spaces/sync-space.ts";
import { mayCreateIn, mayOnItem } from "./item-rights.ts";
import { createPrivateRoomStore, type PrivateRoomStore } from "./private-room.ts";

/** A place with files as a page works with it: the Private Room, or a room. */

/** What the person may do at the top level of the place, and with its items. */
export interface PlaceRights {
  readonly mayCreate: boolean;
  readonly mayEdit: boolean;
  readonly mayDownload: boolean;
  mayRename(node: NodeId): boolean;
  mayMove(node: NodeId): boolean;
  mayDelete(node: NodeId): boolean;
  readonly mayReadHistory: boolean;
  /** The own Private Room only: opens the Share dialog. */
  readonly mayShare: boolean;
  /** Deleting goes to the trash first. */
  readonly hasTrash: boolean;
}

export interface PlaceStore extends PrivateRoomStore {
  readonly space: SpaceId | null;
  readonly rights: ReadonlySignal<PlaceRights>;
  /** Files of the Private Room that are shared. */
  readonly shared: ReadonlySignal<ReadonlySet<NodeId>>;
  /** Where the file is, for its address: a shared one is in a space of its own. Null before the place was looked at. */
  spaceOf(node: NodeId): SpaceId | null;
}

/** Before the place was looked at. */
const NOTHING: PlaceRights = {
  ...{ mayCreate: false, mayEdit: false, mayDownload: false, mayReadHistory: false },
  ...{ mayRename: () => false, mayMove: () => false, mayDelete: () => false },
  ...{ mayShare: false, hasTrash: false },
};

/** `space` null: the own Private Room. */
export function createPlaceStore(origin: PortalOrigin, space: SpaceId | null): PlaceStore {
  const rights = signal(NOTHING);
  const home = signal(space);
  const apart = signal<ReadonlyMap<NodeId, SpaceId>>(new Map());
  const onShown = (opened: OpenSpace): void => {
    rights.value = rightsIn(opened);
    const nodes = [...opened.state.nodes.values()];
    if (space !== null) void noteSeen(opened).catch(() => undefined); // only a mark in a list
    home.value = opened.space;
    apart.value = new Map(
      nodes.flatMap(({ node, sharedAs }) => (sharedAs === null ? [] : [[node, sharedAs]])),
    );
  };
  const source = {
    open: () => (space === null ? openPersonalSpace(origin) : openSpace(origin, space)),
    fresh: () => (space === null ? freshPersonalSpace(origin) : freshSpace(origin, space)),
    onShown,
  };
  const spaceOf = (node: NodeId) => apart.value.get(node) ?? home.value;
  const shared = computed(() => new Set(apart.value.keys()));
  return { ...createPrivateRoomStore(origin, source), space, rights, shared, spaceOf };
}

function rightsIn(space: OpenSpace): PlaceRights {
  return {
    mayCreate: mayCreateIn(space),
    mayEdit: mayOnItem(space, "edit", null),
    mayDownload: mayOnItem(space, "download", null),
    mayRename: (node) => mayOnItem(space, "rename", node),
    mayMove: (node) => mayOnItem(space, "move", node),
    mayDelete: (node) => mayOnItem(space, "delete", node),
    mayReadHistory: mayOnItem(space, "readHistory", null),
    mayShare: space.state.kind === "personal",
    hasTrash: space.state.kind === "room",
  };
}
