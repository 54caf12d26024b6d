import type { GroupId, PortalOrigin, SpaceId, UserId } from "../../shared/ids.ts";
import type { InvitedType, PortalOperation } from "../../shared/log/portal-operations.ts";
import { subjectOf } from "../../shared/log/portal-rights.ts";
import type { PortalUser } from "../../shared/log/portal-state.ts";
import type { Subject } from "../../shared/rights/objects.ts";
import { isPaidType, type UserType } from "../../shared/rights/user-types.ts";
import { appendToPortal } from "../spaces/append-portal.ts";
import { newestPortal, type OpenPortal, openPortal } from "../spaces/portal-session.ts";
import { archiveRoom, changeRoomOwner, demandFitOwner, restoreRoom } from "../spaces/room-life.ts";
import { listAllRooms } from "../spaces/rooms.ts";
import { type Profiles, readProfiles } from "./profiles.ts";
import { readVerified } from "./safety.ts";

/** The people of a portal: who they are by its verified log, with names that the log commits to. */

export interface Contact {
  readonly user: UserId;
  readonly type: UserType;
  readonly isPaid: boolean;
  readonly isDisabled: boolean;
  readonly isSelf: boolean;
  /** Null when the portal gives none, or another than the log commits to. */
  readonly name: string | null;
  readonly email: string | null;
  /** Null for the first owner. */
  readonly invitedBy: UserId | null;
  readonly groups: readonly GroupId[];
  /** The safety number of these very keys was compared. */
  readonly isVerified: boolean;
  /** For can(). */
  readonly subject: Subject;
}

/** Everybody whom the person may see, oneself first; who was removed is missing. @throws LOCKED, OFFLINE, LOG_FORKED … */
export async function listContacts(origin: PortalOrigin): Promise<Contact[]> {
  const portal = await newestPortal(origin);
  const [profiles, verified] = await Promise.all([readProfiles(portal), readVerified(origin)]);
  const seen = [...portal.state.users.values()].filter(
    ({ user, isRemoved }) => !isRemoved && (profiles.has(user) || user === portal.user),
  );
  return seen.map((user) => userToContact(portal, user, profiles, verified)).sort(bySelfAndName);
}

function userToContact(
  portal: OpenPortal,
  person: PortalUser,
  profiles: Profiles,
  verified: ReadonlySet<UserId>,
): Contact {
  const { user, type, isDisabled, invitedBy } = person;
  const profile = profiles.get(user);
  return {
    ...{ user, type, isDisabled, invitedBy, isPaid: isPaidType(type), isSelf: user === portal.user },
    ...{ name: profile?.name ?? null, email: profile?.email ?? null },
    groups: [...portal.state.now.groupsOf(user)],
    isVerified: verified.has(user),
    subject: subjectOf(person),
  };
}

const bySelfAndName = (a: Contact, b: Contact): number => {
  if (a.isSelf !== b.isSelf) return a.isSelf ? -1 : 1;
  return (a.name ?? "").localeCompare(b.name ?? "");
};

interface OnPerson {
  readonly origin: PortalOrigin;
  readonly user: UserId;
}

async function change(origin: PortalOrigin, operation: PortalOperation): Promise<void> {
  await appendToPortal(await openPortal(origin), async () => ({ operation }));
}

/** Promotes or demotes. @throws RIGHT_MISSING, ROOMS_LEFT when he owns rooms and is to be one who may own none */
export const changeType = ({ origin, user, type }: OnPerson & { type: InvitedType }): Promise<void> =>
  change(origin, { op: "user.type", user, type });

/** @throws RIGHT_MISSING, ROOMS_LEFT */
export const disablePerson = ({ origin, user }: OnPerson): Promise<void> =>
  change(origin, { op: "user.disable", user });

export const enablePerson = ({ origin, user }: OnPerson): Promise<void> =>
  change(origin, { op: "user.enable", user });

/** For good; only after disabling. @throws RIGHT_MISSING, ROOMS_LEFT */
export const removePerson = ({ origin, user }: OnPerson): Promise<void> =>
  change(origin, { op: "user.remove", user });

/**
 * Gives all rooms of a person to another one; archived ones are taken out of the archive for that. Gives how many there were.
 * With the key where the person at the screen has it: listRoomsOfOneKey tells where only the old owner can give it.
 * @throws RIGHT_MISSING, NOT_VERIFIED
 */
export async function handOverRooms({ origin, user, to }: OnPerson & { to: UserId }): Promise<number> {
  const all = [...(await listAllRooms(origin, false)), ...(await listAllRooms(origin, true))];
  const owned = all.filter(({ owner }) => owner === user);
  const failures: unknown[] = [];
  for (const { space, isArchived } of owned) {
    const room = { origin, space, user: to };
    await (isArchived ? handOverArchived(room) : changeRoomOwner(room)).catch((error) =>
      failures.push(error),
    );
  }
  // One that cannot be handed over keeps no other back
  if (failures.length > 0) throw failures[0];
  return owned.length;
}

/** Whatever becomes of it, the room goes back into the archive. */
async function handOverArchived(room: OnPerson & { space: SpaceId }): Promise<void> {
  await demandFitOwner(room);
  await restoreRoom(room);
  try {
    await changeRoomOwner(room);
  } finally {
    await archiveRoom(room);
  }
}

/** Rows 45 and 46. @throws RIGHT_MISSING */
export async function listGuestsOf({ origin, user }: OnPerson): Promise<UserId[]> {
  const { client, state } = await openPortal(origin);
  const { guests } = await client.call("listGuests", { params: { of: user } });
  return guests.filter((guest) => state.users.get(guest)?.invitedBy === user);
}
