import * as v from "valibot";
import type { PortalOrigin } from "../../shared/ids.ts";
import { storedItem } from "./stored.ts";

export const INVITATION_PREFIX = "invitation:";

/** What stands behind `#` of an invitation's link, in memory only, from the click until the person has joined. */
export const invitationRecord = (at: PortalOrigin) =>
  storedItem("session", INVITATION_PREFIX + at, v.pipe(v.string(), v.maxLength(1000)));
