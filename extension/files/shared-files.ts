import type { PortalOrigin, SpaceId, UserId } from "../../shared/ids.ts";
import { readProfilesOrNone } from "../people/profiles.ts";
import { openSpaces } from "../spaces/my-spaces.ts";
import type { OpenSpace } from "../spaces/open-space.ts";
import { openPortal } from "../spaces/portal-session.ts";
import { indexRoom, type RoomIndex } from "./room-index.ts";
import { type FileRow, rowsIn } from "./room-rows.ts";

/** Files that others share with the person. */

export interface SharedFileRow extends FileRow {
  readonly space: SpaceId;
  readonly owner: UserId;
  readonly ownerName: string | null;
}

/** Newest first. One whose log does not hold is missing. */
export async function listSharedWithMe(origin: PortalOrigin): Promise<SharedFileRow[]> {
  const found = await openSpaces(origin, ["file"]);
  const portal = await openPortal(origin);
  const profiles = await readProfilesOrNone(portal);
  const others = found.flatMap(({ space }) => (space && space.state.owner !== portal.user ? [space] : []));
  const rows = await Promise.all(
    others.map(async (space) => {
      const { owner } = space.state;
      const ownerName = profiles.get(owner)?.name ?? null;
      return (await rowsOf(space)).map((row) => ({ ...row, space: space.space, owner, ownerName }));
    }),
  );
  return rows.flat().sort((a, b) => b.changedAtMs - a.changedAtMs);
}

async function rowsOf(space: OpenSpace): Promise<FileRow[]> {
  let index: RoomIndex = new Map();
  const show = (next: RoomIndex): void => {
    index = next;
  };
  await indexRoom(space, { first: null, before: index, show });
  return rowsIn(index, null, new Set());
}
