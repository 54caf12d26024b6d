import { type Compilable, type Expression, type SqlBool, sql, type Updateable } from "kysely";
import type { NodeId, SpaceId, UserId } from "../../shared/ids.ts";
import type { FilePut, FileVersion, FolderPut, NodeOperation } from "../../shared/log/operations.ts";
import type { Db } from "../db/open.ts";
import type { Tables } from "../db/tables.ts";

/** What an operation on an item changes in the derived tables. Its place, right and fit to the tree were checked. */

export interface Where {
  readonly space: SpaceId;
  readonly author: UserId;
}

const putNode = (db: Db, { space, author }: Where, operation: FolderPut | FilePut): Compilable =>
  db.insertInto("nodes").values({
    space,
    created_by: author,
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
  { space, node }: { space: SpaceId; node: NodeId },
  changes: Updateable<Tables["nodes"]>,
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

/** A space comes to its end with all that it holds: the copies of a file that was shared go with the file. */
export const endSpaces = (db: Db, which: Expression<SqlBool>): Compilable[] => {
  const ending = db.selectFrom("spaces").select("space").where(which);
  const doomed = db.selectFrom("versions").select("blob").where("space", "in", ending);
  return [
    db.updateTable("blobs").set({ state: "doomed" }).where("blob", "in", doomed),
    db.deleteFrom("versions").where("space", "in", ending),
    db.updateTable("nodes").set({ is_deleted: 1 }).where("space", "in", ending),
    db.updateTable("spaces").set({ is_removed: 1, item_count: 0 }).where(which),
  ];
};

/**
 * Rows of nodes stay, so that no id comes back; blobs wait for the sweep, so that a lost answer loses none of the work.
 * The items are counted first: once they are deleted the subtree is its top alone.
 */
function deleteTree(db: Db, space: SpaceId, top: NodeId): Compilable[] {
  const inside = sql<boolean>`space = ${space} and node in (${subtree(space, top)})`;
  const doomed = db.selectFrom("versions").select("blob").where(inside);
  const gone = sql<number>`(select count(*) from (${subtree(space, top)}))`;
  const left = sql<number>`item_count - ${gone}`;
  const shared = sql<boolean>`space in (select shared_space from nodes where ${inside} and shared_space is not null)`;
  return [
    ...endSpaces(db, shared),
    db.updateTable("spaces").set({ item_count: left }).where("space", "=", space),
    db.updateTable("blobs").set({ state: "doomed" }).where("blob", "in", doomed),
    db.deleteFrom("versions").where(inside),
    db.updateTable("nodes").set({ is_deleted: 1 }).where(inside),
  ];
}

export function nodeChanges(db: Db, where: Where, operation: NodeOperation): Compilable[] {
  const { space, author } = where;
  const { node } = operation;
  const at = { space, node };
  switch (operation.op) {
    case "folder.put":
      return [putNode(db, where, operation), countItem(db, space)];
    case "file.put":
      return [putNode(db, where, operation), countItem(db, space), ...nameBlob(db, space, operation)];
    case "file.version": {
      const { revision, version } = operation;
      return [
        updateNode(db, at, { revision, version_number: version.number }),
        ...nameBlob(db, space, operation),
      ];
    }
    case "node.rename":
      return [updateNode(db, at, { revision: operation.revision })];
    case "node.move":
      return [updateNode(db, at, { revision: operation.revision, parent: operation.parent })];
    case "node.trash":
      return [updateNode(db, at, { trashed_by: author })];
    case "node.restore": {
      const { revision, parent } = operation;
      return [updateNode(db, at, { revision, parent, trashed_by: null })];
    }
    case "node.share":
      return [updateNode(db, at, { shared_space: operation.space })];
    case "node.delete":
      return deleteTree(db, space, node);
  }
}
