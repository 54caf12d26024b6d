import { AppError } from "../../shared/errors.ts";
import type { SpaceId } from "../../shared/ids.ts";
import type { Head } from "../../shared/log/entry.ts";
import type { Db } from "../db/open.ts";

export async function readPortalId(db: Db): Promise<SpaceId | null> {
  const row = await db.selectFrom("portal").select("space").executeTakeFirst();
  return row?.space ?? null;
}

export const isPortalThere = async (db: Db): Promise<boolean> => (await readPortalId(db)) !== null;

export async function isPortalRemoved(db: Db): Promise<boolean> {
  const row = await db.selectFrom("portal").select("is_removed").executeTakeFirst();
  return row?.is_removed === 1;
}

/** @throws PORTAL_REMOVED */
export async function demandPortal(db: Db): Promise<void> {
  if (await isPortalRemoved(db)) throw new AppError("PORTAL_REMOVED");
}

/** Whether the portal's log has this entry at this place: what an entry elsewhere must point at. */
export async function isOnPortalLog(db: Db, head: Head): Promise<boolean> {
  const row = await db
    .selectFrom("entries")
    .innerJoin("portal", "portal.space", "entries.space")
    .select("hash")
    .where("seq", "=", head.seq)
    .executeTakeFirst();
  return row?.hash === head.hash;
}
