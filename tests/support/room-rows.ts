import type { RoomRow } from "../../extension/spaces/room-row.ts";
import { parseSpaceId, type SpaceId } from "../../shared/ids.ts";
import { userId } from "./contacts.ts";

/** Rooms as the use cases hand them to pages. */

/** An id that is the same for the same name. */
export function spaceId(name: string): SpaceId {
  const bytes = Buffer.alloc(32);
  bytes.write(name);
  return parseSpaceId(bytes.toString("base64url"));
}

/** A collaboration room that alice owns, as alice sees it. */
export function roomRow(title: string | null, over: Partial<RoomRow> = {}): RoomRow {
  const owner = over.owner ?? userId("alice");
  const level = over.level === undefined ? "RoomOwner" : over.level;
  const isArchived = over.isArchived ?? false;
  const facts = {
    ...{ ownerId: owner, isDownloadDenied: false, holdsKey: true },
    roomType: "Collaboration",
    level: level === "RoomOwner" ? null : level,
  } as const;
  return {
    ...{ space: spaceId(title ?? "sealed"), title, code: null, colour: 3, roomType: "Collaboration" },
    ...{ owner, ownerName: "Alice", level, memberCount: 2, isArchived, isPinned: false, isMuted: false },
    ...{ isDownloadDenied: false, isStale: false, waiting: [], changedAtMs: 0, hasNews: false },
    object: isArchived ? { kind: "archivedRoom", ...facts } : { kind: "room", ...facts },
    ...over,
  };
}
