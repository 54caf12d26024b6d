import type { GroupId, PortalOrigin, SpaceId, UserId } from "../../shared/ids.ts";
import { type OpenPortal, openPortal } from "../spaces/portal-session.ts";
import { listAllRooms, listRooms } from "../spaces/rooms.ts";

/** Which rooms nobody could be given the key of any more, before the step is taken after which it would be so. */

/** A room that nobody would open any more without some people, as the portal says. */
export interface RoomOfOneKey {
  readonly space: SpaceId;
  readonly title: string | null;
}

/**
 * Rooms whose key only this one of all others can pass on. Before he goes, or his rooms go `to` somebody else, he has to be
 * online once. The person at the screen passes on what he has himself, unless it is he who goes. @throws RIGHT_MISSING
 */
export async function listRoomsOfOneKey(input: {
  origin: PortalOrigin;
  user: UserId;
  to: UserId | null;
}): Promise<RoomOfOneKey[]> {
  const { origin, user, to } = input;
  const portal = await openPortal(origin);
  const { spaces } = await portal.client.call("listRoomsOfOneKey", {
    params: { of: user, ...(to !== null && { to }) },
  });
  return named(portal, spaces, { isLeaving: user === portal.user && to === null });
}

/**
 * The same for what people have by a group: before these are taken out of it, or, null, before it is deleted.
 * @throws RIGHT_MISSING
 */
export async function listRoomsOfGroupsKey(input: {
  origin: PortalOrigin;
  group: GroupId;
  users: readonly UserId[] | null;
}): Promise<RoomOfOneKey[]> {
  const { origin, group, users } = input;
  const portal = await openPortal(origin);
  const asked = { params: { group }, body: { users: users === null ? null : [...users] } };
  const { spaces } = await portal.client.call("listRoomsOfGroupsKey", asked);
  const members = portal.state.groups.get(group)?.members;
  const isLeaving = members?.has(portal.user) === true && users?.includes(portal.user) !== false;
  return named(portal, spaces, { isLeaving });
}

async function named(
  { origin }: OpenPortal,
  spaces: readonly SpaceId[],
  { isLeaving }: { readonly isLeaving: boolean },
): Promise<RoomOfOneKey[]> {
  if (spaces.length === 0) return [];
  const [own, ...lists] = await Promise.all([
    listRooms(origin),
    ...[false, true].map((isArchived) => listAllRooms(origin, isArchived).catch(() => [])),
  ]);
  const rows = new Map([...own, ...lists.flat()].map((row) => [row.space, row]));
  const isPassedOn = (space: SpaceId): boolean => !isLeaving && rows.get(space)?.object.holdsKey === true;
  return spaces
    .filter((space) => !isPassedOn(space))
    .map((space) => ({ space, title: rows.get(space)?.title ?? null }));
}
