import type { NodeMeta } from "../../shared/crypto/metadata.ts";
import { AppError, type ErrorCode } from "../../shared/errors.ts";
import type { NodeId } from "../../shared/ids.ts";
import type { NodeState } from "../../shared/log/space-state.ts";
import { readPersonNames } from "../people/person-names.ts";
import { type OpenSpace, openSpace } from "../spaces/open-space.ts";
import { readMeta } from "./node-meta.ts";

/** What a page shows of a room, opened: each node with its name, or with the reason why it has none. */

export interface IndexedNode {
  readonly state: NodeState;
  readonly meta: NodeMeta | null;
  readonly code: ErrorCode | null;
  readonly changedByName: string;
}

export type RoomIndex = ReadonlyMap<NodeId, IndexedNode>;

/** Between batches the page gets to draw. */
const BATCH = 250;

async function indexNode(space: OpenSpace, state: NodeState, changedByName: string): Promise<IndexedNode> {
  try {
    return { state, meta: await readMetaAtHome(space, state), code: null, changedByName };
  } catch (error) {
    const code = error instanceof AppError ? error.code : "CIPHERTEXT_DAMAGED";
    return { state, meta: null, code, changedByName };
  }
}

async function readMetaAtHome(space: OpenSpace, state: NodeState): Promise<NodeMeta> {
  const home = await homeOf(space, state);
  return readMeta(home.space, home.state);
}

/** A shared file's name and its changes live with its content; its place in the Private Room stays. */
export async function homeOf(space: OpenSpace, state: NodeState) {
  if (state.sharedAs === null) return { space, state };
  const home = await openSpace(space.origin, state.sharedAs);
  const shared = home.state.nodes.get(state.node);
  return shared ? { space: home, state: shared } : { space, state };
}

/**
 * Opens all names of a room, those of `first` before the others. What was opened before is not opened again. `show` is
 * called when the first are there and again when all are.
 */
export async function indexRoom(
  space: OpenSpace,
  { first, before, show }: { first: NodeId | null; before: RoomIndex; show: (index: RoomIndex) => void },
): Promise<void> {
  const names = await readPersonNames(space);
  const index = new Map<NodeId, IndexedNode>();
  const missing: NodeState[] = [];
  for (const state of space.state.nodes.values()) {
    const known = before.get(state.node);
    if (known?.state === state && state.sharedAs === null) index.set(state.node, known);
    else missing.push(state);
  }
  const open = async (states: readonly NodeState[]): Promise<void> => {
    const opened = states.map((state) => indexNode(space, state, names.get(state.changedBy) ?? ""));
    for (const node of await Promise.all(opened)) index.set(node.state.node, node);
  };
  await open(missing.filter(({ parent }) => parent === first));
  show(new Map(index));
  const rest = missing.filter(({ parent }) => parent !== first);
  for (let at = 0; at < rest.length; at += BATCH) await open(rest.slice(at, at + BATCH));
  if (rest.length > 0) show(index);
}
