import type { UserId } from "../ids.ts";
import { decide, type Verdict } from "../rights/can.ts";
import type { MatrixRight } from "../rights/matrix.ts";
import type { RightObject, Subject } from "../rights/objects.ts";
import type { UserType } from "../rights/user-types.ts";
import { allow, deny } from "../rights/verdict.ts";
import { isActive, type PersonFacts, type PortalFacts } from "./portal-facts.ts";
import type {
  InvitationRevoke,
  InvitedType,
  PortalOperation,
  ProfileChange,
  UserTypeChange,
} from "./portal-operations.ts";

/** Which row of the table an entry of the portal's log needs. Asked by the Worker and by replay. */

/** The row that inviting to each type takes. */
export const INVITE_ROWS = {
  DocSpaceAdmin: "inviteDocSpaceAdmin",
  RoomAdmin: "inviteRoomAdmin",
  User: "inviteUser",
  Guest: "inviteGuest",
} as const satisfies Readonly<Record<InvitedType, MatrixRight>>;

/** The row that a change of type takes, by the type before and the type after. What is not here, nobody may. */
export const TYPE_ROWS: Readonly<Record<UserType, Readonly<Partial<Record<InvitedType, MatrixRight>>>>> = {
  Owner: {},
  DocSpaceAdmin: { RoomAdmin: "demoteDocSpaceAdmin", User: "demoteDocSpaceAdmin" },
  RoomAdmin: { DocSpaceAdmin: "promoteToDocSpaceAdmin", User: "demoteRoomAdmin" },
  User: { DocSpaceAdmin: "promoteToDocSpaceAdmin", RoomAdmin: "promoteToRoomAdmin", Guest: "demoteUser" },
  Guest: { DocSpaceAdmin: "promoteToDocSpaceAdmin", RoomAdmin: "promoteToRoomAdmin", User: "promoteToUser" },
};

/** The row that disabling a person takes, and enabling him again. The Owner never is. */
export const DISABLE_ROWS: Readonly<Partial<Record<UserType, MatrixRight>>> = {
  DocSpaceAdmin: "disableDocSpaceAdmin",
  RoomAdmin: "disableRoomAdmin",
  User: "disableUser",
  Guest: "disableGuest",
};

/** The person as the tables of rights see one who asks. */
export const subjectOf = ({ user, type, isDisabled }: Pick<PersonFacts, "user" | "type" | "isDisabled">) =>
  ({ userId: user, type, isDisabled }) satisfies Subject;

const personObject = ({ user, type, isDisabled, invitedBy }: PersonFacts) =>
  ({ kind: "person", userId: user, type, isDisabled, invitedBy }) as const satisfies RightObject;

function toPerson(
  author: PersonFacts,
  target: PersonFacts | undefined,
  right: MatrixRight | undefined,
): Verdict {
  if (!target || target.isRemoved || right === undefined) return deny(right ?? null, "wrongPerson");
  return decide(subjectOf(author), right, personObject(target));
}

function toType(facts: PortalFacts, author: PersonFacts, { user, type }: UserTypeChange): Verdict {
  const target = facts.user(user);
  return toPerson(author, target, target && TYPE_ROWS[target.type][type]);
}

function toRemove(author: PersonFacts, target: PersonFacts | undefined): Verdict {
  if (!target || target.isRemoved) return deny("editOrRemovePeople", "wrongPerson");
  const object = { ...personObject(target), kind: "personRemoval" } as const;
  return decide(subjectOf(author), "editOrRemovePeople", object);
}

function toProfile(facts: PortalFacts, author: PersonFacts, { user }: ProfileChange): Verdict {
  if (user !== author.user) return toPerson(author, facts.user(user), "editOrRemovePeople");
  return decide(subjectOf(author), "useFileSettings", { kind: "fileSettings", ownerId: user });
}

/** May this person invite to this type? With a room that takes the room's own row as well (rows 8 and 9). */
export const canInvite = (author: PersonFacts, type: InvitedType, isWithRoom: boolean): Verdict =>
  decide(subjectOf(author), INVITE_ROWS[type], { kind: "invitation", isWithRoom });

/** Whoever invited takes it back, whatever he is by now; so does who may invite to that type. */
function toRevoke(facts: PortalFacts, author: PersonFacts, { invitation }: InvitationRevoke): Verdict {
  const found = facts.invitation(invitation);
  if (!found) return deny(null, "wrongObject");
  if (found.invitedBy === author.user) return allow(INVITE_ROWS[found.type]);
  return canInvite(author, found.type, found.isWithRoom);
}

function byOperation(facts: PortalFacts, author: PersonFacts, operation: PortalOperation): Verdict {
  const toPortal = (right: MatrixRight): Verdict => decide(subjectOf(author), right, { kind: "portal" });
  switch (operation.op) {
    case "user.invite":
      return canInvite(author, operation.type, operation.isWithRoom);
    case "invitation.revoke":
      return toRevoke(facts, author, operation);
    case "user.type":
      return toType(facts, author, operation);
    case "user.disable":
    case "user.enable": {
      const target = facts.user(operation.user);
      return toPerson(author, target, target && DISABLE_ROWS[target.type]);
    }
    case "user.remove":
      return toRemove(author, facts.user(operation.user));
    case "profile.change":
      return toProfile(facts, author, operation);
    case "group.create":
    case "group.rename":
    case "group.delete":
    case "group.members":
      return toPortal("createOrEditGroups");
    case "settings.change":
    case "portal.key":
      return toPortal("changeOtherSettings");
    case "portal.remove":
      return toPortal("removePortal");
    default:
      return deny(null, "unknownRight");
  }
}

/**
 * May the author append this to the portal's log? Joining rests on the right of whoever invited, at that time.
 * Whether it fits what is there: checkPortalOperation.
 */
export function canAppendPortal(facts: PortalFacts, author: UserId, operation: PortalOperation): Verdict {
  if (operation.op === "user.join") return canJoin(facts, operation.invitation);
  const person = facts.user(author);
  if (!person || !isActive(person)) return deny(null, "disabled");
  return byOperation(facts, person, operation);
}

function canJoin(facts: PortalFacts, invitation: InvitationRevoke["invitation"]): Verdict {
  const found = facts.invitation(invitation);
  const inviter = found && facts.user(found.invitedBy);
  if (!found || !inviter || !isActive(inviter)) return deny(null, "disabled");
  return canInvite(inviter, found.type, found.isWithRoom);
}
