import { useSignalEffect } from "@preact/signals";
import { useMemo } from "preact/hooks";
import type { PortalOrigin, SpaceId } from "../../../shared/ids.ts";
import type { PlaceStore } from "../../files/place.ts";
import { type RoomDetail, readRoom } from "../../spaces/rooms.ts";
import { createLoaded, type Loaded } from "../../state/popup-loaded.ts";

/** The room around a list of files, read again when the list is; null for the Private Room. */
export function useRoomDetail(
  origin: PortalOrigin,
  space: SpaceId | null,
  room: PlaceStore,
): Loaded<RoomDetail> | null {
  const detail = useMemo(
    () => (space === null ? null : createLoaded(() => readRoom({ origin, space }))),
    [origin, space],
  );
  useSignalEffect(() => {
    if (room.state.value.status !== "locked") void detail?.load();
  });
  return detail;
}
