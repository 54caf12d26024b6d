import { AppError, type ErrorCode } from "../../shared/errors.ts";
import type { SpaceId, UserId } from "../../shared/ids.ts";
import type { Level, RoomType } from "../../shared/rights/levels.ts";
import type { ArchivedRoomObject, RoomObject } from "../../shared/rights/objects.ts";
import type { Profiles } from "../people/profiles.ts";
import { isStale } from "./key-holders.ts";
import type { OpenSpace } from "./open-space.ts";
import { ownLevel, roomObjectOf } from "./room-object.ts";
import { readAbout } from "./room-settings.ts";
import { hasNews } from "./seen-rooms.ts";

/** A room as lists show it. */

export interface RoomRow {
  readonly space: SpaceId;
  /** Null when it could not be opened; `code` says why (KEY_MISSING: waits for its key). */
  readonly title: string | null;
  readonly code: ErrorCode | null;
  /** 0..7 */
  readonly colour: number;
  readonly roomType: RoomType;
  readonly owner: UserId;
  readonly ownerName: string | null;
  /** One's own: RoomOwner, a level, or null from outside. */
  readonly level: Level | "RoomOwner" | null;
  readonly memberCount: number;
  readonly isArchived: boolean;
  readonly isPinned: boolean;
  readonly isMuted: boolean;
  readonly isDownloadDenied: boolean;
  /** Somebody left, and the new key is not made yet: nothing can be written. */
  readonly isStale: boolean;
  /** Members who have no key yet. */
  readonly waiting: readonly UserId[];
  readonly changedAtMs: number;
  /** Others changed something in it since the person looked. Not told of a room that is muted. */
  readonly hasNews: boolean;
  /** For can() and decide(). */
  readonly object: RoomObject | ArchivedRoomObject;
}

export interface RowFlags {
  readonly isPinned: boolean;
  readonly isMuted: boolean;
  readonly waiting: readonly UserId[];
}

/** What the log says of a room, with what only the portal knows. */
export async function spaceToRow(
  space: OpenSpace,
  profiles: Profiles,
  { isPinned, isMuted, waiting }: RowFlags,
): Promise<RoomRow> {
  const { state, portal, user } = space;
  const object = roomObjectOf(space);
  const readers = state.readersAt(portal.now);
  const looks = await looksOf(space);
  return {
    ...{ space: state.space, ...looks, roomType: object.roomType, owner: state.owner, object },
    ownerName: profiles.get(state.owner)?.name ?? null,
    level: state.owner === user ? "RoomOwner" : ownLevel(space),
    ...{ memberCount: readers.size, isArchived: state.isArchived, isPinned, isMuted },
    ...{ isDownloadDenied: object.isDownloadDenied, isStale: isStale(space) },
    waiting: waiting.filter((each) => readers.has(each)),
    ...{ changedAtMs: changedAtOf(space), hasNews: !isMuted && (await hasNews(space)) },
  };
}

/** The newest change of the settings or of an item; the making of the room before. */
const changedAtOf = ({ state }: OpenSpace): number =>
  [...state.nodes.values()].reduce(
    (newest, { changedAtMs }) => Math.max(newest, changedAtMs),
    state.settings?.timeMs ?? state.createdAtMs,
  );

async function looksOf(space: OpenSpace): Promise<Pick<RoomRow, "title" | "colour" | "code">> {
  try {
    return { ...(await readAbout(space)), code: null };
  } catch (error) {
    return { title: null, colour: 0, code: error instanceof AppError ? error.code : "INTERNAL" };
  }
}

export function byPinAndTitle(a: RoomRow, b: RoomRow): number {
  if (a.isPinned !== b.isPinned) return a.isPinned ? -1 : 1;
  return (a.title ?? "").localeCompare(b.title ?? "", undefined, { numeric: true });
}
