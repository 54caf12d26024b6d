import type { Bytes, Sealed } from "../bytes.ts";
import type { BlobId, NodeId, SpaceId } from "../ids.ts";
import type { RoomType } from "../rights/levels.ts";
import type { MemberOperation } from "./member-operations.ts";
import type { PortalOperation } from "./portal-operations.ts";

/** What an entry does: the bodies of docs/format.md, "Log entry", as named fields. */

/** One version of a file as its entry states it. `number` counts from 1; `paddedSizeBytes` is the stream's plaintext length. */
export interface VersionRecord {
  readonly number: number;
  readonly generation: number;
  readonly blob: BlobId;
  readonly headerHash: Bytes;
  readonly tagsDigest: Bytes;
  readonly paddedSizeBytes: number;
  readonly wrappedKey: Sealed;
}

export interface PortalCreate {
  readonly op: "portal.create";
  readonly nonce: Bytes;
  /** The Owner's key bundle, as sent. */
  readonly bundle: Bytes;
  readonly profileCommitment: Bytes;
  readonly isPrivateRoomOn: boolean;
}

export interface PersonalCreate {
  readonly op: "space.create";
  readonly kind: "personal";
  readonly nonce: Bytes;
  readonly keyCommitment: Bytes;
}

export interface RoomCreate {
  readonly op: "space.create";
  readonly kind: "room";
  readonly nonce: Bytes;
  readonly keyCommitment: Bytes;
  readonly roomType: RoomType;
  /** The room that this one is a copy of. */
  readonly copyOf: SpaceId | null;
}

/** A file of a Private Room that is shared. `node` is its id there, and the only one in the new space. */
export interface FileCreate {
  readonly op: "space.create";
  readonly kind: "file";
  readonly nonce: Bytes;
  readonly keyCommitment: Bytes;
  readonly node: NodeId;
}

export type SpaceCreate = PersonalCreate | RoomCreate | FileCreate;
export type SpaceKind = SpaceCreate["kind"];

export interface FolderPut {
  readonly op: "folder.put";
  readonly node: NodeId;
  readonly parent: NodeId | null;
  readonly revision: number;
  readonly meta: Sealed;
}

export interface FilePut {
  readonly op: "file.put";
  readonly node: NodeId;
  readonly parent: NodeId | null;
  readonly revision: number;
  readonly meta: Sealed;
  readonly version: VersionRecord;
}

export interface FileVersion {
  readonly op: "file.version";
  readonly node: NodeId;
  readonly revision: number;
  readonly meta: Sealed;
  readonly version: VersionRecord;
}

export interface NodeRename {
  readonly op: "node.rename";
  readonly node: NodeId;
  readonly revision: number;
  readonly meta: Sealed;
}

export interface NodeMove {
  readonly op: "node.move";
  readonly node: NodeId;
  readonly parent: NodeId | null;
  readonly revision: number;
  readonly meta: Sealed;
}

export interface NodeDelete {
  readonly op: "node.delete";
  readonly node: NodeId;
}

/** Puts an item of a room, with all that is in it, into the trash of whoever does it. */
export interface NodeTrash {
  readonly op: "node.trash";
  readonly node: NodeId;
}

/** Takes an item out of the trash, to a place that is there. */
export interface NodeRestore {
  readonly op: "node.restore";
  readonly node: NodeId;
  readonly parent: NodeId | null;
  readonly revision: number;
  readonly meta: Sealed;
}

/** From now on the file lives in a space of its own; its place in the Private Room stays. */
export interface NodeShare {
  readonly op: "node.share";
  readonly node: NodeId;
  readonly space: SpaceId;
}

/** An operation on the tree of a space. */
export type TreeOperation = FolderPut | FilePut | FileVersion | NodeRename | NodeMove | NodeDelete;
/** An operation on one item that only one kind of space knows. */
export type ItemOperation = NodeTrash | NodeRestore | NodeShare;
/** Every operation on an item. */
export type NodeOperation = TreeOperation | ItemOperation;
/** An operation that starts a log. */
export type GenesisOperation = PortalCreate | SpaceCreate;
/** Everything that may follow the first entry of a space other than the portal. */
export type SpaceOperation = TreeOperation | ItemOperation | MemberOperation;
export type Operation = GenesisOperation | SpaceOperation | PortalOperation;
export type OperationName = Operation["op"];

export const isGenesis = (operation: Operation): operation is GenesisOperation =>
  operation.op === "portal.create" || operation.op === "space.create";

const TREE_OPERATIONS: readonly OperationName[] = [
  "folder.put",
  "file.put",
  "file.version",
  "node.rename",
  "node.move",
  "node.delete",
];

const ITEM_OPERATIONS: readonly OperationName[] = ["node.trash", "node.restore", "node.share"];

export const isNodeOperation = (operation: Operation): operation is NodeOperation =>
  isTreeOperation(operation) || ITEM_OPERATIONS.includes(operation.op);

export const isTreeOperation = (operation: Operation): operation is TreeOperation =>
  TREE_OPERATIONS.includes(operation.op);
