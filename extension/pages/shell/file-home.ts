import { type ReadonlySignal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { NodeId, PortalOrigin } from "../../../shared/ids.ts";
import { mayOnItem } from "../../files/item-rights.ts";
import type { OpenSpace } from "../../spaces/open-space.ts";
import { spaceOf } from "../../spaces/sync-space.ts";
import type { FilesPlace } from "../../state/page-address.ts";

/** Where a file is for the person, and what he may do about it there. */
export interface FileHome {
  readonly place: FilesPlace;
  readonly mayShare: boolean;
  readonly mayDownload: boolean;
  readonly mayReadHistory: boolean;
  readonly mayRestore: boolean;
}

/** @throws LOCKED, NOT_FOUND, OFFLINE … */
export async function findFileHome(origin: PortalOrigin, node: NodeId): Promise<FileHome> {
  const space = await spaceOf(origin, node);
  const isOwn = space.state.owner === space.user;
  return {
    place: placeOf(space, node, isOwn),
    mayShare: isOwn && space.state.kind !== "room",
    mayDownload: mayOnItem(space, "download", node),
    mayReadHistory: mayOnItem(space, "readHistory", node),
    mayRestore: mayOnItem(space, "edit", node) && mayOnItem(space, "restoreVersion", node),
  };
}

/** A file of a space of its own is where its owner keeps it, and with the others who have access. */
function placeOf({ state }: OpenSpace, node: NodeId, isOwn: boolean): FilesPlace {
  const folder = state.nodes.get(node)?.parent ?? null;
  if (state.kind === "room") return { section: "room", space: state.space, folder };
  return isOwn ? { section: "private", folder } : { section: "shared" };
}

/** Null until it is known. */
export function useFileHome(origin: PortalOrigin, node: NodeId): ReadonlySignal<FileHome | null> {
  const home = useSignal<FileHome | null>(null);
  useEffect(() => {
    let isCurrent = true;
    findFileHome(origin, node).then(
      (found) => {
        if (isCurrent) home.value = found;
      },
      () => undefined, // the document beside says what is the matter
    );
    return () => {
      isCurrent = false;
    };
  }, [origin, node, home]);
  return home;
}
