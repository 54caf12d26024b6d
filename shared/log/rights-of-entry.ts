import { AppError } from "../errors.ts";
import type { SpaceId, UserId } from "../ids.ts";
import { can, decide, type Verdict } from "../rights/can.ts";
import type { AnyPrivateObject, Subject } from "../rights/objects.ts";
import { privateRightFor } from "../rights/private-rights.ts";
import { deny } from "../rights/verdict.ts";
import type { TreeOperation } from "./operations.ts";
import type { PortalState, PortalUser } from "./portal-state.ts";

/** Which right an entry needs, asked of `can()`. The Worker and every client ask here, so that neither takes what the other refuses. */

/** What must be known of the place that an entry changes. `space` is that of the log itself. */
export interface PlaceFacts {
  readonly space: SpaceId;
  readonly owner: UserId;
  readonly kind: "personal";
}

export type PortalFacts = Pick<PortalState, "isPrivateRoomOn">;
export type AuthorFacts = Pick<PortalUser, "user" | "type" | "isDisabled">;

const subjectOf = (author: AuthorFacts): Subject => ({
  userId: author.user,
  type: author.type,
  isDisabled: author.isDisabled,
});

/** May this person start this space? A Private Room is started by its owner only, who is the entry's author. */
export const canCreateSpace = (portal: PortalFacts, author: AuthorFacts): Verdict =>
  can(subjectOf(author), "private:setUp", {
    kind: "privateRoom",
    ownerId: author.user,
    isSwitchedOn: portal.isPrivateRoomOn,
  });

/** What the operation is done to, as the tables of rights see it. */
function objectOf(portal: PortalFacts, { op }: TreeOperation, place: PlaceFacts): AnyPrivateObject {
  const facts = { ownerId: place.owner, isSwitchedOn: portal.isPrivateRoomOn };
  if (op === "folder.put" || op === "file.put") return { kind: "privateRoom", ...facts };
  // One log is one space: a move in it never leaves it.
  if (op === "node.move")
    return { kind: "privateMove", fromSpace: place.space, toSpace: place.space, ...facts };
  // A Private Room has one member, its owner; what he shares becomes a space of its own.
  return { kind: "privateItem", access: null, ...facts };
}

/** May this person make this change there? Which right that is stands in the table of the Private Room's rights. */
export function canAppend(
  portal: PortalFacts,
  author: AuthorFacts,
  operation: TreeOperation,
  place: PlaceFacts,
): Verdict {
  const right = privateRightFor(operation.op);
  if (right === null) return deny(null, "unknownRight");
  return decide(subjectOf(author), right, objectOf(portal, operation, place));
}

/**
 * Goes on only with a right.
 * @throws PRIVATE_ROOM_OFF when the switch is what stands against it, RIGHT_MISSING otherwise
 */
export function demand(verdict: Verdict): void {
  if (verdict.allowed) return;
  throw new AppError(verdict.reason === "switchedOn" ? "PRIVATE_ROOM_OFF" : "RIGHT_MISSING");
}
