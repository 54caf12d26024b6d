import type { Bytes } from "../bytes.ts";
import type { PublicKeys } from "../crypto/bundle.ts";
import type { GroupId, InvitationId, UserId } from "../ids.ts";
import type { UserType } from "../rights/user-types.ts";
import type { InvitedType, PortalSettings } from "./portal-operations.ts";

/**
 * What decisions about an entry need to know of the portal, and no more: the Worker answers from rows of D1, which it
 * loads first for the ids that the operation names, a client from the log that it replayed.
 */

export interface PersonFacts {
  readonly user: UserId;
  readonly type: UserType;
  readonly isDisabled: boolean;
  readonly isRemoved: boolean;
  /** Null for the Owner. */
  readonly invitedBy: UserId | null;
}

export interface InvitationFacts {
  readonly invitedBy: UserId;
  readonly invitePublic: Bytes;
  readonly type: InvitedType;
  readonly isWithRoom: boolean;
  readonly expiresAtMs: number;
  readonly state: "waiting" | "used" | "revoked";
}

export interface GroupFacts {
  readonly isDeleted: boolean;
  readonly members: ReadonlySet<UserId>;
}

/** The portal as it is before the entry. Undefined is what never was. */
export interface PortalFacts {
  readonly settings: PortalSettings;
  readonly isRemoved: boolean;
  /** Newest generation of the portal's admin key; 0 before the first. */
  readonly adminGeneration: number;
  user(user: UserId): PersonFacts | undefined;
  invitation(invitation: InvitationId): InvitationFacts | undefined;
  group(group: GroupId): GroupFacts | undefined;
  /** Whether anybody, removed or not, has one of these keys. */
  hasKeys(keys: PublicKeys): boolean;
}

/** Neither disabled nor removed. */
export const isActive = (person: Pick<PersonFacts, "isDisabled" | "isRemoved"> | undefined): boolean =>
  person?.isDisabled === false && person.isRemoved === false;
