import type { PortalOrigin } from "../../shared/ids.ts";
import { openPortal } from "../spaces/portal-session.ts";
import { changeOwnSettings, type OwnSettings, readOwnSettings } from "./own-record.ts";

/** Row 49: settings of file management, the person's own, sealed at the portal, the same in all of his browsers. */
export type FileSettings = Pick<OwnSettings, "isTrashAsked" | "sortBy">;

export async function readFileSettings(origin: PortalOrigin): Promise<FileSettings> {
  const { isTrashAsked, sortBy } = await readOwnSettings(await openPortal(origin));
  return { isTrashAsked, sortBy };
}

export async function saveFileSettings(origin: PortalOrigin, settings: FileSettings): Promise<void> {
  const { isTrashAsked, sortBy } = settings;
  await changeOwnSettings(await openPortal(origin), (before) => ({ ...before, isTrashAsked, sortBy }));
}
