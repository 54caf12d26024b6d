import type { Operation } from "../../shared/log/operations.ts";
import { isPortalOperation } from "../../shared/log/portal-body.ts";
import type { PortalOperation } from "../../shared/log/portal-operations.ts";

/**
 * What an entry of the portal's log is to those who sign for a space.
 * - `rights`: who may do what changes; nobody signs for a space who has not read it.
 * - `newcomer`: as `rights` for the person who came by it, who was nobody before.
 * - `others`: it is judged by in what changes a space itself; who changes items may be a little behind it.
 * - `nothing`: names are shown, and an invitation counts where it is named. They may come while others sign, or a person could
 *   keep everybody from signing by renaming himself.
 */
type Concern = "rights" | "newcomer" | "others" | "nothing";

const CONCERNS: Readonly<Record<PortalOperation["op"], Concern>> = {
  "user.invite": "nothing",
  "invitation.revoke": "nothing",
  "user.join": "newcomer",
  "user.type": "rights",
  "user.disable": "rights",
  "user.enable": "rights",
  "user.remove": "rights",
  "profile.change": "nothing",
  "group.create": "others",
  "group.rename": "nothing",
  "group.members": "rights",
  "group.delete": "rights",
  "settings.change": "rights",
  "portal.key": "others",
  "portal.remove": "others",
};

/** What is in no table concerns everybody. */
export const concernOf = (operation: Operation): Concern =>
  isPortalOperation(operation) ? CONCERNS[operation.op] : "rights";
