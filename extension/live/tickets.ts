import type { Bytes } from "../../shared/bytes.ts";
import type { NodeId, PortalOrigin, SpaceId } from "../../shared/ids.ts";
import { onLockWipe } from "../vault/lock.ts";

/** The ticket that came when a document was asked for, until its socket is opened. A page opens one document at a time. */

interface Place {
  readonly origin: PortalOrigin;
  readonly space: SpaceId;
  readonly node: NodeId;
}

/** Somewhat less than the portal honours it, by this browser's clock alone. */
const USABLE_MS = 45_000;

let kept: (Place & { readonly ticket: Bytes; readonly atMs: number }) | null = null;

function forgetTicket(): void {
  kept = null;
}

export function keepTicket({ origin, space, node }: Place, ticket: Bytes): void {
  onLockWipe(forgetTicket);
  kept = { origin, space, node, ticket, atMs: Date.now() };
}

/** The ticket for this document at this place, once; null when there is none that is still good. */
export function takeTicket({ origin, space, node }: Place): Bytes | null {
  if (kept?.origin !== origin || kept.space !== space || kept.node !== node) return null;
  const { ticket, atMs } = kept;
  forgetTicket();
  return Math.abs(Date.now() - atMs) < USABLE_MS ? ticket : null;
}
