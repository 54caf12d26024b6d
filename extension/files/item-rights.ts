import type { NodeId } from "../../shared/ids.ts";
import { can } from "../../shared/rights/can.ts";
import type { PrivateItemObject } from "../../shared/rights/objects.ts";
import type { PrivateRight } from "../../shared/rights/private-rights.ts";
import type { RoomRight } from "../../shared/rights/room-rights.ts";
import type { OpenSpace } from "../spaces/open-space.ts";
import { ownSubject, roomItemOf, roomObjectOf } from "../spaces/room-object.ts";

/** What the person may do with a file or folder, whatever kind of space it is in. For commands to be offered; the Worker and replay decide. */

type ItemRight = "edit" | "download" | "rename" | "move" | "delete" | "readHistory" | "restoreVersion";

/** Of the two tables, for the same action. In a Private Room nothing is read only, so editing is saving. */
const RIGHTS = {
  edit: ["private:saveVersion", "room:edit"],
  download: ["private:download", "room:download"],
  rename: ["private:rename", "room:rename"],
  move: ["private:move", "room:move"],
  delete: ["private:delete", "room:delete"],
  readHistory: ["private:readHistory", "room:readHistory"],
  restoreVersion: ["private:saveVersion", "room:restoreVersion"],
} as const satisfies Readonly<Record<ItemRight, readonly [PrivateRight, RoomRight]>>;

/** `node` null: an item that the owner created. */
export function mayOnItem(space: OpenSpace, right: ItemRight, node: NodeId | null): boolean {
  const [inPrivate, inRoom] = RIGHTS[right];
  const subject = ownSubject(space);
  if (space.state.kind === "room") return can(subject, inRoom, roomItemOf(space, node)).allowed;
  if (inPrivate === "private:move") return mayMoveOwn(space);
  return can(subject, inPrivate, privateItemOf(space)).allowed;
}

/** The file of a space of its own stays where it is in its owner's Private Room, and moves there. */
function mayMoveOwn(space: OpenSpace): boolean {
  const { state, portal } = space;
  if (state.kind !== "personal") return false;
  const facts = { ownerId: state.owner, isSwitchedOn: portal.now.settings.isPrivateRoomOn };
  const object = { kind: "privateMove", fromSpace: state.space, toSpace: state.space, ...facts } as const;
  return can(ownSubject(space), "private:move", object).allowed;
}

export function privateItemOf({ state, portal, user }: OpenSpace): PrivateItemObject {
  const access = state.levelOf(user, portal.now) === "FullAccess" ? "FullAccess" : null;
  const isSwitchedOn = portal.now.settings.isPrivateRoomOn;
  return { kind: "privateItem", ownerId: state.owner, isSwitchedOn, access };
}

/** Whether something may be created in the place. */
export function mayCreateIn(space: OpenSpace): boolean {
  const { state, portal } = space;
  if (state.kind === "room") return can(ownSubject(space), "room:create", roomObjectOf(space)).allowed;
  if (state.kind === "file") return false;
  const facts = { ownerId: state.owner, isSwitchedOn: portal.now.settings.isPrivateRoomOn };
  return can(ownSubject(space), "private:createFile", { kind: "privateRoom", ...facts }).allowed;
}
