import { AppError } from "../errors.ts";
import type { SpaceId, UserId } from "../ids.ts";
import { can, type Verdict } from "../rights/can.ts";
import type { Subject } from "../rights/objects.ts";
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

/** May this person make this change there? */
export function canAppend(
  portal: PortalFacts,
  author: AuthorFacts,
  operation: TreeOperation,
  place: PlaceFacts,
): Verdict {
  const subject = subjectOf(author);
  const facts = { ownerId: place.owner, isSwitchedOn: portal.isPrivateRoomOn };
  const room = { kind: "privateRoom", ...facts } as const;
  // A Private Room has one member, its owner; what he shares becomes a space of its own.
  const item = { kind: "privateItem", access: null, ...facts } as const;
  switch (operation.op) {
    case "folder.put":
      return can(subject, "private:createFolder", room);
    case "file.put":
      return can(subject, "private:createFile", room);
    case "file.version":
      return can(subject, "private:saveVersion", item);
    case "node.rename":
      return can(subject, "private:rename", item);
    case "node.move":
      return can(subject, "private:move", {
        kind: "privateMove",
        fromSpace: place.space,
        toSpace: place.space,
        ...facts,
      });
    case "node.delete":
      return can(subject, "private:delete", item);
  }
}

/**
 * Goes on only with a right.
 * @throws PRIVATE_ROOM_OFF when the switch is what stands against it, RIGHT_MISSING otherwise
 */
export function demand(verdict: Verdict): void {
  if (verdict.allowed) return;
  throw new AppError(verdict.reason === "switchedOn" ? "PRIVATE_ROOM_OFF" : "RIGHT_MISSING");
}
