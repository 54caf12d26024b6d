import type { ConnectionId, NodeId, SpaceId, UserId } from "../../shared/ids.ts";

/** Who is let in, and where: node ids are made by clients, so two spaces can share one. */
export interface Guest {
  readonly space: SpaceId;
  readonly user: UserId;
  readonly node: NodeId;
}

/** A snapshot on its way: the position that it covers, and how many of its frames are still to come. */
export interface Snapshot {
  readonly upTo: number;
  readonly left: number;
}

/** Somebody who showed a ticket, as his socket carries him through the document's sleep: at most 2 KB as a whole. */
export interface Insider extends Guest {
  readonly kind: "inside";
  /** Of this socket, made here. */
  readonly id: string;
  /** His registered key, base64url: whatever he signs is checked against it. */
  readonly signPublic: string;
  /** What he was told last; null until he is admitted, and hears of no frame before. */
  readonly mayWrite: boolean | null;
  /** The newest of those under which this socket sent; others hear that they left. */
  readonly connections: readonly ConnectionId[];
  readonly snapshot: Snapshot | null;
}

/** A socket that has shown no ticket yet. */
export interface Silent {
  readonly kind: "silent";
  readonly sinceMs: number;
}
