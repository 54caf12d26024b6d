import type { Contact } from "../../extension/people/contacts.ts";
import type { InvitationRow } from "../../extension/people/invitations.ts";
import { createInvitationId, parseUserId, type UserId } from "../../shared/ids.ts";

/** People and invitations as the use cases hand them to pages. */

/** An id that is the same for the same name. */
export function userId(name: string): UserId {
  const bytes = Buffer.alloc(16);
  bytes.write(name);
  return parseUserId(bytes.toString("base64url"));
}

export function contactOf(user: UserId, name: string | null, over: Partial<Contact> = {}): Contact {
  const type = over.type ?? "User";
  const isDisabled = over.isDisabled ?? false;
  return {
    ...{ user, name, type, isDisabled, isPaid: false, isSelf: false, invitedBy: null, groups: [] },
    email: name === null ? null : `${name.toLowerCase()}@example.org`,
    isVerified: false,
    subject: { userId: user, type, isDisabled },
    ...over,
  };
}

/** A waiting one for seven days. */
export function invitationOf(email: string | null): InvitationRow {
  return {
    ...{ invitation: createInvitationId(), type: "User", isWithRoom: false, email },
    ...{ invitedBy: userId("alice"), invitedByName: "Alice", expiresAtMs: Date.now() + 604_800_000 },
    ...{ state: "waiting", mayRevoke: true },
  };
}
