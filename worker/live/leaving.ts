import type { NodeId, SpaceId, UserId } from "../../shared/ids.ts";
import type { SpaceOperation } from "../../shared/log/operations.ts";
import type { Db } from "../db/open.ts";
import type { Env } from "../env.ts";
import { LIVE_TOLD_MAX } from "../limits.ts";
import type { Guest } from "./guest.ts";
import { leaversIn, placesInSpaceOf, placesOf, privatePlaces, sharedSpacesOf } from "./places.ts";

/** Closes sockets of who lost a right; whoever still may comes back with a new ticket, which is given by the rights of now. */

/** All places, so many documents at a time; each is called once, for everybody who goes. */
async function closeAll(env: Env, places: readonly Guest[]): Promise<void> {
  const documents = [...Map.groupBy(places, ({ space, node }) => `${space}/${node}`).values()];
  for (let at = 0; at < documents.length; at += LIVE_TOLD_MAX) {
    // One document that cannot be reached keeps the others from nothing.
    await Promise.allSettled(documents.slice(at, at + LIVE_TOLD_MAX).map((guests) => closeIn(env, guests)));
  }
}

async function closeIn(env: Env, guests: readonly Guest[]): Promise<void> {
  const [first] = guests;
  if (!first) return;
  const users = guests.map(({ user }) => user);
  await env.LIVE.getByName(first.node).closeFor(first.space, users);
}

/** After an entry of a space: those who read it no more, and those whose level changed. */
export async function closeLeavers(
  env: Env,
  db: Db,
  space: SpaceId,
  operation: SpaceOperation,
): Promise<void> {
  switch (operation.op) {
    case "member.put": {
      const users = operation.members.map(({ user }) => user);
      return closeAll(env, await placesInSpaceOf(db, space, users));
    }
    case "member.remove":
    case "group.admit":
    case "group.expel":
    case "room.owner":
    case "room.remove":
      return closeAll(env, await leaversIn(db, space));
  }
}

/** After items were deleted: files among them that were shared are gone in the spaces of their own, too. */
export async function closeShared(
  env: Env,
  db: Db,
  { space, nodes }: { space: SpaceId; nodes: readonly NodeId[] },
): Promise<void> {
  for (const shared of await sharedSpacesOf(db, space, nodes))
    await closeAll(env, await leaversIn(db, shared));
}

/** After an entry of the portal that changes what these people are, or in which groups. */
export const closeSocketsOf = async (env: Env, db: Db, users: readonly UserId[]): Promise<void> =>
  closeAll(env, await placesOf(db, users));

/** After the Private Room was switched off. */
export const closePrivateSockets = async (env: Env, db: Db): Promise<void> =>
  closeAll(env, await privatePlaces(db));
