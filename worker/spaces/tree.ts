import { sql } from "kysely";
import type { NodeId, SpaceId } from "../../shared/ids.ts";
import type { TreeOperation } from "../../shared/log/operations.ts";
import { FOLDER_DEPTH_MAX, type NodeFacts, type TreeView } from "../../shared/log/tree-rules.ts";
import { readAll } from "../db/batch.ts";
import type { Db } from "../db/open.ts";
import type { MemberSpace } from "./store.ts";

/** What the rules of the tree ask of a space, from rows of D1. */

interface NodeRow {
  readonly node: NodeId;
  readonly kind: "folder" | "file";
  readonly parent: NodeId | null;
  readonly revision: number;
  readonly version_number: number;
  readonly is_deleted: 0 | 1;
}

/** `start` and the folders above it. Bounded, so that not even a ring in the table could hold us. */
const chainQuery = (db: Db, space: SpaceId, start: NodeId | null) => {
  const query = sql<NodeRow>`
    with recursive chain (node, kind, parent, revision, version_number, is_deleted, depth) as (
      select node, kind, parent, revision, version_number, is_deleted, 0 from nodes
        where space = ${space} and node = ${start}
      union all
      select n.node, n.kind, n.parent, n.revision, n.version_number, n.is_deleted, chain.depth + 1
        from chain join nodes n on n.space = ${space} and n.node = chain.parent
        where chain.depth <= ${FOLDER_DEPTH_MAX}
    )
    select node, kind, parent, revision, version_number, is_deleted from chain`;
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
});

/** The part of the tree that this operation touches: its node and what is below, its new parent and what is above. */
export async function readTreeView(
  d1: D1Database,
  db: Db,
  { space, operation }: { space: MemberSpace; operation: TreeOperation },
): Promise<TreeView> {
  const parent = "parent" in operation ? operation.parent : null;
  // Only a move asks for the height, and reading it costs as much as all that is below
  const moved = operation.op === "node.move" ? operation.node : null;
  const [own, above, heights] = await readAll(d1, [
    chainQuery(db, space.space, operation.node),
    chainQuery(db, space.space, parent),
    heightQuery(db, space.space, moved),
  ] as const);
  const rows = new Map([...own, ...above].map((row) => [row.node, row]));
  return {
    node: (id) => {
      const row = rows.get(id);
      return row && row.is_deleted === 0 ? rowToFacts(row) : undefined;
    },
    isSpent: (id) => rows.has(id),
    heightOf: () => heights[0]?.height ?? 0,
    itemCount: space.itemCount,
    generation: space.generation,
  };
}
