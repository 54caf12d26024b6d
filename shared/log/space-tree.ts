import type { Sealed } from "../bytes.ts";
import type { NodeId, SpaceId, UserId } from "../ids.ts";
import type { ParsedEntry } from "./entry.ts";
import type { FilePut, FileVersion, FolderPut, NodeOperation, VersionRecord } from "./operations.ts";
import type { TreeView } from "./tree-rules.ts";

/** The folders and files of a space. Holds nothing that was opened. */

/** A version with the signed facts of its entry. */
export interface SignedVersion extends VersionRecord {
  readonly author: UserId;
  readonly timeMs: number;
}

/** Metadata as an entry sealed it. */
export interface SealedMeta {
  readonly revision: number;
  readonly meta: Sealed;
}

/** A file or folder. `meta` is bound to {space, node, parent, revision}. `changedBy`, `changedAtMs` and `changedSeq` are the last entry's. */
export interface NodeState {
  readonly node: NodeId;
  readonly kind: "folder" | "file";
  readonly parent: NodeId | null;
  readonly revision: number;
  readonly meta: Sealed;
  /** The metadata of the last entry whose author might name it: saving a version gives nobody the right to. */
  readonly named: SealedMeta;
  readonly createdBy: UserId;
  readonly changedBy: UserId;
  readonly changedAtMs: number;
  readonly changedSeq: number;
  /** Whose trash the node itself is in, all below it with it. */
  readonly trashedBy: UserId | null;
  /** The space that the file lives in since it was shared. */
  readonly sharedAs: SpaceId | null;
  /** Oldest first; empty for a folder. */
  readonly versions: readonly SignedVersion[];
}

type Changes = Partial<Omit<NodeState, "node" | "kind" | "createdBy">>;

export class SpaceTree {
  readonly nodes = new Map<NodeId, NodeState>();
  readonly #spent = new Set<NodeId>();
  readonly #children = new Map<NodeId | null, Set<NodeId>>();

  /** The nodes in a folder, null being the top, in no order; those in the trash with them. */
  childrenOf(parent: NodeId | null): NodeState[] {
    return [...(this.#children.get(parent) ?? [])].flatMap((id) => this.nodes.get(id) ?? []);
  }

  /** The tree as the rules see it. */
  get view(): Pick<TreeView, "node" | "isSpent" | "heightOf" | "itemCount"> {
    return {
      node: (id) => {
        const state = this.nodes.get(id);
        return state && { ...state, versionNumber: state.versions.length };
      },
      isSpent: (id) => this.#spent.has(id),
      heightOf: (id) => this.#heightOf(id),
      itemCount: this.nodes.size,
    };
  }

  /** Applies an operation that was checked. */
  apply(entry: ParsedEntry, operation: NodeOperation): void {
    switch (operation.op) {
      case "folder.put":
      case "file.put":
        this.#put(entry, operation);
        break;
      case "file.version":
        this.#addVersion(entry, operation);
        break;
      case "node.rename":
        this.#update(entry, operation.node, namedBy(operation));
        break;
      case "node.move":
      case "node.restore": {
        const { node, parent } = operation;
        this.#unlink(node);
        this.#update(entry, node, { parent, ...namedBy(operation), trashedBy: null });
        this.#link(node, parent);
        break;
      }
      case "node.trash":
        this.#update(entry, operation.node, { trashedBy: entry.author });
        break;
      case "node.share":
        this.#update(entry, operation.node, { sharedAs: operation.space });
        break;
      case "node.delete":
        this.#remove(operation.node);
    }
  }

  #heightOf(id: NodeId): number {
    let height = 0;
    for (let level = [...(this.#children.get(id) ?? [])]; level.length > 0; height++)
      level = level.flatMap((child) => [...(this.#children.get(child) ?? [])]);
    return height;
  }

  #put(entry: ParsedEntry, operation: FolderPut | FilePut): void {
    this.nodes.set(operation.node, {
      node: operation.node,
      kind: operation.op === "file.put" ? "file" : "folder",
      parent: operation.parent,
      ...namedBy(operation),
      createdBy: entry.author,
      changedBy: entry.author,
      changedAtMs: entry.timeMs,
      changedSeq: entry.seq,
      trashedBy: null,
      sharedAs: null,
      versions: operation.op === "file.put" ? [signVersion(entry, operation)] : [],
    });
    this.#spent.add(operation.node);
    this.#link(operation.node, operation.parent);
  }

  #addVersion(entry: ParsedEntry, operation: FileVersion): void {
    const versions = this.nodes.get(operation.node)?.versions ?? [];
    const { revision, meta } = operation;
    const version = signVersion(entry, operation);
    this.#update(entry, operation.node, { revision, meta, versions: [...versions, version] });
  }

  #update(entry: ParsedEntry, node: NodeId, changes: Changes): void {
    const before = this.nodes.get(node);
    if (!before) return;
    const by = { changedBy: entry.author, changedAtMs: entry.timeMs, changedSeq: entry.seq };
    this.nodes.set(node, { ...before, ...changes, ...by });
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

const namedBy = ({ revision, meta }: SealedMeta): SealedMeta & Pick<NodeState, "named"> => ({
  ...{ revision, meta },
  named: { revision, meta },
});

const signVersion = (entry: ParsedEntry, { version }: FilePut | FileVersion): SignedVersion => ({
  ...version,
  author: entry.author,
  timeMs: entry.timeMs,
});
