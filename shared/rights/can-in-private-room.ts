import { PRIVATE_ROOM_RULES, type PrivateRoomRule } from "../rules/private-room.ts";
import { canByMatrix } from "./can-by-matrix.ts";
import { isSamePerson } from "./holder.ts";
import type { AnyPrivateObject, RightObject, Subject } from "./objects.ts";
import { isPrivateObject, PRIVATE_RIGHTS, type PrivateRight } from "./private-rights.ts";
import { isUserType } from "./user-types.ts";
import { allow, type DenyReason, deny, type Verdict } from "./verdict.ts";

const rules = PRIVATE_ROOM_RULES;

/**
 * Decides by a row of the Private Room's rights. Called by `can` only.
 * Row 1 of the matrix and the rules stand above the row; names are the client's matter (shared/rules/same-name.ts).
 */
export function canInPrivateRoom(subject: Subject, right: PrivateRight, object: RightObject): Verdict {
  if (subject.isDisabled !== false) return deny(right, "disabled");
  if (!isUserType(subject.type)) return deny(right, "userType");
  if (!isPrivateObject(object) || !isAbout(right, object)) return deny(right, "wrongObject");
  if (!rules.switchedOn.isKept(object)) return deny(right, "switchedOn");
  const isOwn = isSamePerson(subject.userId, object.ownerId);
  const reason =
    brokenRule(right, object) ?? (isOwn ? refuseOwner(subject, right, object) : refuseOther(right, object));
  return reason === null ? allow(right) : deny(right, reason);
}

function isAbout(right: PrivateRight, object: AnyPrivateObject): boolean {
  return (PRIVATE_RIGHTS[right].on as readonly string[]).includes(object.kind);
}

function brokenRule(right: PrivateRight, object: AnyPrivateObject): PrivateRoomRule | null {
  if (right === "private:copy") return "noCopy";
  if (right === "private:linkOutside") return "noExternalLink";
  if (object.kind === "privateMove" && !rules.moveInside.isKept(object)) return "moveInside";
  if (object.kind !== "privateShare") return null;
  if (!rules.fullAccessOnly.isKept(object)) return "fullAccessOnly";
  return object.access === "FullAccess" && !rules.shareWithKeys.isKept(object) ? "shareWithKeys" : null;
}

function refuseOwner(subject: Subject, right: PrivateRight, object: AnyPrivateObject): DenyReason | null {
  if (!rules.noGuestRoom.isKept(subject)) return "noGuestRoom";
  const ground = canByMatrix(subject, "manageOwnFiles", object);
  if (!ground.allowed) return ground.reason;
  return PRIVATE_RIGHTS[right].owner === "yes" ? null : "notOwner";
}

function refuseOther(right: PrivateRight, object: AnyPrivateObject): DenyReason | null {
  if (!rules.moveOwn.isKept({ isOwn: object.kind !== "privateMove" })) return "moveOwn";
  if (object.kind !== "privateItem") return "notOwner";
  if (!rules.denyTakesBack.isKept(object)) return "denyTakesBack";
  if (object.access !== "FullAccess") return "notShared";
  return PRIVATE_RIGHTS[right].fullAccess === "yes" ? null : "notOwner";
}
