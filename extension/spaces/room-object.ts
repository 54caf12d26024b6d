import { AppError } from "../../shared/errors.ts";
import type { NodeId } from "../../shared/ids.ts";
import { subjectOf } from "../../shared/log/portal-rights.ts";
import type { Level } from "../../shared/rights/levels.ts";
import type { ArchivedRoomObject, RoomItemObject, RoomObject, Subject } from "../../shared/rights/objects.ts";
import type { OpenSpace } from "./open-space.ts";

/** A space and the person at the screen, as the tables of rights see them: all from the verified logs. */

export function ownSubject({ portal, user }: Pick<OpenSpace, "portal" | "user">): Subject {
  const person = portal.users.get(user);
  if (!person) throw new AppError("LOG_FORKED");
  return subjectOf(person);
}

/** The person's level in a room; null for its owner, and from outside. */
export function ownLevel({ state, portal, user }: OpenSpace): Level | null {
  const level = state.levelOf(user, portal.now);
  return level === "FullAccess" ? null : level;
}

/** @throws INTERNAL for a space that is no room */
export function roomObjectOf(space: OpenSpace): RoomObject | ArchivedRoomObject {
  const { state, spaceKeys } = space;
  if (state.roomType === null) throw new AppError("INTERNAL");
  return {
    kind: state.isArchived ? "archivedRoom" : "room",
    ownerId: state.owner,
    roomType: state.roomType,
    level: ownLevel(space),
    holdsKey: spaceKeys.has(state.generation),
    isDownloadDenied: state.settings?.isDownloadDenied ?? false,
  };
}

/** `node` null: an item that the owner created. */
export function roomItemOf(space: OpenSpace, node: NodeId | null): RoomItemObject {
  const createdBy = (node && space.state.nodes.get(node)?.createdBy) || space.state.owner;
  return { kind: "roomItem", room: roomObjectOf(space), createdBy };
}
