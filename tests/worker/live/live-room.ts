import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { randomBytes } from "../../../shared/bytes.ts";
import type { NodeId } from "../../../shared/ids.ts";
import { codeOf } from "../../support/ask.ts";
import { portalOfFive, type Resident } from "../../support/portal.ts";
import { createRoom, makeAdminKey, type Room } from "../../support/rooms.ts";
import { openDoor, type WorkerDoor } from "../door.ts";

/** alice owns a room of bob and dora (Editors) and carol (Viewer); rob is outside. */
export interface LiveRoom {
  readonly door: WorkerDoor;
  readonly alice: Resident;
  readonly bob: Resident;
  readonly dora: Resident;
  readonly carol: Resident;
  readonly rob: Resident;
  readonly room: Room;
}

export async function openLiveRoom(): Promise<LiveRoom> {
  const door = await openDoor();
  const { five } = await portalOfFive(door);
  const people = { alice: five.Owner, bob: five.User, dora: five.DocSpaceAdmin, carol: five.Guest };
  const { alice, bob, dora, carol } = people;
  await makeAdminKey(alice);
  const members = [
    [bob, "Editor"],
    [dora, "Editor"],
    [carol, "Viewer"],
  ] as const;
  const room = await createRoom(alice, { members });
  return { door, ...people, rob: five.RoomAdmin, room };
}

/** Rows of a document's own tables; none when there are no tables. */
export const stored = (node: NodeId, table: "sessions" | "frames") =>
  runInDurableObject(env.LIVE.getByName(node), (_, { storage: { sql } }) => {
    const tables = sql.exec("select 1 from sqlite_master where name = ?", table).toArray();
    return tables.length > 0 ? sql.exec(`select * from ${table} order by position`).toArray() : [];
  });

export const storedPositions = async (node: NodeId) =>
  (await stored(node, "frames")).map(({ position }) => position);

/** Saves what becomes the file's newest version. */
export async function save(as: Resident, room: Room, at: { node: NodeId; version: number }): Promise<void> {
  const client = await room.client(as);
  const code = await codeOf(client.saveVersion(at.node, at.version, randomBytes(4)));
  if (code !== "200") throw new Error(`file.version: ${code}`);
  room.head = client.head;
}
