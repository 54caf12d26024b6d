import { createNodeId, type NodeId } from "../../shared/ids.ts";
import type { MemberLevel } from "../../shared/log/member-operations.ts";
import { organisation, portalOfOrganisation } from "./organisation.ts";
import type { Person } from "./people.ts";
import { someMeta, someVersion } from "./signed-log.ts";
import { type PortalWriter, SpaceWriter } from "./signed-portal.ts";

/** alice's room, with ron as its manager, bob as Editor and dave as Content creator, and what people do in it. */

export interface RoomLog {
  readonly portal: PortalWriter;
  readonly room: SpaceWriter;
  put(by: Person, ...grants: [Person, MemberLevel][]): Promise<unknown>;
  remove(by: Person, ...who: Person[]): Promise<unknown>;
  file(by: Person, node?: NodeId): Promise<NodeId>;
  save(by: Person, node: NodeId, number?: number): Promise<unknown>;
}

const { alice, bob, dave, ron } = organisation;
const grown = portalOfOrganisation();

export async function openRoomLog(): Promise<RoomLog> {
  const portal = await (await grown).copy();
  const room = await SpaceWriter.start(portal, alice, { kind: "room", roomType: "Custom", copyOf: null });
  const version = (number = 1) => ({ ...someVersion(number), generation: room.state.generation });
  const log: RoomLog = {
    portal,
    room,
    put: (by, ...grants) =>
      room.add(by, { op: "member.put", members: grants.map(([{ user }, level]) => ({ user, level })) }),
    remove: (by, ...who) => room.add(by, { op: "member.remove", users: who.map(({ user }) => user) }),
    async file(by, node = createNodeId()) {
      const placed = { node, parent: null, revision: 1, meta: someMeta(), version: version() };
      await room.add(by, { op: "file.put", ...placed });
      return node;
    },
    save: (by, node, number = 2) =>
      room.add(by, {
        op: "file.version",
        node,
        revision: number,
        meta: someMeta(),
        version: version(number),
      }),
  };
  await log.put(alice, [ron, "RoomManager"], [bob, "Editor"], [dave, "ContentCreator"]);
  return log;
}
