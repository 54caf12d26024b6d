import { randomBytes } from "../../shared/bytes.ts";
import { deriveInviteKey, encodeInviteLink } from "../../shared/crypto/invite.ts";
import { createInvitationId } from "../../shared/ids.ts";
import type { InvitedType } from "../../shared/log/portal-operations.ts";
import type { Resident } from "./portal.ts";

/** Somebody on the portal makes a link for a person of this type. Gives it as it is sent to people. */
export async function invitationLink(by: Resident, type: InvitedType): Promise<string> {
  const { portal, door } = by.portal;
  const [invitation, seed] = [createInvitationId(), randomBytes(32)];
  const { inviteKey: key, invitePublic } = await deriveInviteKey({ portal, invitation, seed });
  await by.put(by.inviteOperation({ invitation, key, invitePublic }, type));
  const { head } = by.portal;
  return encodeInviteLink({ origin: door.origin, portal, head, invitation, seed });
}
