import type { ReplyOf } from "../../shared/api/contract.ts";
import { HOLDERS_MAX } from "../../shared/api/contract-rooms.ts";
import type { SpaceId, UserId } from "../../shared/ids.ts";
import { mayPassOn } from "../../shared/rights/passing-on.ts";
import type { OpenSpace } from "./open-space.ts";

/** Who has the newest key of a space: that the portal says, and what they are there the verified log. */

/** Somebody who has the key of a space of which the person at the screen has none. */
export interface KeyHolder {
  readonly space: SpaceId;
  readonly user: UserId;
  /** He is active and still in it, as one who passes keys on. */
  readonly mayGive: boolean;
}

/** Whether somebody who holds the newest key reads here no more, by the portal as it is known now. */
export const isStale = ({ state, portal }: OpenSpace): boolean =>
  state.kind !== "personal" && !state.isRemoved && state.isStaleAt(portal.now);

/** By the verified log: that somebody has the key is all that the portal says. */
export function holderOf(space: OpenSpace, user: UserId): KeyHolder {
  const { state, portal } = space;
  const mayGive = mayPassOn({
    isOwner: user === state.owner,
    isAuthor: user === state.generations.at(-1)?.author,
    level: state.levelOf(user, portal.now),
    isStale: isStale(space),
  });
  return { space: space.space, user, mayGive: mayGive && state.isReader(user, portal.now) };
}

/** The owner of a stale space, without its newest key, but with an older one. */
export const isOwnerBehind = (space: OpenSpace): boolean =>
  space.state.owner === space.user &&
  space.spaceKeys.size > 0 &&
  !space.spaceKeys.has(space.state.generation) &&
  isStale(space);

/**
 * Nobody by whom the newest key would come is named: then the owner starts the next one without it. Who has that key only
 * the portal says: one that lies brings the owner to carry on an older one. A full list may leave somebody out.
 */
export function isLeftToOwner(
  space: OpenSpace,
  { holders }: Pick<ReplyOf<"listSpaces">["spaces"][number], "holders">,
): boolean {
  if (!isOwnerBehind(space) || holders.length >= HOLDERS_MAX) return false;
  return !holders.some((user) => holderOf(space, user).mayGive);
}
