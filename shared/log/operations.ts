import type { Bytes, Sealed } from "../bytes.ts";
import type { BlobId, NodeId } from "../ids.ts";

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

export interface SpaceCreate {
  readonly op: "space.create";
  readonly kind: "personal";
  readonly nonce: Bytes;
  readonly keyCommitment: Bytes;
}

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

/** An operation on the tree of a space: everything that may follow its first entry. */
export type TreeOperation = FolderPut | FilePut | FileVersion | NodeRename | NodeMove | NodeDelete;
/** An operation that starts a log. */
export type GenesisOperation = PortalCreate | SpaceCreate;
export type Operation = GenesisOperation | TreeOperation;
export type OperationName = Operation["op"];

export const isGenesis = (operation: Operation): operation is GenesisOperation =>
  operation.op === "portal.create" || operation.op === "space.create";
