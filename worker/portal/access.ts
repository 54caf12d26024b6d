import type { PortalRight } from "../../shared/api/contract.ts";
import type { Bytes } from "../../shared/bytes.ts";
import { AppError } from "../../shared/errors.ts";
import type { SpaceId } from "../../shared/ids.ts";
import { type ParsedEntry, parseEntry, verifyEntry } from "../../shared/log/entry.ts";
import { isPortalOperation } from "../../shared/log/portal-body.ts";
import type { PortalOperation } from "../../shared/log/portal-operations.ts";
import { canAppendPortal, subjectOf } from "../../shared/log/portal-rights.ts";
import { checkPortalOperation } from "../../shared/log/portal-rules.ts";
import { demand } from "../../shared/log/rights-of-entry.ts";
import { can, type Verdict } from "../../shared/rights/can.ts";
import { checkClock } from "../clock.ts";
import type { Db } from "../db/open.ts";
import type { SessionUser } from "../users/sessions.ts";
import { readSignPublic } from "../users/store.ts";
import { readPortalFacts, readPortalRow } from "./facts.ts";

/** What the contract's needs that are about the portal demand, and what a handler then may rely on. Asked by worker/mount.ts only. */

/** Signed by the session's user, who has the right to it; it follows the portal's head as it was read, and fits. */
export interface PortalEntryAccess {
  readonly user: SessionUser;
  readonly portal: SpaceId;
  readonly entry: ParsedEntry;
  readonly operation: PortalOperation;
  /** The answer to the first try was lost: it stands already. */
  readonly isThere: boolean;
}

const verdictOf = (user: SessionUser, right: PortalRight): Verdict =>
  right === "useFileSettings"
    ? can(subjectOf(user), right, { kind: "fileSettings", ownerId: user.user })
    : can(subjectOf(user), right, { kind: "portal" });

/** @throws RIGHT_MISSING */
export function holderOfRight(user: SessionUser, right: PortalRight): { readonly user: SessionUser } {
  demand(verdictOf(user, right));
  return { user };
}

/**
 * Reads the entry, whose author must be the session's user, and asks for its right by the portal as it is now.
 * @throws ENTRY_MALFORMED, ENTRY_SIGNATURE, ENTRY_REFUSED, HEAD_MOVED, CLOCK_WRONG, RIGHT_MISSING and what checkPortalOperation throws
 */
export async function authorOfPortalEntry(
  db: Db,
  user: SessionUser,
  { wire, nowMs }: { wire: Bytes; nowMs: number },
): Promise<PortalEntryAccess> {
  const entry = await parseEntry(wire);
  const { operation } = entry;
  if (entry.author !== user.user) throw new AppError("RIGHT_MISSING");
  await verifyEntry(entry, await readSignPublic(db, user.user));
  const { portal, head, row } = await readPortalRow(db);
  // A new person comes by his invitation only: worker/people/invitations.ts.
  if (entry.space !== portal || !isPortalOperation(operation) || operation.op === "user.join")
    throw new AppError("ENTRY_REFUSED");
  const access = { user, portal, entry, operation };
  // Before the rights: what was done already would not be allowed a second time.
  if (head.hash === entry.hash) return { ...access, isThere: true };
  checkClock(nowMs, entry.timeMs);
  if (entry.seq !== head.seq + 1 || entry.prev !== head.hash) throw new AppError("HEAD_MOVED");
  const facts = await readPortalFacts(db, row, { author: user.user, operation, bundle: null });
  demand(canAppendPortal(facts, user.user, operation));
  checkPortalOperation(facts, { author: user.user, timeMs: entry.timeMs, operation, bundle: null });
  return { ...access, isThere: false };
}
