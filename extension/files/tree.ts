import { normalizeName } from "../../shared/crypto/names.ts";
import { AppError } from "../../shared/errors.ts";
import { createNodeId, type NodeId, type PortalOrigin, type SpaceId } from "../../shared/ids.ts";
import type { NodeState, SpaceState } from "../../shared/log/space-state.ts";
import { isNameFree } from "../../shared/rules/same-name.ts";
import { append } from "../spaces/append.ts";
import { freshenKey } from "../spaces/keys-of-members.ts";
import { type OpenSpace, openSpace } from "../spaces/open-space.ts";
import { readMeta, readNames, sealNodeMeta } from "./node-meta.ts";

/**
 * Changes of the tree of files and folders. Names are unique in a folder: that is checked on the head that
 * compare-and-append then guarantees, so nobody can slip in between.
 */

/** @throws NOT_FOUND */
export function nodeOf(state: SpaceState, node: NodeId): NodeState {
  const found = state.nodes.get(node);
  if (!found) throw new AppError("NOT_FOUND");
  return found;
}

/** @throws NOT_FOUND for what is gone or a folder */
export function fileOf(state: SpaceState, node: NodeId): NodeState {
  const file = nodeOf(state, node);
  if (file.kind !== "file") throw new AppError("NOT_FOUND");
  return file;
}

/** @throws NAME_TAKEN when something else in the folder has the name, in whatever case or composition */
export async function checkNameFree(
  space: OpenSpace,
  state: SpaceState,
  { name, parent, except }: { name: string; parent: NodeId | null; except?: NodeId },
): Promise<void> {
  if (!isNameFree(name, await readNames(space, state, parent, except))) throw new AppError("NAME_TAKEN");
}

/** @throws NAME_INVALID, NAME_TAKEN, FOLDER_TOO_DEEP, SPACE_FULL and what append throws */
export async function createFolder(space: OpenSpace, parent: NodeId | null, typed: string): Promise<NodeId> {
  const name = normalizeName(typed);
  const node = createNodeId();
  const meta = { name, type: "folder", sizeBytes: 0, modifiedAtMs: Date.now() };
  await freshenKey(space);
  await append(space, async (state) => {
    await checkNameFree(space, state, { name, parent });
    const sealed = await sealNodeMeta(space, { node, parent, revision: 1 }, meta);
    return { op: "folder.put", node, parent, revision: 1, meta: sealed };
  });
  return node;
}

/** @throws NAME_INVALID, NAME_TAKEN, NOT_FOUND and what append throws */
export async function renameNode(space: OpenSpace, node: NodeId, typed: string): Promise<void> {
  const name = normalizeName(typed);
  await freshenKey(space);
  await append(space, async (state) => {
    const before = nodeOf(state, node);
    const { parent } = before;
    await checkNameFree(space, state, { name, parent, except: node });
    const revision = before.revision + 1;
    const meta = await sealNodeMeta(
      space,
      { node, parent, revision },
      { ...(await readMeta(space, before)), name },
    );
    return { op: "node.rename", node, revision, meta };
  });
}

/** Moves inside the space. What is there already is never overwritten. @throws NAME_TAKEN, NOT_FOUND and what append throws */
export async function moveNode(space: OpenSpace, node: NodeId, parent: NodeId | null): Promise<void> {
  if (nodeOf(space.state, node).parent === parent) return;
  await freshenKey(space);
  await append(space, async (state) => {
    const before = nodeOf(state, node);
    const opened = await readMeta(space, before);
    await checkNameFree(space, state, { name: opened.name, parent, except: node });
    const revision = before.revision + 1;
    const meta = await sealNodeMeta(space, { node, parent, revision }, opened);
    return { op: "node.move", node, parent, revision, meta };
  });
}

/**
 * Deletes, a folder with all that is in it. In a room it goes to the person's trash, elsewhere it is for good, also for those
 * with whom it was shared. Something that is gone already counts as deleted.
 */
export async function deleteNode(space: OpenSpace, node: NodeId): Promise<void> {
  const before = space.state.nodes.get(node);
  if (!before || before.trashedBy !== null) return;
  if (space.state.kind === "room") {
    await append(space, async (state) => ({ op: "node.trash", node: nodeOf(state, node).node }));
    return;
  }
  for (const [shared, home] of sharedBelow(space.state, before))
    await deleteShared(space.origin, home, shared);
  await append(space, async (state) => ({ op: "node.delete", node: nodeOf(state, node).node }));
}

/** The shared files among a node and all below it, and where they live. */
function sharedBelow(state: SpaceState, { node, sharedAs }: NodeState): [NodeId, SpaceId][] {
  const own: [NodeId, SpaceId][] = sharedAs === null ? [] : [[node, sharedAs]];
  return [...own, ...state.childrenOf(node).flatMap((child) => sharedBelow(state, child))];
}

async function deleteShared(origin: PortalOrigin, home: SpaceId, node: NodeId): Promise<void> {
  const space = await openSpace(origin, home);
  if (space.state.nodes.has(node)) await append(space, async () => ({ op: "node.delete", node }));
}
