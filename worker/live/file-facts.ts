import type { Db } from "../db/open.ts";
import type { Guest } from "./guest.ts";

/** What the tables say of the file that a session is about. */

/** Whether it has this version, and this person saved it. */
export async function isSavedBy(db: Db, { space, node, user }: Guest, version: number): Promise<boolean> {
  const row = await db
    .selectFrom("versions")
    .innerJoin("blobs", "blobs.blob", "versions.blob")
    .select("blobs.author")
    .where("versions.space", "=", space)
    .where("versions.node", "=", node)
    .where("versions.number", "=", version)
    .executeTakeFirst();
  return row?.author === user;
}

/** Whether it was deleted neither by itself nor with its room; in the trash it is there. */
export async function isThere(db: Db, { space, node }: Pick<Guest, "space" | "node">): Promise<boolean> {
  const row = await db
    .selectFrom("nodes")
    .innerJoin("spaces", "spaces.space", "nodes.space")
    .select("nodes.node")
    .where("nodes.space", "=", space)
    .where("nodes.node", "=", node)
    .where("nodes.is_deleted", "=", 0)
    .where("spaces.is_removed", "=", 0)
    .executeTakeFirst();
  return row !== undefined;
}
