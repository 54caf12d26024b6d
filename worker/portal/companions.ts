import type { BodyOf } from "../../shared/api/contract.ts";
import { type Bytes, equalBytes } from "../../shared/bytes.ts";
import { commitGroupName } from "../../shared/crypto/group-name.ts";
import { AppError } from "../../shared/errors.ts";
import type { PortalOperation } from "../../shared/log/portal-operations.ts";
import { checkProfile } from "../users/profile.ts";

/** What comes beside an entry because the log only commits to it. */

type Body = BodyOf<"appendPortalEntry">;
export type Companions = Omit<Body, "entry">;

const malformed = (): AppError => new AppError("BODY_MALFORMED");

/** What each operation brings along; whatever else comes is refused. */
const BRINGS: { readonly [Name in PortalOperation["op"]]?: keyof Companions } = {
  "profile.change": "profile",
  "group.create": "groupName",
  "group.rename": "groupName",
  "user.invite": "invitedEmail",
  "portal.key": "lockboxes",
};

/** @throws BODY_MALFORMED when something is missing, too much, or not what the entry commits to */
export async function checkCompanions(operation: PortalOperation, brought: Companions): Promise<void> {
  const names = Object.keys(brought) as (keyof Companions)[];
  if (names.some((name) => brought[name] !== undefined && name !== BRINGS[operation.op])) throw malformed();
  if (operation.op === "profile.change") return checkProfileOf(operation, brought.profile);
  if (operation.op === "group.create" || operation.op === "group.rename")
    return checkGroupName(operation, brought.groupName);
  if (operation.op === "portal.key" && brought.lockboxes === undefined) throw malformed();
}

async function checkProfileOf(
  { user, profileCommitment }: Extract<PortalOperation, { op: "profile.change" }>,
  profile: Body["profile"],
): Promise<void> {
  if (!profile) throw malformed();
  await checkProfile(profile, { user, commitment: profileCommitment });
}

async function checkGroupName(
  { group, nameCommitment }: { group: string; nameCommitment: Bytes },
  named: Body["groupName"],
): Promise<void> {
  if (named?.group !== group || !equalBytes(await commitGroupName(named), nameCommitment)) throw malformed();
}
