import type { RoomRow } from "../../spaces/room-row.ts";
import type { RoomItem } from "../../ui/popup/room-item.ts";

/** A room as the popup's list shows it. */
export function rowToItem(row: RoomRow): RoomItem {
  return { ...row, isKeyMissing: row.code === "KEY_MISSING", waitingCount: row.waiting.length };
}
