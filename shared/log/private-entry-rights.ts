import { decide, type Verdict } from "../rights/can.ts";
import type { AnyPrivateObject, Subject } from "../rights/objects.ts";
import { privateRightFor } from "../rights/private-rights.ts";
import { allow, deny } from "../rights/verdict.ts";
import type { SpaceOperation } from "./operations.ts";
import type { FilePlace, PersonalPlace, PortalOfSpace } from "./space-facts.ts";

/** The rights of a Private Room and of the files shared from it, as entries need them. Asked by rights-of-entry.ts. */

type Place = PersonalPlace | FilePlace;

/** What the operation is done to, as the tables of rights see it. */
function objectOf(portal: PortalOfSpace, operation: SpaceOperation, place: Place): AnyPrivateObject {
  const facts = { ownerId: place.owner, isSwitchedOn: portal.isPrivateRoomOn };
  switch (operation.op) {
    case "folder.put":
    case "file.put":
      return { kind: "privateRoom", ...facts };
    case "node.move":
      // One log is one space: a move in it never leaves it
      return { kind: "privateMove", fromSpace: place.space, toSpace: place.space, ...facts };
    case "node.share":
      return { kind: "privateShare", access: "FullAccess", receiverHasKeys: true, ...facts };
    case "member.put": {
      // Who is in the portal's log is there with his keys
      const receiverHasKeys = operation.members.every(({ user }) => portal.user(user) !== undefined);
      return { kind: "privateShare", access: "FullAccess", receiverHasKeys, ...facts };
    }
    case "member.remove":
      return { kind: "privateShare", access: "DenyAccess", receiverHasKeys: true, ...facts };
    default: {
      const access = place.kind === "file" && place.level === "FullAccess" ? "FullAccess" : null;
      return { kind: "privateItem", access, ...facts };
    }
  }
}

/** Somebody whom a file was shared with can always give it back. */
const isLeaving = (operation: SpaceOperation, subject: Subject): boolean =>
  operation.op === "member.remove" && operation.users.every((user) => user === subject.userId);

/** May this person make this change in a Private Room, or to a file shared from one? */
export function canAppendPrivate(
  portal: PortalOfSpace,
  subject: Subject,
  operation: SpaceOperation,
  place: Place,
): Verdict {
  const right = privateRightFor(operation.op);
  if (right === null) return deny(null, "unknownRight");
  if (place.kind === "file" && isLeaving(operation, subject))
    return subject.isDisabled === false ? allow("private:open") : deny("private:open", "disabled");
  const isNeedless = operation.op === "key.rotate" && place.kind === "file" && !place.isStale;
  if (isNeedless && subject.userId !== place.owner) return deny(right, "notOwner");
  return decide(subject, right, objectOf(portal, operation, place));
}
