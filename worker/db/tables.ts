import type { ColumnType, Generated } from "kysely";
import type { Bytes } from "../../shared/bytes.ts";
import type { BlobId, EntryHash, NodeId, SpaceId, UserId } from "../../shared/ids.ts";
import type { UserType } from "../../shared/rights/user-types.ts";

/** Row types of worker/db/migrations. Ids were parsed before they were stored, so rows carry the brands. */

/** Bytes go in as they are and come back as numbers: read them with `bytesOf`. */
export type BlobColumn = ColumnType<number[], Bytes, Bytes>;
/** 0 or 1. */
type Flag = 0 | 1;

export type LoginKind = "passphrase" | "kit";
export type BlobState = "open" | "named" | "doomed";

export interface Tables {
  portal: { id: 1; space: SpaceId; is_private_room_on: Flag; created_at_ms: number };
  server_secret: { id: 1; secret: BlobColumn };
  users: {
    user: UserId;
    type: UserType;
    is_disabled: Flag;
    bundle: BlobColumn;
    name: string;
    email: string;
    salt: BlobColumn;
    created_at_ms: number;
  };
  logins: {
    user: UserId;
    kind: LoginKind;
    login_public: BlobColumn;
    salt: BlobColumn;
    memory_kib: number | null;
    passes: number | null;
    lanes: number | null;
    slot: BlobColumn;
  };
  challenges: { challenge: string; subject: string; kind: LoginKind; expires_at_ms: number };
  sessions: { token_hash: string; user: UserId; expires_at_ms: number };
  spaces: {
    space: SpaceId;
    kind: "portal" | "personal";
    owner: UserId;
    generation: number;
    item_count: number;
    head_seq: number;
    head_hash: EntryHash;
  };
  memberships: { user: UserId; space: SpaceId };
  entries: { space: SpaceId; seq: number; hash: EntryHash; wire: BlobColumn };
  lockboxes: { space: SpaceId; member: UserId; generation: number; wire: BlobColumn };
  nodes: {
    space: SpaceId;
    node: NodeId;
    kind: "folder" | "file";
    parent: NodeId | null;
    revision: number;
    version_number: number;
    is_deleted: Generated<Flag>;
  };
  blobs: {
    blob: BlobId;
    space: SpaceId;
    author: UserId;
    header: BlobColumn;
    padded_size: number;
    state: BlobState;
    created_at_ms: number;
  };
  versions: { space: SpaceId; node: NodeId; number: number; blob: BlobId };
  parts: { blob: BlobId; part: number };
  rate_counters: { bucket: string; period: number; count: number };
  guards: { ok: number };
}
