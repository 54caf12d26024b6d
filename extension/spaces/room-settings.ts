import type { Bytes } from "../../shared/bytes.ts";
import { sealAdminTitle } from "../../shared/crypto/admin-key.ts";
import { parseMetaGeneration } from "../../shared/crypto/meta-form.ts";
import { openRoomAbout, type RoomAbout, sealRoomAbout } from "../../shared/crypto/room-about.ts";
import type { SpaceKey } from "../../shared/crypto/space-key.ts";
import { AppError } from "../../shared/errors.ts";
import type { SpaceId } from "../../shared/ids.ts";
import type { RoomSettings } from "../../shared/log/member-operations.ts";
import type { PortalState } from "../../shared/log/portal-state.ts";
import type { OpenSpace } from "./open-space.ts";

/** A room's title, looks and settings: sealed to its members, the title once more to the portal's admins. */

interface Place {
  readonly portal: PortalState;
  readonly space: SpaceId;
  readonly generation: number;
  readonly spaceKey: SpaceKey;
  readonly revision: number;
}

/** @throws NAME_INVALID for a title that cannot be one; ENTRY_REFUSED before the portal has an admin key */
export async function sealSettings(
  { portal, space, generation, spaceKey, revision }: Place,
  { about, isDownloadDenied }: { about: RoomAbout; isDownloadDenied: boolean },
): Promise<RoomSettings> {
  const newest = portal.adminKeys.at(-1);
  if (!newest) throw new AppError("ENTRY_REFUSED");
  const { generation: adminGeneration, adminKemPublic } = newest;
  const place = { portal: portal.portal, space, adminGeneration, revision };
  return {
    ...{ op: "room.settings", revision, isDownloadDenied, adminGeneration },
    about: await sealRoomAbout({ spaceKey, space, generation, revision, about }),
    titleForAdmins: await sealAdminTitle({ ...place, adminKemPublic, title: about.title }),
  };
}

/** @throws KEY_MISSING, CIPHERTEXT_DAMAGED; NOT_FOUND before the first settings */
export async function readAbout({ state, spaceKeys }: OpenSpace): Promise<RoomAbout> {
  if (!state.settings) throw new AppError("NOT_FOUND");
  const { about: wire, revision } = state.settings;
  const generation = parseMetaGeneration(wire as Bytes);
  const spaceKey = spaceKeys.get(generation);
  if (!spaceKey) throw new AppError("KEY_MISSING");
  return openRoomAbout({ spaceKey, space: state.space, generation, revision, wire });
}
