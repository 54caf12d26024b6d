import * as v from "valibot";
import { LOCKBOX_MAX_BYTES } from "../crypto/lockbox-check.ts";
import { ENTRY_MAX_BYTES } from "../log/entry.ts";
import { PEOPLE_PER_ENTRY_MAX } from "../log/portal-body.ts";
import { bytesField, countField, groupField, headField, spaceField, userField } from "./fields.ts";

/** Requests about spaces of several people: rooms and shared files. Rows of shared/api/contract.ts. */

/** Lockboxes in one request; more take several. */
export const LOCKBOXES_PER_REQUEST_MAX = 100;
/** People without a lockbox whom one answer names. */
export const WAITING_MAX = 500;
/** People with a lockbox whom one answer names of a space. */
export const HOLDERS_MAX = 100;
/** Spaces in one answer. */
export const SPACES_PAGE_MAX = 500;

const entry = bytesField(65, ENTRY_MAX_BYTES);
const none = v.strictObject({});
/** Sealed by who asks. */
export const someLockboxes = v.pipe(
  v.array(bytesField(1, LOCKBOX_MAX_BYTES)),
  v.maxLength(LOCKBOXES_PER_REQUEST_MAX),
);

/** How a member sees a space in the list. All of it is what the portal says; the space's log tells what is so. */
export const listedSpace = v.strictObject({
  space: spaceField,
  kind: v.picklist(["personal", "room", "file"]),
  head: headField,
  isArchived: v.boolean(),
  isPinned: v.boolean(),
  isMuted: v.boolean(),
  /** Readers without a lockbox of the newest generation, for those who may give one. */
  waiting: v.pipe(v.array(userField), v.maxLength(WAITING_MAX)),
  /** Who has a lockbox of the newest generation, for a reader who has none himself. */
  holders: v.pipe(v.array(userField), v.maxLength(HOLDERS_MAX)),
  isStale: v.boolean(),
  /** Whether a lockbox of the newest generation is there for who asks. */
  holdsKey: v.boolean(),
});

/** A room as an Owner or DocSpace admin sees it from outside. */
export const outsideRoom = v.strictObject({
  space: spaceField,
  owner: userField,
  head: headField,
  isArchived: v.boolean(),
  memberCount: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  /** In the asking person's own list. */
  isPinned: v.boolean(),
  isMuted: v.boolean(),
  /** The newest room.settings entry as sent, for the title; null before the first. */
  settings: v.nullable(entry),
});

export const ROOM_ROUTES = {
  /** Makes a space: its first entry and, behind it, up to ten more (settings, first members), all or nothing. */
  createSpace: {
    method: "POST",
    path: "/api/spaces",
    needs: { who: "genesis" },
    limit: "write",
    params: none,
    body: v.strictObject({
      entries: v.pipe(v.array(entry), v.minLength(1), v.maxLength(11)),
      lockboxes: someLockboxes,
    }),
    response: v.strictObject({ head: headField }),
  },
  /** How many bytes of contents are kept for a space: of all versions, sealed and padded. */
  getSpaceSize: {
    method: "GET",
    path: "/api/spaces/:space/size",
    needs: { who: "member", of: "space", use: "look" },
    limit: "read",
    params: v.strictObject({ space: spaceField }),
    body: null,
    response: v.strictObject({ sealedBytes: countField() }),
  },
  /** Gives the newest generation's key to readers who have no lockbox of it. One that is there is not replaced. */
  putLockboxes: {
    method: "POST",
    path: "/api/spaces/:space/lockboxes",
    needs: { who: "member", of: "space", use: "give" },
    limit: "write",
    params: v.strictObject({ space: spaceField }),
    body: v.strictObject({ lockboxes: someLockboxes }),
    response: null,
  },
  /** Rows 2 and 20: every room, from outside. */
  listAllRooms: {
    method: "GET",
    path: "/api/rooms",
    needs: { who: "right", right: "viewAllRooms" },
    limit: "read",
    params: v.strictObject({ archived: v.picklist(["yes", "no"]), after: v.optional(spaceField) }),
    body: null,
    /** At most 500, in the order of their ids; the next page starts after the last. */
    response: v.strictObject({ rooms: v.pipe(v.array(outsideRoom), v.maxLength(500)) }),
  },
  /**
   * Rooms whose newest key one person alone can pass on, of oneself, or of anybody for whom row 2 is granted: those that he
   * owns and hands over `to` somebody, or all, when he leaves.
   */
  listRoomsOfOneKey: {
    method: "GET",
    path: "/api/rooms/of-one-key",
    needs: { who: "session" },
    limit: "read",
    params: v.strictObject({ of: userField, to: v.optional(userField) }),
    body: null,
    response: v.strictObject({ spaces: v.array(spaceField) }),
  },
  /**
   * Rooms whose newest key only these people of a group can pass on, of those who have what they have by it: before they are
   * taken out of it, or, null, before it is deleted.
   */
  listRoomsOfGroupsKey: {
    method: "POST",
    path: "/api/groups/:group/of-one-key",
    needs: { who: "right", right: "viewAllRooms" },
    limit: "read",
    params: v.strictObject({ group: groupField }),
    body: v.strictObject({
      users: v.nullable(v.pipe(v.array(userField), v.maxLength(PEOPLE_PER_ENTRY_MAX))),
    }),
    response: v.strictObject({ spaces: v.array(spaceField) }),
  },
  /** Rows 6 and 24, and muting: the person's own list only. */
  putRoomFlags: {
    method: "PUT",
    path: "/api/spaces/:space/flags",
    needs: { who: "member", of: "space", use: "flag" },
    limit: "write",
    params: v.strictObject({ space: spaceField }),
    body: v.strictObject({ isPinned: v.boolean(), isMuted: v.boolean() }),
    response: null,
  },
} as const;
