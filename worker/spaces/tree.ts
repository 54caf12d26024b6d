import { sql } from "kysely";
import type { NodeId, SpaceId, UserId } from "../../shared/ids.ts";
import type { NodeOperation } from "../../shared/log/operations.ts";
import type { ItemFacts } from "../../shared/log/space-facts.ts";
import { FOLDER_DEPTH_MAX, type NodeFacts, type TreeView, trashOf } from "../../shared/log/tree-rules.ts";
import { readAll } from "../db/batch.ts";
import type { Db } from "../db/open.ts";
import type { MemberSpace } from "./facts.ts";

/** What the rules of the tree ask of a space, from rows of D1. */

interface NodeRow {
  readonly node: NodeId;
  readonly kind: "folder" | "file";
  readonly parent: NodeId | null;
  readonly revision: number;
  readonly version_number: number;
  readonly is_deleted: 0 | 1;
  readonly created_by: UserId | null;
  readonly trashed_by: UserId | null;
  readonly shared_space: SpaceId | null;
}

/** The tree, and what the tables of rights ask of one of its items. */
export interface ItemView extends TreeView {
  item(id: NodeId): ItemFacts | undefined;
}

const COLUMNS = sql.raw(
  "node, kind, parent, revision, version_number, is_deleted, created_by, trashed_by, shared_space",
);

/** `start` and the folders above it. Bounded, so that not even a ring in the table could hold us. */
const chainQuery = (db: Db, space: SpaceId, start: NodeId | null) => {
  const query = sql<NodeRow>`
    with recursive chain (${COLUMNS}, depth) as (
      select ${COLUMNS}, 0 from nodes where space = ${space} and node = ${start}
      union all
      select n.node, n.kind, n.parent, n.revision, n.version_number, n.is_deleted, n.created_by, n.trashed_by,
        n.shared_space, chain.depth + 1
        from chain join nodes n on n.space = ${space} and n.node = chain.parent
        where chain.depth <= ${FOLDER_DEPTH_MAX}
    )
    select ${COLUMNS} from chain`;
  return { compile: () => query.compile(db) };
};

/** How many levels there are below a node; 0 for null. */
const heightQuery = (db: Db, space: SpaceId, top: NodeId | null) => {
  const query = sql<{ height: number }>`
    with recursive below (node, depth) as (
      select ${top}, 0
      union all
      select n.node, below.depth + 1 from below
        join nodes n on n.space = ${space} and n.parent = below.node and n.is_deleted = 0
        where below.depth <= ${FOLDER_DEPTH_MAX}
    )
    select max(depth) as height from below`;
  return { compile: () => query.compile(db) };
};

const rowToFacts = (row: NodeRow): NodeFacts => ({
  kind: row.kind,
  parent: row.parent,
  revision: row.revision,
  versionNumber: row.version_number,
  trashedBy: row.trashed_by,
  sharedAs: row.shared_space,
});

/** The part of the tree that this operation touches: its node and what is below, its new parent and what is above. */
export async function readTreeView(
  d1: D1Database,
  db: Db,
  { space, operation }: { space: MemberSpace; operation: NodeOperation },
): Promise<ItemView> {
  const parent = "parent" in operation ? operation.parent : null;
  // Only a node that changes its place is asked for its height, and reading it costs as much as all that is below
  const moved = operation.op === "node.move" || operation.op === "node.restore" ? operation.node : null;
  const [own, above, heights] = await readAll(d1, [
    chainQuery(db, space.space, operation.node),
    chainQuery(db, space.space, parent),
    heightQuery(db, space.space, moved),
  ] as const);
  const rows = new Map([...own, ...above].map((row) => [row.node, row]));
  const there = (id: NodeId): NodeRow | undefined => {
    const row = rows.get(id);
    return row && row.is_deleted === 0 ? row : undefined;
  };
  const node = (id: NodeId): NodeFacts | undefined => {
    const row = there(id);
    return row && rowToFacts(row);
  };
  return {
    kind: space.kind,
    fileNode: space.fileNode,
    node,
    item: (id) => {
      const row = there(id);
      return row && { createdBy: row.created_by ?? space.owner, trashedBy: trashOf({ node }, id) };
    },
    isSpent: (id) => rows.has(id),
    heightOf: () => heights[0]?.height ?? 0,
    itemCount: space.itemCount,
    generation: space.generation,
  };
}
