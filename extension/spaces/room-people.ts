import type { GroupId, UserId } from "../../shared/ids.ts";
import { isActive } from "../../shared/log/portal-facts.ts";
import { withOwnersKey } from "../../shared/log/room-entry-rights.ts";
import { can } from "../../shared/rights/can.ts";
import { compareLevels, type Level, levelsToGive } from "../../shared/rights/levels.ts";
import type { Profiles } from "../people/profiles.ts";
import type { OpenSpace } from "./open-space.ts";
import { ownLevel, ownSubject, roomObjectOf } from "./room-object.ts";

/** The people of a room, and what the person at the screen may do about them. */

export interface RoomMember {
  readonly user: UserId;
  readonly name: string | null;
  readonly level: Level | "RoomOwner";
  /** His own level; null when he is here by a group only. */
  readonly ownLevel: Level | null;
  /** He is here by these groups as well. */
  readonly groups: readonly GroupId[];
  readonly isPending: boolean;
  readonly isDisabled: boolean;
  /** What the person at the screen may set; empty when nothing. */
  readonly levelsToGive: readonly Level[];
  readonly mayRemove: boolean;
}

export function listMembers(space: OpenSpace, profiles: Profiles, waiting: readonly UserId[]): RoomMember[] {
  const { state, portal } = space;
  const users = new Set([state.owner, ...state.members.keys(), ...state.readersAt(portal.now)]);
  return [...users].flatMap((user) => memberOf(space, user, profiles, waiting) ?? []).sort(byLevel);
}

function memberOf(
  space: OpenSpace,
  user: UserId,
  profiles: Profiles,
  waiting: readonly UserId[],
): RoomMember | null {
  const { state, portal } = space;
  const person = portal.users.get(user);
  if (!person || person.isRemoved) return null;
  const own = state.ownLevelOf(user, portal.now);
  const ownLevelOfUser = own === "FullAccess" ? null : own;
  const shown = user === state.owner ? "RoomOwner" : (state.levelOf(user, portal.now) ?? ownLevelOfUser);
  if (!shown || shown === "FullAccess") return null;
  const groups = [...portal.now.groupsOf(user)].filter((group) => state.groups.has(group));
  const gifts = user === state.owner || !mayManage(space) ? [] : giftsFor(space, user, ownLevelOfUser);
  return {
    ...{ user, name: profiles.get(user)?.name ?? null, level: shown, ownLevel: ownLevelOfUser, groups },
    ...{ isPending: waiting.includes(user), isDisabled: !isActive(person), levelsToGive: gifts },
    mayRemove:
      user !== state.owner && ownLevelOfUser !== null && (gifts.length > 0 || mayPutOut(space, user)),
  };
}

/** Everybody himself, and the owner others. */
const mayPutOut = (space: OpenSpace, user: UserId): boolean => user === space.user || mayPutOutAsOwner(space);

/** The owner, of whatever key he was left without. */
function mayPutOutAsOwner(space: OpenSpace): boolean {
  if (space.state.owner !== space.user) return false;
  return can(ownSubject(space), "room:setLevels", withOwnersKey(roomObjectOf(space))).allowed;
}

export interface RoomGroup {
  readonly group: GroupId;
  readonly level: Level;
  /** What the person at the screen may set; empty when nothing. */
  readonly levelsToGive: readonly Level[];
  readonly mayRemove: boolean;
}

/** Groups are people of type User at most: none is ever Room manager. */
export function listRoomGroups(space: OpenSpace): RoomGroup[] {
  const { groups, roomType } = space.state;
  const maySee = can(ownSubject(space), "viewGroups", { kind: "portal" }).allowed;
  const mayGive = maySee && mayManage(space);
  return [...groups].map(([group, level]) => {
    const gifts =
      mayGive && roomType !== null
        ? levelsToGive({ giver: giverOf(space), roomType, receiverType: "User", current: level })
        : [];
    const mayRemove = gifts.length > 0 || (maySee && mayPutOutAsOwner(space));
    return { group, level, levelsToGive: gifts, mayRemove };
  });
}

function giftsFor(space: OpenSpace, user: UserId, current: Level | null): Level[] {
  const { state, portal } = space;
  const receiverType = portal.users.get(user)?.type;
  if (!receiverType || state.roomType === null) return [];
  return levelsToGive({ giver: giverOf(space), roomType: state.roomType, receiverType, current });
}

const giverOf = (space: OpenSpace): Level | "RoomOwner" =>
  space.state.owner === space.user ? "RoomOwner" : (ownLevel(space) ?? "Viewer");

const mayManage = (space: OpenSpace): boolean =>
  can(ownSubject(space), "room:setLevels", roomObjectOf(space)).allowed;

/** Levels that the person at the screen may give to somebody new. */
export function levelsForNew(space: OpenSpace): Level[] {
  const { roomType } = space.state;
  const mayInvite = can(ownSubject(space), "room:invite", roomObjectOf(space)).allowed;
  if (!mayInvite || roomType === null) return [];
  return levelsToGive({ giver: giverOf(space), roomType, receiverType: "RoomAdmin", current: null });
}

function byLevel(a: RoomMember, b: RoomMember): number {
  if (a.level === "RoomOwner" || b.level === "RoomOwner") return a.level === "RoomOwner" ? -1 : 1;
  const order = compareLevels(b.level, a.level);
  return order === 0 ? (a.name ?? "").localeCompare(b.name ?? "") : order;
}
