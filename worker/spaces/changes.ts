import { type Compilable, sql } from "kysely";
import type { NodeId, SpaceId } from "../../shared/ids.ts";
import type { FilePut, FileVersion, FolderPut, TreeOperation } from "../../shared/log/operations.ts";
import type { Db } from "../db/open.ts";

/** What an operation changes in the derived tables. Its place, right and fit to the tree were checked. */

const putNode = (db: Db, space: SpaceId, operation: FolderPut | FilePut): Compilable =>
  db.insertInto("nodes").values({
    space,
    node: operation.node,
    kind: operation.op === "file.put" ? "file" : "folder",
    parent: operation.parent,
    revision: operation.revision,
    version_number: operation.op === "file.put" ? 1 : 0,
  });

const countItem = (db: Db, space: SpaceId): Compilable =>
  db.updateTable("spaces").set({ item_count: sql<number>`item_count + 1` }).where("space", "=", space);

const updateNode = (
  db: Db,
  space: SpaceId,
  { node, ...changes }: { node: NodeId; revision: number; parent?: NodeId | null; version_number?: number },
): Compilable => db.updateTable("nodes").set(changes).where("space", "=", space).where("node", "=", node);

function nameBlob(db: Db, space: SpaceId, { node, version }: FilePut | FileVersion): Compilable[] {
  const { number, blob } = version;
  return [
    db.insertInto("versions").values({ space, node, number, blob }),
    db.updateTable("blobs").set({ state: "named" }).where("blob", "=", blob),
  ];
}

/** The node and all below it. `union` keeps each once, so a ring would end too. */
export const subtree = (space: SpaceId, top: NodeId) => sql`
  with recursive below (node) as (
    select ${top}
    union
    select n.node from below join nodes n on n.space = ${space} and n.parent = below.node and n.is_deleted = 0
  ) select node from below`;

/**
 * Rows of nodes stay, so that no id comes back; blobs wait for the sweep, so that a lost answer loses none of the work.
 * The items are counted first: once they are deleted the subtree is its top alone.
 */
function deleteTree(db: Db, space: SpaceId, top: NodeId): Compilable[] {
  const inside = sql<boolean>`space = ${space} and node in (${subtree(space, top)})`;
  const doomed = db.selectFrom("versions").select("blob").where(inside);
  const gone = sql<number>`(select count(*) from (${subtree(space, top)}))`;
  const left = sql<number>`item_count - ${gone}`;
  return [
    db.updateTable("spaces").set({ item_count: left }).where("space", "=", space),
    db.updateTable("blobs").set({ state: "doomed" }).where("blob", "in", doomed),
    db.deleteFrom("versions").where(inside),
    db.updateTable("nodes").set({ is_deleted: 1 }).where(inside),
  ];
}

export function changesOf(db: Db, space: SpaceId, operation: TreeOperation): Compilable[] {
  const { node } = operation;
  switch (operation.op) {
    case "folder.put":
      return [putNode(db, space, operation), countItem(db, space)];
    case "file.put":
      return [putNode(db, space, operation), countItem(db, space), ...nameBlob(db, space, operation)];
    case "file.version": {
      const { revision, version } = operation;
      const change = updateNode(db, space, { node, revision, version_number: version.number });
      return [change, ...nameBlob(db, space, operation)];
    }
    case "node.rename":
      return [updateNode(db, space, { node, revision: operation.revision })];
    case "node.move":
      return [updateNode(db, space, { node, revision: operation.revision, parent: operation.parent })];
    case "node.delete":
      return deleteTree(db, space, node);
  }
}
