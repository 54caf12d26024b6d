import { LEVELS, type Level } from "./levels.ts";
import type { PrivateAccess } from "./objects.ts";
import { levelCell } from "./room-rights.ts";

/** Who passes a space's newest key on to its other readers, of the readers who have it. Whether one step is granted, can() tells. */

/** What somebody with the key is in its space. */
export interface KeyPasser {
  readonly isOwner: boolean;
  /** The newest generation began with an entry of his. */
  readonly isAuthor: boolean;
  readonly level: Level | Extract<PrivateAccess, "FullAccess"> | null;
  /** Somebody left with the newest key, so that whoever may start another one gives that to all. */
  readonly isStale: boolean;
}

/** Levels by which a key is passed on in a room: given as it is, or, in a stale one, followed by another. */
export const levelsPassingOn = (isStale: boolean): readonly Level[] =>
  LEVELS.filter((level) => levelCell(isStale ? "room:rotate" : "room:invite", level) === "yes");

/** Whether a reader who has the key passes it on by himself as soon as he is online. */
export function mayPassOn({ isOwner, isAuthor, level, isStale }: KeyPasser): boolean {
  if (isOwner || isAuthor) return true;
  if (level === null || level === "FullAccess") return level !== null && isStale;
  return levelsPassingOn(isStale).includes(level);
}
