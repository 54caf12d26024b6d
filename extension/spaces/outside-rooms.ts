import type { ReplyOf } from "../../shared/api/contract.ts";
import { AppError } from "../../shared/errors.ts";
import type { SpaceId } from "../../shared/ids.ts";
import type { Profiles } from "../people/profiles.ts";
import { type AdminKeys, readTitleFromOutside } from "./admin-keys.ts";
import type { OpenPortal } from "./portal-session.ts";
import type { RoomRow } from "./room-row.ts";

/** Rooms from outside, for the Owner and the DocSpace admins. */

type OutsideRoom = ReplyOf<"listAllRooms">["rooms"][number];

/** @throws RIGHT_MISSING */
export async function fetchAllRooms({ client }: OpenPortal, isArchived: boolean): Promise<OutsideRoom[]> {
  const archived = isArchived ? ("yes" as const) : ("no" as const);
  const all: OutsideRoom[] = [];
  for (;;) {
    const after = all.at(-1)?.space;
    const params = after === undefined ? { archived } : { archived, after };
    const { rooms } = await client.call("listAllRooms", { params });
    if (rooms.some(({ space }) => all.some((known) => known.space === space)))
      throw new AppError("ANSWER_MALFORMED");
    all.push(...rooms);
    if (rooms.length < 500) return all;
  }
}

/** How the person flagged a room from outside; undefined for a room that is not there. @throws RIGHT_MISSING */
export async function findOutsideFlags(portal: OpenPortal, space: SpaceId): Promise<OutsideRoom | undefined> {
  const isIt = (room: OutsideRoom): boolean => room.space === space;
  return (await fetchAllRooms(portal, false)).find(isIt) ?? (await fetchAllRooms(portal, true)).find(isIt);
}

/** What the portal says of it; only the title is proven. Opening the room's page verifies its log. */
export async function outsideToRow(
  portal: OpenPortal,
  room: OutsideRoom,
  keys: AdminKeys,
  profiles: Profiles,
): Promise<RoomRow> {
  const { space, owner, isArchived, isPinned, isMuted, memberCount, settings } = room;
  const opened =
    settings && (await readTitleFromOutside(portal, keys, { space, settings }).catch(() => null));
  const isDownloadDenied = opened?.isDownloadDenied ?? false;
  const facts = { ownerId: owner, level: null, holdsKey: false, isDownloadDenied } as const;
  return {
    ...{ space, title: opened?.title ?? null, code: opened ? null : "KEY_MISSING", colour: 0 },
    ...{ roomType: "Custom", owner, ownerName: profiles.get(owner)?.name ?? null, level: null },
    ...{ memberCount, isArchived, isPinned, isMuted, isDownloadDenied, isStale: false },
    ...{ waiting: [], changedAtMs: opened?.timeMs ?? 0, hasNews: false },
    object: { kind: isArchived ? "archivedRoom" : "room", roomType: "Custom", ...facts },
  };
}
