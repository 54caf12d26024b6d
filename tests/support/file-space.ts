import { randomBytes } from "../../shared/bytes.ts";
import { createNodeId } from "../../shared/ids.ts";
import type { Resident } from "./portal.ts";
import { createOwnSpace, type Room } from "./rooms.ts";

/** The space of a file of somebody's own, with the file in it. */
export async function createFileSpace(by: Resident): Promise<Room> {
  const node = createNodeId();
  const room = await createOwnSpace(by, node);
  const client = await room.client(by);
  const version = await client.upload(randomBytes(3), { node });
  const meta = await client.meta("a.docx", { node });
  await room.put(by, { op: "file.put", node, parent: null, revision: 1, meta, version });
  return room;
}
