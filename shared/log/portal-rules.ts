import type { Bundle } from "../crypto/bundle.ts";
import { AppError } from "../errors.ts";
import type { UserId } from "../ids.ts";
import { isActive, type PortalFacts } from "./portal-facts.ts";
import type { GroupMembers, PortalOperation, UserInvite, UserJoin } from "./portal-operations.ts";

/**
 * What an entry of the portal's log must fit to, beside its author's right (portal-rights.ts). The Worker asks with rows
 * of D1, a client with what it replayed.
 */

/** The longest that an invitation may wait: 30 days. */
export const INVITATION_MAX_MS = 30 * 24 * 60 * 60 * 1000;

export interface PortalAttempt {
  readonly author: UserId;
  readonly timeMs: number;
  readonly operation: PortalOperation;
  /** The bundle inside `user.join`, parsed and verified; null for any other operation. */
  readonly bundle: Bundle | null;
}

const refused = (): AppError => new AppError("ENTRY_REFUSED");

function demandThat(isSo: boolean): void {
  if (!isSo) throw refused();
}

function checkInvite(facts: PortalFacts, operation: UserInvite, timeMs: number): void {
  const { invitation, type, expiresAtMs } = operation;
  demandThat(facts.invitation(invitation) === undefined);
  demandThat(expiresAtMs > timeMs && expiresAtMs <= timeMs + INVITATION_MAX_MS);
  demandGuests(facts, type);
}

function demandGuests(facts: PortalFacts, type: UserInvite["type"]): void {
  if (type === "Guest" && !facts.settings.areGuestsAllowed) throw new AppError("GUESTS_REFUSED");
}

function checkJoin(facts: PortalFacts, operation: UserJoin, attempt: PortalAttempt): void {
  const { author, timeMs, bundle } = attempt;
  const invitation = facts.invitation(operation.invitation);
  if (invitation?.state !== "waiting" || timeMs > invitation.expiresAtMs)
    throw new AppError("INVITATION_OVER");
  if (!isActive(facts.user(invitation.invitedBy))) throw new AppError("INVITATION_OVER");
  demandGuests(facts, invitation.type);
  demandThat(bundle?.user === author && facts.user(author) === undefined && !facts.hasKeys(bundle));
}

/** Added are active people who are not in it; removed are people who are. */
function checkMembers(facts: PortalFacts, { group, added, removed }: GroupMembers): void {
  const members = facts.group(group)?.members;
  const named = new Set([...added, ...removed]);
  demandThat(named.size > 0 && named.size === added.length + removed.length);
  demandThat(added.every((user) => members?.has(user) === false && isActive(facts.user(user))));
  demandThat(removed.every((user) => members?.has(user) === true));
}

/**
 * Refuses an entry that does not fit the portal as it is.
 * @throws ENTRY_REFUSED, INVITATION_OVER, GUESTS_REFUSED; PORTAL_REMOVED for anything behind the portal's end
 */
export function checkPortalOperation(facts: PortalFacts, attempt: PortalAttempt): void {
  const { operation, timeMs } = attempt;
  if (facts.isRemoved) throw new AppError("PORTAL_REMOVED");
  if ("user" in operation) demandThat(facts.user(operation.user)?.isRemoved === false);
  if ("group" in operation && operation.op !== "group.create")
    demandThat(facts.group(operation.group)?.isDeleted === false);
  switch (operation.op) {
    case "user.invite":
      checkInvite(facts, operation, timeMs);
      break;
    case "invitation.revoke":
      if (facts.invitation(operation.invitation)?.state !== "waiting") throw new AppError("INVITATION_OVER");
      break;
    case "user.join":
      checkJoin(facts, operation, attempt);
      break;
    case "user.type":
      demandThat(facts.user(operation.user)?.type !== operation.type);
      demandGuests(facts, operation.type);
      break;
    case "user.disable":
      demandThat(facts.user(operation.user)?.isDisabled === false);
      break;
    case "user.enable":
    case "user.remove":
      demandThat(facts.user(operation.user)?.isDisabled === true);
      break;
    case "group.create":
      demandThat(facts.group(operation.group) === undefined);
      break;
    case "group.members":
      checkMembers(facts, operation);
      break;
    case "portal.key":
      demandThat(operation.generation === facts.adminGeneration + 1);
      break;
  }
}
