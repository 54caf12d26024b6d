import type { PortalOrigin } from "../../shared/ids.ts";
import type { Head } from "../../shared/log/entry.ts";
import { readPins } from "../spaces/log-store.ts";
import { portalRecord } from "./records.ts";

/** The newest entry of the portal's log that this browser has verified, to be compared with a colleague's; null before the first. */
export async function readPortalHead(origin: PortalOrigin): Promise<Head | null> {
  const record = await portalRecord(origin).read();
  if (!record?.portal) return null;
  return (await readPins(origin, record.portal))?.head ?? null;
}
