import { effect, type ReadonlySignal, type Signal, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { NodeId, PortalOrigin } from "../../../shared/ids.ts";
import { type FilesPlace, parseFilesAddress, placeAddress } from "../../state/page-address.ts";

const TOP: FilesPlace = { section: "private", folder: null };

/** What the page shows, kept the same as its address, so that Back, reload and bookmarks lead there. */
export interface PlaceAddress {
  readonly place: ReadonlySignal<FilesPlace>;
  /** With `isInstead` it takes the present one's place in the browser's history. */
  go(place: FilesPlace, options?: { readonly isInstead: boolean }): void;
}

export function usePlaceAddress(origin: PortalOrigin): PlaceAddress {
  const place = useSignal(parseFilesAddress(location.hash)?.place ?? TOP);
  useEffect(() => {
    const follow = (): void => {
      const address = parseFilesAddress(location.hash);
      if (address?.origin !== origin) location.reload();
      else place.value = address.place;
    };
    window.addEventListener("popstate", follow);
    return () => window.removeEventListener("popstate", follow);
  }, [place, origin]);
  return {
    place,
    go(next, options) {
      const address = placeAddress(origin, next);
      if (options?.isInstead) history.replaceState(null, "", address);
      else history.pushState(null, "", address);
      place.value = next;
    },
  };
}

type WithFolder = FilesPlace & { readonly section: "private" | "room" };

/** Keeps the folder of a place and the address the same. */
export function useFolderAddress(
  room: { readonly folder: Signal<NodeId | null>; openFolder(folder: NodeId | null): void },
  place: WithFolder,
  go: PlaceAddress["go"],
): void {
  const shown = useRef(place);
  shown.current = place;
  useEffect(() => room.openFolder(place.folder), [room, place.folder]);
  // At once, not with the next drawing: who reloads or leaves right after a click comes back to where it led
  useEffect(() => {
    let isFirst = true;
    return effect(() => {
      const folder = room.folder.value;
      if (folder !== shown.current.folder && !isFirst) {
        shown.current = { ...shown.current, folder };
        go(shown.current);
      }
      isFirst = false;
    });
  }, [room]);
}
