import type { Bytes, Sealed } from "../bytes.ts";
import type { NodeId, SpaceId, UserId } from "../ids.ts";
import type { Head, ParsedEntry } from "./entry.ts";
import type {
  FilePut,
  FileVersion,
  FolderPut,
  SpaceCreate,
  TreeOperation,
  VersionRecord,
} from "./operations.ts";
import { checkTreeOperation, type TreeView } from "./tree-rules.ts";

/** What the log of a space amounts to. Built by replay only (shared/log/replay.ts); holds nothing that was opened. */

/** A version with the signed facts of its entry. */
export interface SignedVersion extends VersionRecord {
  readonly author: UserId;
  readonly timeMs: number;
}

/** A file or folder. `meta` is bound to {space, node, parent, revision}. `changedBy` and `changedAtMs` are the last entry's. */
export interface NodeState {
  readonly node: NodeId;
  readonly kind: "folder" | "file";
  readonly parent: NodeId | null;
  readonly revision: number;
  readonly meta: Sealed;
  readonly createdBy: UserId;
  readonly changedBy: UserId;
  readonly changedAtMs: number;
  /** Oldest first; empty for a folder. */
  readonly versions: readonly SignedVersion[];
}

/** A space key's commitment and the entry that started it: what lockboxes of that generation are bound to. */
export interface GenerationState {
  readonly generation: number;
  readonly keyCommitment: Bytes;
  readonly startedBy: ParsedEntry["hash"];
  readonly author: UserId;
}

export class SpaceState {
  readonly space: SpaceId;
  readonly owner: UserId;
  readonly kind: "personal";
  readonly generations: readonly GenerationState[];
  readonly nodes = new Map<NodeId, NodeState>();
  head: Head;
  readonly #spent = new Set<NodeId>();
  readonly #children = new Map<NodeId | null, Set<NodeId>>();

  constructor(space: SpaceId, genesis: ParsedEntry, operation: SpaceCreate) {
    this.space = space;
    this.owner = genesis.author;
    this.kind = operation.kind;
    this.head = { seq: genesis.seq, hash: genesis.hash };
    this.generations = [
      {
        generation: 1,
        keyCommitment: operation.keyCommitment,
        startedBy: genesis.hash,
        author: genesis.author,
      },
    ];
  }

  get generation(): number {
    return this.generations.length;
  }

  /** The nodes in a folder, null being the top, in no order. */
  childrenOf(parent: NodeId | null): NodeState[] {
    return [...(this.#children.get(parent) ?? [])].flatMap((id) => this.nodes.get(id) ?? []);
  }

  /**
   * Applies an operation whose signature, place in the chain and right were checked.
   * @throws as checkTreeOperation does; the state is then unchanged
   */
  apply(entry: ParsedEntry, operation: TreeOperation): void {
    checkTreeOperation(this.#view(), operation);
    this.#change(entry, operation);
    this.head = { seq: entry.seq, hash: entry.hash };
  }

  #view(): TreeView {
    return {
      node: (id) => {
        const state = this.nodes.get(id);
        return state && { ...state, versionNumber: state.versions.length };
      },
      isSpent: (id) => this.#spent.has(id),
      heightOf: (id) => this.#heightOf(id),
      itemCount: this.nodes.size,
      generation: this.generation,
    };
  }

  #heightOf(id: NodeId): number {
    let height = 0;
    for (let level = [...(this.#children.get(id) ?? [])]; level.length > 0; height++)
      level = level.flatMap((child) => [...(this.#children.get(child) ?? [])]);
    return height;
  }

  #change(entry: ParsedEntry, operation: TreeOperation): void {
    switch (operation.op) {
      case "folder.put":
      case "file.put":
        this.#put(entry, operation);
        break;
      case "file.version":
        this.#update(entry, operation, { versions: signVersion(entry, operation) });
        break;
      case "node.rename":
        this.#update(entry, operation, {});
        break;
      case "node.move":
        this.#unlink(operation.node);
        this.#update(entry, operation, { parent: operation.parent });
        this.#link(operation.node, operation.parent);
        break;
      case "node.delete":
        this.#remove(operation.node);
    }
  }

  #put(entry: ParsedEntry, operation: FolderPut | FilePut): void {
    this.nodes.set(operation.node, {
      node: operation.node,
      kind: operation.op === "file.put" ? "file" : "folder",
      parent: operation.parent,
      revision: operation.revision,
      meta: operation.meta,
      createdBy: entry.author,
      changedBy: entry.author,
      changedAtMs: entry.timeMs,
      versions: operation.op === "file.put" ? signVersion(entry, operation) : [],
    });
    this.#spent.add(operation.node);
    this.#link(operation.node, operation.parent);
  }

  #update(
    entry: ParsedEntry,
    operation: { node: NodeId; revision: number; meta: Sealed },
    changes: { parent?: NodeId | null; versions?: readonly SignedVersion[] },
  ): void {
    const before = this.nodes.get(operation.node);
    if (!before) return;
    this.nodes.set(operation.node, {
      ...before,
      ...changes,
      versions: [...before.versions, ...(changes.versions ?? [])],
      revision: operation.revision,
      meta: operation.meta,
      changedBy: entry.author,
      changedAtMs: entry.timeMs,
    });
  }

  #remove(id: NodeId): void {
    for (const child of [...(this.#children.get(id) ?? [])]) this.#remove(child);
    this.#unlink(id);
    this.#children.delete(id);
    this.nodes.delete(id);
  }

  #link(id: NodeId, parent: NodeId | null): void {
    const siblings = this.#children.get(parent) ?? new Set<NodeId>();
    this.#children.set(parent, siblings.add(id));
  }

  #unlink(id: NodeId): void {
    const state = this.nodes.get(id);
    if (state) this.#children.get(state.parent)?.delete(id);
  }
}

const signVersion = (entry: ParsedEntry, operation: FilePut | FileVersion): SignedVersion[] => [
  { ...operation.version, author: entry.author, timeMs: entry.timeMs },
];
