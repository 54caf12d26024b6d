import { AppError } from "../../shared/errors.ts";
import type { UserId } from "../../shared/ids.ts";
import { append, appendDraft } from "./append.ts";
import { demandReceivable, receivable, sealNewest } from "./keys-of-members.ts";
import type { OpenSpace } from "./open-space.ts";
import type { OnRoom } from "./rooms.ts";
import { freshSpace } from "./sync-space.ts";

/** A room's way: archive, restoring, removal, another owner. A copy: room-copy.ts. Also from outside, for whom the table grants it. */

async function step(input: OnRoom, op: "room.archive" | "room.restore" | "room.remove"): Promise<void> {
  const space = await freshSpace(input.origin, input.space);
  await append(space, async (state) => {
    if (state.isRemoved) throw new AppError("NOT_FOUND");
    return { op };
  });
}

export const archiveRoom = (input: OnRoom): Promise<void> => step(input, "room.archive");
export const restoreRoom = (input: OnRoom): Promise<void> => step(input, "room.restore");

/** For good; only from the archive. */
export const removeRoom = (input: OnRoom): Promise<void> => step(input, "room.remove");

/**
 * The new owner gets the key with the entry from whoever holds it and does this. Who holds none hands over a room whose
 * contents the new owner opens only when somebody has given him the key: see listRoomsOfOneKey.
 * @throws RIGHT_MISSING also when the new owner may own no rooms; NOT_VERIFIED when he may be given no key
 */
export async function changeRoomOwner(input: OnRoom & { user: UserId }): Promise<void> {
  const { user } = input;
  const space = await demandFitOwner(input);
  await appendDraft(space, async () => ({
    operation: { op: "room.owner", user },
    lockboxes: async () => (holdsKey(space) ? sealNewest(space, await receivable(space, [user])) : []),
  }));
}

/** What the new owner may not be given is known before anything is changed. Gives the room. @throws NOT_VERIFIED */
export async function demandFitOwner({ origin, space: id, user }: OnRoom & { user: UserId }) {
  const space = await freshSpace(origin, id);
  if (holdsKey(space) && !space.state.isReader(user, space.portal.now)) await demandReceivable(space, [user]);
  return space;
}

const holdsKey = ({ spaceKeys, state }: OpenSpace): boolean => spaceKeys.has(state.generation);
