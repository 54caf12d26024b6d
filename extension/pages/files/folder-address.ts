import { useSignalEffect } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { PortalOrigin } from "../../../shared/ids.ts";
import type { PrivateRoomStore } from "../../files/private-room.ts";
import { filesAddress, parseFilesAddress } from "../../state/page-address.ts";

/** Keeps the folder and the address the same, so that Back, reload and bookmarks lead to the folder. */
export function useFolderAddress(room: PrivateRoomStore, origin: PortalOrigin): void {
  const isFirst = useRef(true);
  useEffect(() => {
    const follow = (): void => {
      const address = parseFilesAddress(location.hash);
      if (address?.origin !== origin) location.reload();
      else room.openFolder(address.folder);
    };
    follow();
    window.addEventListener("popstate", follow);
    return () => window.removeEventListener("popstate", follow);
  }, [room, origin]);
  useSignalEffect(() => {
    const wanted = filesAddress(origin, room.folder.value);
    const isNew = parseFilesAddress(location.hash)?.folder !== room.folder.value;
    if (isNew && !isFirst.current) history.pushState(null, "", wanted);
    isFirst.current = false;
  });
}
