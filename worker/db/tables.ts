import type { ColumnType, Generated } from "kysely";
import type { Bytes } from "../../shared/bytes.ts";
import type { BlobId, EntryHash, GroupId, InvitationId, NodeId, SpaceId, UserId } from "../../shared/ids.ts";
import type { MemberLevel } from "../../shared/log/member-operations.ts";
import type { SpaceKind } from "../../shared/log/operations.ts";
import type { InvitedType } from "../../shared/log/portal-operations.ts";
import type { Level, RoomType } from "../../shared/rights/levels.ts";
import type { UserType } from "../../shared/rights/user-types.ts";

/** Row types of worker/db/migrations. Ids were parsed before they were stored, so rows carry the brands. */

/** Bytes go in as they are and come back as numbers: read them with `bytesOf`. */
export type BlobColumn = ColumnType<number[], Bytes, Bytes>;
/** 0 or 1. */
type Flag = 0 | 1;

export type LoginKind = "passphrase" | "kit";
export type InvitationState = "waiting" | "used" | "revoked";
export type BlobState = "open" | "named" | "doomed";

export interface Tables {
  portal: {
    id: 1;
    space: SpaceId;
    is_private_room_on: Flag;
    created_at_ms: number;
    are_guests_allowed: Generated<Flag>;
    idle_lock_max_minutes: Generated<number>;
    is_only_verified: Generated<Flag>;
    is_removed: Generated<Flag>;
    admin_generation: Generated<number>;
    admin_head: EntryHash | null;
    spaces_seq: Generated<number>;
  };
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
    is_removed: Generated<Flag>;
    removed_email: string | null;
    invited_by: UserId | null;
    joined_by: InvitationId | null;
    sign_public: string | null;
    kem_hash: string | null;
  };
  invitations: {
    invitation: InvitationId;
    invited_by: UserId;
    invite_public: BlobColumn;
    type: InvitedType;
    is_with_room: Flag;
    expires_at_ms: number;
    state: InvitationState;
    invited_email: string | null;
    created_at_ms: number;
  };
  user_groups: {
    group_id: GroupId;
    name: string;
    salt: BlobColumn;
    is_deleted: Generated<Flag>;
    created_at_ms: number;
  };
  group_members: { group_id: GroupId; user: UserId };
  own_settings: { user: UserId; revision: number; sealed: BlobColumn };
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
  sessions: {
    token_hash: string;
    user: UserId;
    expires_at_ms: number;
    started_at_ms: Generated<number>;
    device: string | null;
    is_ended: Generated<Flag>;
  };
  spaces: {
    space: SpaceId;
    kind: SpaceKind | "portal";
    owner: UserId;
    generation: number;
    item_count: number;
    head_seq: number;
    head_hash: EntryHash;
    generation_head: EntryHash | null;
    generation_author: UserId | null;
    portal_seq: Generated<number>;
    room_type: RoomType | null;
    is_archived: Generated<Flag>;
    is_removed: Generated<Flag>;
    is_download_denied: Generated<Flag>;
    settings_revision: Generated<number>;
    settings_seq: number | null;
    file_node: NodeId | null;
  };
  memberships: { user: UserId; space: SpaceId; level: MemberLevel | null };
  room_groups: { space: SpaceId; group_id: GroupId; level: Level };
  room_invitations: { space: SpaceId; invitation: InvitationId; level: MemberLevel };
  leavers: { space: SpaceId; user: UserId };
  room_flags: { user: UserId; space: SpaceId; is_pinned: Flag; is_muted: Flag };
  live_places: { space: SpaceId; user: UserId; node: NodeId };
  /** Views; see the migration. */
  levels: { space: SpaceId; user: UserId; level: MemberLevel | null; group_id: GroupId | null };
  readers: { space: SpaceId; user: UserId; level: MemberLevel | null; group_id: GroupId | null };
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
    created_by: UserId | null;
    trashed_by: UserId | null;
    shared_space: SpaceId | null;
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
