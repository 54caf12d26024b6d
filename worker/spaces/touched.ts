import { sql } from "kysely";
import type { NodeId, SpaceId } from "../../shared/ids.ts";
import { isNodeOperation, type NodeOperation, type SpaceOperation } from "../../shared/log/operations.ts";
import type { Db } from "../db/open.ts";
import { LIVE_TOLD_MAX } from "../limits.ts";
import { subtree } from "./changes.ts";

/** Whom an operation concerns who may have it open: one item with what is in it, or all that is open of the space. */
export const readTouchedNodes = (
  db: Db,
  space: SpaceId,
  operation: SpaceOperation,
): Promise<readonly NodeId[]> =>
  isNodeOperation(operation) ? readTouchedItems(db, space, operation) : readOpenNodes(db, space);

async function readTouchedItems(
  db: Db,
  space: SpaceId,
  operation: NodeOperation,
): Promise<readonly NodeId[]> {
  switch (operation.op) {
    case "file.put":
    case "folder.put":
      return [];
    case "node.delete":
    case "node.trash":
      return readFilesIn(db, space, operation.node);
    default:
      return [operation.node];
  }
}

/** The file itself, or files at any depth of a folder: as many as are told of one entry. */
async function readFilesIn(db: Db, space: SpaceId, top: NodeId): Promise<NodeId[]> {
  const rows = await db
    .selectFrom("nodes")
    .select("node")
    .where("space", "=", space)
    .where("kind", "=", "file")
    .where("is_deleted", "=", 0)
    .where(sql<boolean>`node in (${subtree(space, top)})`)
    .limit(LIVE_TOLD_MAX)
    .execute();
  return rows.map(({ node }) => node);
}

/** Documents of the space that somebody holds open. */
async function readOpenNodes(db: Db, space: SpaceId): Promise<NodeId[]> {
  const rows = await db
    .selectFrom("live_places")
    .select("node")
    .distinct()
    .where("space", "=", space)
    .limit(LIVE_TOLD_MAX)
    .execute();
  return rows.map(({ node }) => node);
}
