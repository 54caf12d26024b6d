import { sql } from "kysely";
import type { GroupId, InvitationId, UserId } from "../../shared/ids.ts";
import type { MemberLevel } from "../../shared/log/member-operations.ts";
import type { SpaceOperation } from "../../shared/log/operations.ts";
import type { PersonFacts } from "../../shared/log/portal-facts.ts";
import type { ItemFacts, PlaceFacts, PortalOfSpace } from "../../shared/log/space-facts.ts";
import { compareLevels } from "../../shared/rights/levels.ts";
import { mayOwnRooms } from "../../shared/rights/user-types.ts";
import type { Db } from "../db/open.ts";
import { readGroup, readInvitation, readPeople } from "../people/store.ts";
import type { MemberSpace } from "./facts.ts";
import { listed } from "./people.ts";
import type { PortalNow } from "./portal-head.ts";
import type { ItemView } from "./tree.ts";

/** What the rules of a space ask, read for the ids that one operation names. */

export interface Judged {
  readonly portal: PortalOfSpace;
  readonly place: PlaceFacts;
}

interface Named {
  readonly space: MemberSpace;
  readonly operation: SpaceOperation;
  readonly portalNow: PortalNow;
  readonly tree: ItemView | null;
}

function peopleOf(operation: SpaceOperation): readonly UserId[] {
  if (operation.op === "member.put") return operation.members.map(({ user }) => user);
  if (operation.op === "member.remove") return operation.users;
  return operation.op === "room.owner" ? [operation.user] : [];
}

/** The portal as it is now, for what the operation names. */
export async function readPortalOfSpace(
  db: Db,
  operation: SpaceOperation,
  portalNow: PortalNow,
): Promise<PortalOfSpace> {
  const named = peopleOf(operation);
  const [people, group, invitation] = await Promise.all([
    named.length > 0 ? readPeople(db, named) : new Map<UserId, PersonFacts>(),
    // The rules of spaces ask whether there is such a group, never who is in it.
    "group" in operation ? readGroup(db, operation.group, []) : undefined,
    "invitation" in operation ? readInvitation(db, operation.invitation) : undefined,
  ]);
  return {
    ...portalNow,
    user: (user) => people.get(user),
    group: () => group,
    invitation: () => invitation,
  };
}

interface LevelsOf {
  readonly own: MemberLevel | null;
  readonly groups: readonly MemberLevel[];
}

/** The levels of those whom the operation names, whether they are active or not. */
async function readLevels(db: Db, { space, operation }: Named): Promise<ReadonlyMap<UserId, LevelsOf>> {
  const users = peopleOf(operation);
  if (users.length === 0) return new Map();
  const own = db
    .selectFrom("memberships")
    .select(["user", "level", sql<0 | 1>`1`.as("is_own")])
    .where("space", "=", space.space)
    .where(sql<boolean>`user in ${listed(users)}`);
  const byGroup = db
    .selectFrom("room_groups")
    .innerJoin("group_members", "group_members.group_id", "room_groups.group_id")
    .select(["group_members.user", "room_groups.level", sql<0 | 1>`0`.as("is_own")])
    .where("room_groups.space", "=", space.space)
    .where(sql<boolean>`group_members.user in ${listed(users)}`);
  const levels = new Map<UserId, LevelsOf>();
  for (const { user, level, is_own } of await own.unionAll(byGroup).execute()) {
    const before = levels.get(user) ?? { own: null, groups: [] };
    const groups = is_own === 0 && level ? [...before.groups, level] : before.groups;
    levels.set(user, is_own === 1 ? { own: level, groups } : { ...before, groups });
  }
  return levels;
}

/** The highest of what counts: Room manager does not in the hands of a User or Guest. */
function levelOf(levels: LevelsOf | undefined, person: PersonFacts | undefined): MemberLevel | null {
  const all = [levels?.own ?? null, ...(levels?.groups ?? [])];
  const counted = all.filter((level) => level !== "RoomManager" || (person && mayOwnRooms(person.type)));
  return counted.reduce((best, level) => (isHigher(level, best) ? level : best), null);
}

function isHigher(level: MemberLevel | null, than: MemberLevel | null): boolean {
  if (level === null || than === null) return level !== null;
  return level !== "FullAccess" && than !== "FullAccess" && compareLevels(level, than) > 0;
}

const readGroupLevel = (db: Db, { space }: MemberSpace, group: GroupId) =>
  db
    .selectFrom("room_groups")
    .select("level")
    .where("space", "=", space)
    .where("group_id", "=", group)
    .executeTakeFirst();

const readInvitedLevel = (db: Db, { space }: MemberSpace, invitation: InvitationId) =>
  db
    .selectFrom("room_invitations")
    .select("level")
    .where("space", "=", space)
    .where("invitation", "=", invitation)
    .executeTakeFirst();

/** Space, people and portal as the rules of shared/log ask for them. */
export async function readJudged(db: Db, named: Named): Promise<Judged> {
  const { space, operation, portalNow, tree } = named;
  const portal = await readPortalOfSpace(db, operation, portalNow);
  const levels = await readLevels(db, named);
  const base = { space: space.space, owner: space.owner, generation: space.generation };
  if (space.kind === "personal") return { portal, place: { ...base, kind: "personal" } };
  const shared = {
    ...base,
    isRemoved: false,
    isStale: space.isStale,
    level: space.level,
    levelOf: (user: UserId) => levelOf(levels.get(user), portal.user(user)),
    ownLevel: (user: UserId) => levels.get(user)?.own ?? null,
  };
  if (space.kind === "file" || space.roomType === null) return { portal, place: { ...shared, kind: "file" } };
  const [group, invited] = await Promise.all([
    "group" in operation ? readGroupLevel(db, space, operation.group) : undefined,
    "invitation" in operation ? readInvitedLevel(db, space, operation.invitation) : undefined,
  ]);
  return {
    portal,
    place: {
      ...shared,
      kind: "room",
      roomType: space.roomType,
      isArchived: space.isArchived,
      isDownloadDenied: space.isDownloadDenied,
      settingsRevision: space.settingsRevision,
      holdsKey: space.holdsKey,
      item: (node): ItemFacts | undefined => tree?.item(node),
      // Those that the operation names: nothing asks for others.
      groupLevel: () => group?.level ?? null,
      // Who came in by it is a member: nobody is awaited any more.
      invitedLevel: (id) => (portal.invitation(id)?.state === "used" ? null : (invited?.level ?? null)),
    },
  };
}
