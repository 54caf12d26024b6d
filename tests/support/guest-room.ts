import type { InvitationId } from "../../shared/ids.ts";
import type { Resident } from "./portal.ts";
import { createRoom, type Room } from "./rooms.ts";

/** A room for nothing but letting somebody in: a guest comes only together with one. */

export const createGuestRoom = (by: Resident, invitation: InvitationId): Promise<Room> =>
  createRoom(by, { isBare: true, followers: [{ op: "member.invite", invitation, level: "Viewer" }] });

export async function removeGuestRoom(room: Room): Promise<void> {
  await room.put(room.owner, { op: "room.archive" });
  await room.put(room.owner, { op: "room.remove" });
}
