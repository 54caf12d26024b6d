import type { SpaceId } from "../../../shared/ids.ts";
import type { Level, RoomType } from "../../../shared/rights/levels.ts";

/** What a list shows of a room. */
export interface RoomItem {
  readonly space: SpaceId;
  /** Null when it could not be opened here. */
  readonly title: string | null;
  /** 0..7 */
  readonly colour: number;
  readonly roomType: RoomType;
  readonly ownerName: string | null;
  readonly level: Level | "RoomOwner" | null;
  readonly isArchived: boolean;
  readonly isPinned: boolean;
  readonly isMuted: boolean;
  readonly isStale: boolean;
  /** The person waits for the room's key. */
  readonly isKeyMissing: boolean;
  readonly waitingCount: number;
  /** Others changed something in it since the person looked. */
  readonly hasNews: boolean;
}
