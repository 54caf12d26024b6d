import type { GroupId, InvitationId, UserId } from "../ids.ts";
import { compareLevels, isLevelOffered, type Level, type RoomType } from "../rights/levels.ts";
import { mayOwnRooms } from "../rights/user-types.ts";
import type { MemberLevel, MemberOperation } from "./member-operations.ts";
import type { SpaceKind } from "./operations.ts";
import { isActive } from "./portal-facts.ts";
import type { PortalUser, PortalView } from "./portal-state.ts";

/** The people of a space: who is in it, at which level, and by what. */

interface Place {
  readonly kind: SpaceKind;
  readonly owner: UserId;
  readonly roomType: RoomType | null;
}

export class SpacePeople {
  readonly kind: SpaceKind;
  readonly roomType: RoomType | null;
  owner: UserId;
  /** Own levels. */
  readonly members = new Map<UserId, MemberLevel>();
  readonly groups = new Map<GroupId, Level>();
  /** Levels that wait for whoever joins. */
  readonly invitations = new Map<InvitationId, MemberLevel>();

  constructor({ kind, owner, roomType }: Place) {
    this.kind = kind;
    this.owner = owner;
    this.roomType = roomType;
  }

  /** The person's own level; null when there is none. Joining by an invitation gives one. */
  ownLevel(user: UserId, portal: PortalView): MemberLevel | null {
    const invitation = portal.user(user)?.joinedBy;
    const invited = invitation ? this.invitations.get(invitation) : undefined;
    return this.members.get(user) ?? invited ?? null;
  }

  /**
   * The highest of a person's own level and those of his groups; null for the owner and for who has none. What the
   * room's type does not offer counts as nothing, and so does Room manager in the hands of a User or Guest.
   */
  levelOf(user: UserId, portal: PortalView): MemberLevel | null {
    const person = portal.user(user);
    if (!person || user === this.owner) return null;
    const own = this.ownLevel(user, portal);
    if (this.kind !== "room") return own === "FullAccess" ? own : null;
    const ofGroups = [...portal.groupsOf(user)].map((group) => this.groups.get(group) ?? null);
    return [own, ...ofGroups].filter((level) => this.#counts(person, level)).reduce(higher, null);
  }

  /** Whether the person may have the key: the owner and the members, while they are active. */
  isReader(user: UserId, portal: PortalView): boolean {
    const person = portal.user(user);
    if (!person || !isActive(person)) return false;
    if (user !== this.owner) return this.levelOf(user, portal) !== null;
    return this.kind !== "room" || mayOwnRooms(person.type);
  }

  readersAt(portal: PortalView): Set<UserId> {
    const inGroups = [...this.groups.keys()].flatMap((group) => [...(portal.group(group)?.members ?? [])]);
    const joined = [...this.invitations.keys()].flatMap((id) => portal.invitation(id)?.usedBy ?? []);
    const candidates = [this.owner, ...this.members.keys(), ...inGroups, ...joined];
    return new Set(candidates.filter((user) => this.isReader(user, portal)));
  }

  /** Somebody joined the portal by an invitation that carried a level here: it is his own from now on. */
  admit(user: UserId, portal: PortalView): void {
    const invitation = portal.user(user)?.joinedBy;
    const level = invitation && this.invitations.get(invitation);
    if (!invitation || !level) return;
    this.invitations.delete(invitation);
    this.members.set(user, level);
  }

  /** Applies a checked operation, where it is about people, and gives those whom it let in. */
  apply(operation: MemberOperation, portal: PortalView): Iterable<UserId> {
    switch (operation.op) {
      case "member.put":
        for (const { user, level } of operation.members) this.members.set(user, level);
        return operation.members.map(({ user }) => user);
      case "member.remove":
        for (const user of operation.users) this.members.delete(user);
        return [];
      case "member.invite":
        this.invitations.set(operation.invitation, operation.level);
        return [];
      case "member.uninvite":
        this.invitations.delete(operation.invitation);
        return [];
      case "group.admit":
        this.groups.set(operation.group, operation.level);
        return portal.group(operation.group)?.members ?? [];
      case "group.expel":
        this.groups.delete(operation.group);
        return [];
      case "room.owner":
        return this.#handOver(operation.user, portal);
      default:
        return [];
    }
  }

  #handOver(user: UserId, portal: PortalView): Iterable<UserId> {
    const before = portal.user(this.owner);
    if (before && mayOwnRooms(before.type)) this.members.set(this.owner, "RoomManager");
    this.members.delete(user);
    this.owner = user;
    return [user];
  }

  #counts({ type }: PortalUser, level: MemberLevel | null): level is Level {
    if (level === null || level === "FullAccess" || this.roomType === null) return false;
    return isLevelOffered(this.roomType, level) && (level !== "RoomManager" || mayOwnRooms(type));
  }
}

const higher = (a: Level | null, b: Level): Level | null => (a === null || compareLevels(a, b) < 0 ? b : a);
