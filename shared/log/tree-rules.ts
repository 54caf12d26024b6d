import { AppError } from "../errors.ts";
import type { NodeId, SpaceId, UserId } from "../ids.ts";
import type {
  FilePut,
  FileVersion,
  FolderPut,
  NodeMove,
  NodeOperation,
  NodeRestore,
  SpaceKind,
  VersionRecord,
} from "./operations.ts";

/**
 * What a change of the tree must fit to. The Worker asks these rules with rows of D1, a client with the state that it
 * replayed: one place, so that neither takes what the other refuses.
 */

export const FOLDER_DEPTH_MAX = 32;
export const SPACE_ITEMS_MAX = 50_000;

/** What the rules need to know of a node. `versionNumber` is 0 for a folder. */
export interface NodeFacts {
  readonly kind: "folder" | "file";
  readonly parent: NodeId | null;
  readonly revision: number;
  readonly versionNumber: number;
  /** Whose trash the node itself is in; null too for one that only lies in a folder that is. */
  readonly trashedBy: UserId | null;
  /** The space that the file lives in since it was shared. */
  readonly sharedAs: SpaceId | null;
}

/** A view of one space's tree as it is before the operation. Deleted nodes are gone but remembered by `isSpent`. */
export interface TreeView {
  readonly kind: SpaceKind;
  /** The one node that a shared file's space may hold; null in other kinds. */
  readonly fileNode: NodeId | null;
  node(id: NodeId): NodeFacts | undefined;
  /** True for an id that was ever used, deleted or not. */
  isSpent(id: NodeId): boolean;
  /** Levels of nodes below this one: 0 for a file or an empty folder. */
  heightOf(id: NodeId): number;
  readonly itemCount: number;
  readonly generation: number;
}

const refused = (): AppError => new AppError("ENTRY_REFUSED");

/** The folders from `parent` up to the root, `parent` first. None of them is in the trash. */
function ancestors(view: TreeView, parent: NodeId | null): NodeId[] {
  const chain: NodeId[] = [];
  for (let at = parent; at !== null; ) {
    const facts = view.node(at);
    const isUsable = facts?.kind === "folder" && facts.trashedBy === null;
    if (!isUsable || chain.length > FOLDER_DEPTH_MAX) throw refused();
    chain.push(at);
    at = facts.parent;
  }
  return chain;
}

/** `height` counts the levels that come along below the node. */
function checkPlace(view: TreeView, parent: NodeId | null, height: number): NodeId[] {
  const chain = ancestors(view, parent);
  if (chain.length + 1 + height > FOLDER_DEPTH_MAX) throw new AppError("FOLDER_TOO_DEEP");
  return chain;
}

function existing(view: TreeView, id: NodeId): NodeFacts {
  const facts = view.node(id);
  if (!facts) throw refused();
  return facts;
}

/** A node that is there and in no trash. */
function usable(view: TreeView, id: NodeId): NodeFacts {
  const facts = existing(view, id);
  if (facts.trashedBy !== null) throw refused();
  ancestors(view, facts.parent);
  return facts;
}

/** A usable node whose content and name live here. */
function unshared(view: TreeView, id: NodeId): NodeFacts {
  const facts = usable(view, id);
  if (facts.sharedAs !== null) throw refused();
  return facts;
}

function checkNew(view: TreeView, operation: FolderPut | FilePut): void {
  if (view.isSpent(operation.node) || operation.revision !== 1) throw refused();
  if (view.kind === "file" && (operation.node !== view.fileNode || operation.parent !== null))
    throw refused();
  if (operation.op === "file.put") checkVersion(view, operation.version, 0);
  if (view.itemCount >= SPACE_ITEMS_MAX) throw new AppError("SPACE_FULL");
  checkPlace(view, operation.parent, 0);
}

function checkRevision(facts: NodeFacts, revision: number): void {
  if (revision !== facts.revision + 1) throw refused();
}

/** A new version is sealed with the newest space key and follows the one that its author saw. */
function checkVersion(view: TreeView, version: VersionRecord, before: number): void {
  if (version.number !== before + 1) throw new AppError("VERSION_CONFLICT");
  if (version.generation !== view.generation) throw refused();
}

function checkNewVersion(view: TreeView, operation: FileVersion): void {
  const facts = unshared(view, operation.node);
  if (facts.kind !== "file") throw refused();
  checkVersion(view, operation.version, facts.versionNumber);
  checkRevision(facts, operation.revision);
}

/** The new place of a node, with all below it. */
function checkNewPlace(view: TreeView, facts: NodeFacts, operation: NodeMove | NodeRestore): void {
  checkRevision(facts, operation.revision);
  const chain = checkPlace(view, operation.parent, view.heightOf(operation.node));
  if (chain.includes(operation.node)) throw refused();
}

function checkMove(view: TreeView, operation: NodeMove): void {
  const facts = usable(view, operation.node);
  if (operation.parent === facts.parent) throw refused();
  checkNewPlace(view, facts, operation);
}

function checkRestore(view: TreeView, operation: NodeRestore): void {
  const facts = existing(view, operation.node);
  if (facts.trashedBy === null) throw refused();
  checkNewPlace(view, facts, operation);
}

/** In a room only what is in the trash, itself or with a folder above it; elsewhere there is no trash. */
function checkDelete(view: TreeView, node: NodeId): void {
  existing(view, node);
  if (view.kind === "room" && trashOf(view, node) === null) throw refused();
}

/** Whose trash a node is in, itself or with a folder above it: the nearest. Null for none. */
export function trashOf(view: Pick<TreeView, "node">, node: NodeId): UserId | null {
  for (let at: NodeId | null = node, steps = 0; at !== null && steps <= FOLDER_DEPTH_MAX; steps++) {
    const facts = view.node(at);
    if (!facts || facts.trashedBy !== null) return facts?.trashedBy ?? null;
    at = facts.parent;
  }
  return null;
}

/**
 * Refuses an operation that does not fit the tree. Says nothing about rights, nor about the state of the space as a
 * whole: see rights-of-entry.ts and space-rules.ts.
 * @throws ENTRY_REFUSED, VERSION_CONFLICT, FOLDER_TOO_DEEP, SPACE_FULL
 */
export function checkTreeOperation(view: TreeView, operation: NodeOperation): void {
  switch (operation.op) {
    case "folder.put":
    case "file.put":
      checkNew(view, operation);
      break;
    case "file.version":
      checkNewVersion(view, operation);
      break;
    case "node.rename":
      checkRevision(unshared(view, operation.node), operation.revision);
      break;
    case "node.move":
      checkMove(view, operation);
      break;
    case "node.trash":
      usable(view, operation.node);
      break;
    case "node.restore":
      checkRestore(view, operation);
      break;
    case "node.share":
      if (unshared(view, operation.node).kind !== "file") throw refused();
      break;
    case "node.delete":
      checkDelete(view, operation.node);
  }
}
