import { randomBytes } from "../../shared/bytes.ts";
import { normalizeRoomTitle } from "../../shared/crypto/room-title.ts";
import { AppError } from "../../shared/errors.ts";
import type { InvitationId, PortalOrigin, SpaceId, UserId } from "../../shared/ids.ts";
import { MEMBERS_PER_ENTRY_MAX } from "../../shared/log/member-body.ts";
import type { SpaceOperation } from "../../shared/log/operations.ts";
import type { Level, RoomType } from "../../shared/rights/levels.ts";
import { readSpacePages } from "../api/space-pages.ts";
import { readVerified } from "../people/own-record.ts";
import { type Profiles, readProfilesOrNone } from "../people/profiles.ts";
import { isPortalAdmin, readAdminKeys, renewAdminKey } from "./admin-keys.ts";
import { append } from "./append.ts";
import { freshenKey } from "./keys-of-members.ts";
import { type FoundSpace, openSpaces } from "./my-spaces.ts";
import { makeSpace } from "./new-space.ts";
import { fetchAllRooms, findOutsideFlags, outsideToRow } from "./outside-rooms.ts";
import { freshPortal, type OpenPortal, openPortal, syncPortalSession } from "./portal-session.ts";
import { levelsForNew, listMembers, listRoomGroups, type RoomGroup, type RoomMember } from "./room-people.ts";
import { byPinAndTitle, type RoomRow, type RowFlags, spaceToRow } from "./room-row.ts";
import { readAbout, sealSettings } from "./room-settings.ts";
import { freshSpace } from "./sync-space.ts";

/** Rooms: all from verified logs, titles opened here. */

/** Rooms that the person owns or was invited to, archived ones too. One whose log does not hold is left out, with its reason thrown by readRoom. */
export async function listRooms(origin: PortalOrigin): Promise<RoomRow[]> {
  const found = await openSpaces(origin, ["room"]);
  const profiles = await readProfilesOrNone(await openPortal(origin));
  const rows = await Promise.all(found.map((each) => foundToRow(each, profiles)));
  return rows.flatMap((row) => row ?? []).sort(byPinAndTitle);
}

async function foundToRow({ space, listed }: FoundSpace, profiles: Profiles): Promise<RoomRow | null> {
  if (!space || space.state.isRemoved) return null;
  const flags = { isPinned: listed.isPinned, isMuted: listed.isMuted, waiting: listed.waiting };
  return spaceToRow(space, profiles, flags);
}

/** Rows 2 and 20. @throws RIGHT_MISSING */
export async function listAllRooms(origin: PortalOrigin, isArchived: boolean): Promise<RoomRow[]> {
  const portal = await freshPortal(origin);
  const [outside, own, keys, profiles] = await Promise.all([
    fetchAllRooms(portal, isArchived),
    listRooms(origin),
    readAdminKeys(portal),
    readProfilesOrNone(portal),
  ]);
  const mine = new Map(own.map((row) => [row.space, row]));
  const seen = outside.filter(({ space }) => (mine.get(space)?.title ?? null) === null);
  const rows = await Promise.all(seen.map((room) => outsideToRow(portal, room, keys, profiles)));
  const titles = new Map(rows.map(({ space, title }) => [space, title]));
  // A member who waits for the key reads as much of the title as from outside
  const inside = own
    .filter((row) => row.isArchived === isArchived)
    .map((row) => ({ ...row, title: row.title ?? titles.get(row.space) ?? null }));
  return [...inside, ...rows.filter(({ space }) => !mine.has(space))].sort(byPinAndTitle);
}

export interface RoomDetail extends RoomRow {
  readonly createdAtMs: number;
  /** Who is in the room, highest level first. */
  readonly members: readonly RoomMember[];
  readonly groups: readonly RoomGroup[];
  readonly invitations: readonly { readonly invitation: InvitationId; readonly level: Level }[];
  /** Levels that the person at the screen may give to somebody new; empty: may not invite. */
  readonly levelsForNew: readonly Level[];
}

/** @throws NOT_FOUND, LOG_FORKED … */
export async function readRoom({ origin, space: id }: OnRoom): Promise<RoomDetail> {
  const space = await freshSpace(origin, id);
  const [profiles, flags] = await Promise.all([
    readProfilesOrNone(space.session),
    readFlags(space.session, id),
  ]);
  const row = await spaceToRow(space, profiles, flags);
  const { state } = space;
  return {
    ...row,
    createdAtMs: state.createdAtMs,
    members: listMembers(space, profiles, row.waiting),
    groups: listRoomGroups(space),
    invitations: [...state.invitations].flatMap(([invitation, level]) =>
      level === "FullAccess" ? [] : [{ invitation, level }],
    ),
    levelsForNew: levelsForNew(space),
  };
}

export interface OnRoom {
  readonly origin: PortalOrigin;
  readonly space: SpaceId;
}

export interface NewRoom {
  readonly origin: PortalOrigin;
  readonly title: string;
  /** 0..7 */
  readonly colour: number;
  readonly roomType: RoomType;
  readonly members: readonly { readonly user: UserId; readonly level: Level }[];
  readonly isDownloadDenied?: boolean;
  readonly copyOf?: SpaceId;
}

/** @throws RIGHT_MISSING, NAME_INVALID, NOT_VERIFIED */
export async function createRoom(room: NewRoom): Promise<SpaceId> {
  const { origin, roomType, colour, members, copyOf = null, isDownloadDenied = false } = room;
  const about = { title: normalizeRoomTitle(room.title), colour };
  const portal = await openPortal(origin);
  // Somebody may have joined a moment ago
  await syncPortalSession(portal);
  await renewAdminKey(portal);
  const receivers = members.map(({ user }) => user);
  if (portal.state.now.settings.isOnlyVerified) {
    const verified = await readVerified(portal);
    if (receivers.some((user) => !verified.has(user))) throw new AppError("NOT_VERIFIED");
  }
  const nonce = randomBytes(16);
  const { space } = await makeSpace(portal, {
    genesis: (keyCommitment) => ({
      ...{ op: "space.create", kind: "room", nonce, keyCommitment, roomType, copyOf },
    }),
    following: async (made) => {
      const place = { portal: portal.state, ...made, generation: 1, revision: 1 };
      const settings: SpaceOperation = await sealSettings(place, { about, isDownloadDenied });
      return [settings, ...memberEntries(members)];
    },
    receivers,
  });
  return space;
}

/** As many as their number takes. */
function memberEntries(members: NewRoom["members"]): SpaceOperation[] {
  const entries: SpaceOperation[] = [];
  for (let at = 0; at < members.length; at += MEMBERS_PER_ENTRY_MAX)
    entries.push({ op: "member.put", members: members.slice(at, at + MEMBERS_PER_ENTRY_MAX) });
  return entries;
}

/** What is missing stays. @throws RIGHT_MISSING, NAME_INVALID, KEY_STALE */
export async function editRoom(
  input: OnRoom & { title?: string; colour?: number; isDownloadDenied?: boolean },
): Promise<void> {
  const space = await freshSpace(input.origin, input.space);
  await freshenKey(space);
  await append(space, async (state) => {
    const before = await readAbout(space).catch(() => ({ title: input.title ?? "", colour: 0 }));
    const title = input.title === undefined ? before.title : normalizeRoomTitle(input.title);
    const about = { title, colour: input.colour ?? before.colour };
    const isDownloadDenied = input.isDownloadDenied ?? state.settings?.isDownloadDenied ?? false;
    const { generation } = state;
    const spaceKey = space.spaceKeys.get(generation);
    if (!spaceKey) throw new AppError("KEY_MISSING");
    const revision = (state.settings?.revision ?? 0) + 1;
    const place = { portal: space.portal, space: space.space, generation, spaceKey, revision };
    return sealSettings(place, { about, isDownloadDenied });
  });
}

/** Only for one's own list. What is missing stays. */
export async function flagRoom(input: OnRoom & { isPinned?: boolean; isMuted?: boolean }): Promise<void> {
  const portal = await openPortal(input.origin);
  const { client } = portal;
  const before = await readFlags(portal, input.space);
  const isPinned = input.isPinned ?? before.isPinned;
  const isMuted = input.isMuted ?? before.isMuted;
  await client.call("putRoomFlags", { params: { space: input.space }, body: { isPinned, isMuted } });
}

/** Of a room that the person is in, or sees from outside. @throws NOT_FOUND */
async function readFlags(portal: OpenPortal, id: SpaceId): Promise<RowFlags> {
  const spaces = await readSpacePages(portal.client);
  const listed = spaces.find(({ space }) => space === id);
  if (listed) return listed;
  const outside = isPortalAdmin(portal) ? await findOutsideFlags(portal, id) : undefined;
  if (!outside) throw new AppError("NOT_FOUND");
  return { isPinned: outside.isPinned, isMuted: outside.isMuted, waiting: [] };
}
