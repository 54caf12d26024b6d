import type { Bytes } from "../../shared/bytes.ts";
import { AppError } from "../../shared/errors.ts";
import type { PortalOrigin } from "../../shared/ids.ts";
import { readKeys } from "../vault/keys.ts";
import { readPins } from "./log-store.ts";
import { forgetSpace, type OpenSpace, openPersonalSpace } from "./open-space.ts";
import { openSpaceKeys } from "./space-keys.ts";
import { syncLog } from "./sync-log.ts";

/** Failures after which what is in memory is still as good as before. */
const HARMLESS = new Set([
  "OFFLINE",
  "LOCKED",
  "PERMISSION_MISSING",
  "RATE_LIMITED",
  "INTERNAL",
  "STORAGE_FAILED",
]);

/** Brings an open space up to the portal's head. Gives the entries that were new. @throws as openPersonalSpace */
export const syncSpace = (space: OpenSpace): Promise<readonly Bytes[]> =>
  space.inTurn(() => syncInTurn(space));

/** For those who have the turn already. */
export async function syncInTurn(space: OpenSpace): Promise<readonly Bytes[]> {
  await readKeys(space.origin);
  try {
    // Another page of this browser may have seen a newer head than this one
    const pinned = (await readPins(space.origin, space.space))?.head ?? null;
    const { fresh, offered, isAway } = await syncLog({ ...space, known: space.state, pinned });
    Object.assign(space.contact, { isAway, atMs: Date.now() });
    await openSpaceKeys(space, offered);
    return fresh;
  } catch (error) {
    if (!(error instanceof AppError) || !HARMLESS.has(error.code)) forgetSpace(space.origin);
    throw error;
  }
}

/** One look serves what a page does in the same moment. */
const RECENT_MS = 1_500;

/** The Private Room as the portal has it now, or as it was last seen when the portal cannot be reached. @throws as openPersonalSpace */
export async function freshPersonalSpace(origin: PortalOrigin): Promise<OpenSpace> {
  const space = await openPersonalSpace(origin);
  if (space.contact.isAway || Date.now() - space.contact.atMs > RECENT_MS) await syncSpace(space);
  return space;
}
