import type { ConditionName } from "./conditions.ts";
import type { ObjectKind } from "./objects.ts";
import type { UserType } from "./user-types.ts";

/** One cell: granted, refused, or granted where the named condition holds. */
export type Cell = "yes" | "no" | ConditionName;

/** The document's sections, in its order. */
export type Section =
  | "Documents"
  | "Rooms"
  | "Archive"
  | "Trash"
  | "Contacts"
  | "Groups"
  | "File management settings"
  | "DocSpace settings";

/** One row of the access-rights document. */
export interface MatrixRow {
  /** Its place in the document, from 1. */
  readonly n: number;
  readonly section: Section;
  /** The row's title, word for word. */
  readonly title: string;
  /** The kinds of object that the right can be asked for; any other kind is refused. */
  readonly on: readonly ObjectKind[];
  /** The types of person that the right can be used on; absent where it is not used on a person of a given type. */
  readonly whom?: readonly UserType[];
  /** Ours to add, because rooms are sealed: the right is of no use, and is refused, without the room's key. */
  readonly needsKey?: true;
  readonly cells: Readonly<Record<UserType, Cell>>;
}

/**
 * The access-rights table of the user's document: all its rows, titles and order; each cell the right of a user type.
 * `can` is its only reader; the Worker's guard, the interface's buttons and docs/rights.md all come from here.
 */
// biome-ignore format: the cells of a row on one line
export const MATRIX = {
  /** The personal section, which is the Private Room: its rules narrow this row further. In rooms the level decides. */
  manageOwnFiles: {
    n: 1, section: "Documents",
    title: "Creating, uploading, moving, copying, renaming, downloading, deleting files and folders",
    on: ["privateRoom", "privateItem", "privateMove", "privateShare"],
    cells: { Owner: "own", DocSpaceAdmin: "own", RoomAdmin: "own", User: "own", Guest: "no" },
  },
  /** From outside: title, owner, members, sizes and dates. Contents need a level and the key. */
  viewAllRooms: {
    n: 2, section: "Rooms", title: "Viewing all rooms",
    on: ["portal"],
    cells: { Owner: "yes", DocSpaceAdmin: "yes", RoomAdmin: "no", User: "no", Guest: "no" },
  },
  /** User and Guest never own a room. */
  viewOwnRooms: {
    n: 3, section: "Rooms", title: "Viewing own rooms",
    on: ["room"],
    cells: { Owner: "ownRoom", DocSpaceAdmin: "ownRoom", RoomAdmin: "ownRoom", User: "no", Guest: "no" },
  },
  /** Rooms where the person has a level. */
  viewInvitedRooms: {
    n: 4, section: "Rooms", title: "Viewing rooms the user is invited to",
    on: ["room"],
    cells: { Owner: "invited", DocSpaceAdmin: "invited", RoomAdmin: "invited", User: "invited", Guest: "invited" },
  },
  /** The title is sealed, so editing takes the key. */
  createOrEditRooms: {
    n: 5, section: "Rooms", title: "Creating and editing rooms",
    on: ["newRoom", "room"], needsKey: true,
    cells: { Owner: "newOrManagedRoom", DocSpaceAdmin: "newOrManagedRoom", RoomAdmin: "newOrManagedRoom", User: "no", Guest: "no" },
  },
  /** For whoever sees the room; it changes only the own list. */
  pinRooms: {
    n: 6, section: "Rooms", title: "Pinning rooms to top",
    on: ["room"],
    cells: { Owner: "yes", DocSpaceAdmin: "yes", RoomAdmin: "ownOrInvited", User: "invited", Guest: "invited" },
  },
  /** For whoever sees the room. The history of a file follows the level. */
  viewRoomInfo: {
    n: 7, section: "Rooms", title: "Viewing room info (contacts, history, details)",
    on: ["room"],
    cells: { Owner: "yes", DocSpaceAdmin: "yes", RoomAdmin: "ownOrInvited", User: "invited", Guest: "invited" },
  },
  /** Inviting seals the room's key to the guest, which takes the key. */
  inviteGuestsToRoom: {
    n: 8, section: "Rooms", title: "Inviting external users (guests) to a room",
    on: ["room"], needsKey: true,
    cells: { Owner: "managedRoom", DocSpaceAdmin: "managedRoom", RoomAdmin: "managedRoom", User: "no", Guest: "no" },
  },
  /** Inviting seals the room's key to the member, which takes the key. */
  inviteUsersToRoom: {
    n: 9, section: "Rooms", title: "Inviting internal users to a room",
    on: ["room"], needsKey: true,
    cells: { Owner: "managedRoom", DocSpaceAdmin: "managedRoom", RoomAdmin: "managedRoom", User: "no", Guest: "no" },
  },
  /** Which levels may be given is decided by levelsToGive. */
  assignLevels: {
    n: 10, section: "Rooms", title: "Assigning permission levels of own room members",
    on: ["room"], needsKey: true,
    cells: { Owner: "managedRoom", DocSpaceAdmin: "managedRoom", RoomAdmin: "managedRoom", User: "no", Guest: "no" },
  },
  /** Which levels may be given is decided by levelsToGive. Losing the right to read makes a new generation. */
  changeLevels: {
    n: 11, section: "Rooms", title: "Changing permission levels of own room members",
    on: ["room"], needsKey: true,
    cells: { Owner: "managedRoom", DocSpaceAdmin: "managedRoom", RoomAdmin: "managedRoom", User: "no", Guest: "no" },
  },
  /** Every removal makes a new generation of the key, which takes the key. */
  removeMembers: {
    n: 12, section: "Rooms", title: "Removing users from own room",
    on: ["room"], needsKey: true,
    cells: { Owner: "managedRoom", DocSpaceAdmin: "managedRoom", RoomAdmin: "managedRoom", User: "no", Guest: "no" },
  },
  /** The owner alone; a Room manager cannot archive. */
  archiveOwnRoom: {
    n: 13, section: "Rooms", title: "Archiving own rooms",
    on: ["room"],
    cells: { Owner: "ownRoom", DocSpaceAdmin: "ownRoom", RoomAdmin: "ownRoom", User: "no", Guest: "no" },
  },
  /** Without the key: settings, title and members, no contents. */
  copyOwnRoom: {
    n: 14, section: "Rooms", title: "Creating a copy of own room",
    on: ["room"],
    cells: { Owner: "ownRoom", DocSpaceAdmin: "ownRoom", RoomAdmin: "ownRoom", User: "no", Guest: "no" },
  },
  /** Without the key: settings, title and members, no contents. */
  copyOthersRoom: {
    n: 15, section: "Rooms", title: "Creating a copy of someone else's room",
    on: ["room"],
    cells: { Owner: "othersRoom", DocSpaceAdmin: "othersRoom", RoomAdmin: "roomManager", User: "no", Guest: "no" },
  },
  /** Nobody by type alone; only as Room manager there, and with the key. */
  manageOthersRoom: {
    n: 16, section: "Rooms",
    title: "Editing someone else's rooms: inviting users, assigning and changing permission levels of the room members, removing users from the room",
    on: ["room"], needsKey: true,
    cells: { Owner: "roomManager", DocSpaceAdmin: "roomManager", RoomAdmin: "roomManager", User: "no", Guest: "no" },
  },
  /** Nobody by type alone; only as Room manager there. */
  viewOthersPublicLinks: {
    n: 17, section: "Rooms", title: "Viewing links of someone else's public room",
    on: ["room"],
    cells: { Owner: "roomManager", DocSpaceAdmin: "roomManager", RoomAdmin: "roomManager", User: "no", Guest: "no" },
  },
  /** Without the key too, so that no room is orphaned. */
  changeOthersRoomOwner: {
    n: 18, section: "Rooms", title: "Changing the owner of someone else's room",
    on: ["handover"],
    cells: { Owner: "othersRoomToFitOwner", DocSpaceAdmin: "othersRoomToFitOwner", RoomAdmin: "no", User: "no", Guest: "no" },
  },
  /** Without the key too. */
  archiveOthersRoom: {
    n: 19, section: "Rooms", title: "Archiving someone else's room",
    on: ["room"],
    cells: { Owner: "othersRoom", DocSpaceAdmin: "othersRoom", RoomAdmin: "no", User: "no", Guest: "no" },
  },
  /** From outside, as the rooms in use. */
  viewAllArchivedRooms: {
    n: 20, section: "Archive", title: "Viewing all archived rooms",
    on: ["portal"],
    cells: { Owner: "yes", DocSpaceAdmin: "yes", RoomAdmin: "no", User: "no", Guest: "no" },
  },
  /** User and Guest never own a room. */
  viewOwnArchivedRooms: {
    n: 21, section: "Archive", title: "Viewing own archived rooms",
    on: ["archivedRoom"],
    cells: { Owner: "ownRoom", DocSpaceAdmin: "ownRoom", RoomAdmin: "ownRoom", User: "no", Guest: "no" },
  },
  /** Archived rooms where the person has a level. */
  viewInvitedArchivedRooms: {
    n: 22, section: "Archive", title: "Viewing archived rooms the user is invited to",
    on: ["archivedRoom"],
    cells: { Owner: "invited", DocSpaceAdmin: "invited", RoomAdmin: "invited", User: "invited", Guest: "invited" },
  },
  /** Nobody: an archived room is restored first. */
  editArchivedRooms: {
    n: 23, section: "Archive", title: "Editing archived rooms",
    on: ["archivedRoom"],
    cells: { Owner: "no", DocSpaceAdmin: "no", RoomAdmin: "no", User: "no", Guest: "no" },
  },
  /** Nobody. */
  pinArchivedRooms: {
    n: 24, section: "Archive", title: "Pinning archived rooms to top",
    on: ["archivedRoom"],
    cells: { Owner: "no", DocSpaceAdmin: "no", RoomAdmin: "no", User: "no", Guest: "no" },
  },
  /** For whoever sees the room. */
  viewArchivedRoomInfo: {
    n: 25, section: "Archive", title: "Viewing archived room info (contacts, history, details)",
    on: ["archivedRoom"],
    cells: { Owner: "yes", DocSpaceAdmin: "yes", RoomAdmin: "ownOrInvited", User: "invited", Guest: "invited" },
  },
  /** Nobody: an archived room is restored first. */
  inviteToArchivedRoom: {
    n: 26, section: "Archive",
    title: "Inviting users to an archived room, assigning and changing permission levels of members",
    on: ["archivedRoom"],
    cells: { Owner: "no", DocSpaceAdmin: "no", RoomAdmin: "no", User: "no", Guest: "no" },
  },
  /** Without the key too. */
  manageOthersArchivedRoom: {
    n: 27, section: "Archive", title: "Restoring, copying, or removing someone else's archived rooms",
    on: ["archivedRoom"],
    cells: { Owner: "othersRoom", DocSpaceAdmin: "othersRoom", RoomAdmin: "no", User: "no", Guest: "no" },
  },
  /** The owner alone. */
  manageOwnArchivedRoom: {
    n: 28, section: "Archive", title: "Restoring, copying, or removing own archived rooms",
    on: ["archivedRoom"],
    cells: { Owner: "ownRoom", DocSpaceAdmin: "ownRoom", RoomAdmin: "ownRoom", User: "no", Guest: "no" },
  },
  /** The own trash. Nothing of a Private Room ever gets there: deletion is final. */
  useTrash: {
    n: 29, section: "Trash", title: "Trash",
    on: ["trash"],
    cells: { Owner: "own", DocSpaceAdmin: "own", RoomAdmin: "own", User: "own", Guest: "no" },
  },
  /** The Owner alone. */
  inviteDocSpaceAdmin: {
    n: 30, section: "Contacts", title: 'Inviting "DocSpace admin"',
    on: ["invitation"],
    cells: { Owner: "yes", DocSpaceAdmin: "no", RoomAdmin: "no", User: "no", Guest: "no" },
  },
  /** Makes a Paid person. */
  inviteRoomAdmin: {
    n: 31, section: "Contacts", title: 'Inviting "Room admin"',
    on: ["invitation"],
    cells: { Owner: "yes", DocSpaceAdmin: "yes", RoomAdmin: "no", User: "no", Guest: "no" },
  },
  /** Makes a Free person. */
  inviteUser: {
    n: 32, section: "Contacts", title: 'Inviting "User"',
    on: ["invitation"],
    cells: { Owner: "yes", DocSpaceAdmin: "yes", RoomAdmin: "yes", User: "no", Guest: "no" },
  },
  /** Only together with a room, whose own row for inviting guests must allow it too. */
  inviteGuest: {
    n: 33, section: "Contacts", title: 'Inviting "Guest"',
    on: ["invitation"],
    cells: { Owner: "withRoom", DocSpaceAdmin: "withRoom", RoomAdmin: "withRoom", User: "no", Guest: "no" },
  },
  /** The Owner alone. */
  promoteToDocSpaceAdmin: {
    n: 34, section: "Contacts", title: 'Promoting to "DocSpace admin"',
    on: ["person"], whom: ["RoomAdmin", "User", "Guest"],
    cells: { Owner: "anotherPerson", DocSpaceAdmin: "no", RoomAdmin: "no", User: "no", Guest: "no" },
  },
  /** Makes a Paid person. */
  promoteToRoomAdmin: {
    n: 35, section: "Contacts", title: 'Promoting to "Room admin"',
    on: ["person"], whom: ["User", "Guest"],
    cells: { Owner: "anotherPerson", DocSpaceAdmin: "anotherPerson", RoomAdmin: "no", User: "no", Guest: "no" },
  },
  /** A Room admin: only guests that he invited himself. */
  promoteToUser: {
    n: 36, section: "Contacts", title: 'Promoting to "User"',
    on: ["person"], whom: ["Guest"],
    cells: { Owner: "anotherPerson", DocSpaceAdmin: "anotherPerson", RoomAdmin: "ownGuest", User: "no", Guest: "no" },
  },
  /** The Owner himself is never demoted. */
  demoteDocSpaceAdmin: {
    n: 37, section: "Contacts", title: 'Demoting "DocSpace admin" to "Room admin" or "User"',
    on: ["person"], whom: ["DocSpaceAdmin"],
    cells: { Owner: "anotherPerson", DocSpaceAdmin: "no", RoomAdmin: "no", User: "no", Guest: "no" },
  },
  /** His rooms go to a named admin first. */
  demoteRoomAdmin: {
    n: 38, section: "Contacts", title: 'Demoting "Room admin" to "User"',
    on: ["person"], whom: ["RoomAdmin"],
    cells: { Owner: "anotherPerson", DocSpaceAdmin: "anotherPerson", RoomAdmin: "no", User: "no", Guest: "no" },
  },
  /** A guest has no Private Room; what he had stays sealed and his. */
  demoteUser: {
    n: 39, section: "Contacts", title: 'Demoting "User" to "Guest"',
    on: ["person"], whom: ["User"],
    cells: { Owner: "anotherPerson", DocSpaceAdmin: "anotherPerson", RoomAdmin: "no", User: "no", Guest: "no" },
  },
  /** The Owner is never disabled, and nobody disables himself. */
  disableDocSpaceAdmin: {
    n: 40, section: "Contacts", title: 'Disabling "DocSpace admin"',
    on: ["person"], whom: ["DocSpaceAdmin"],
    cells: { Owner: "anotherPerson", DocSpaceAdmin: "no", RoomAdmin: "no", User: "no", Guest: "no" },
  },
  /** Disabling makes new generations of the keys that the person held. */
  disableRoomAdmin: {
    n: 41, section: "Contacts", title: 'Disabling "Room admin"',
    on: ["person"], whom: ["RoomAdmin"],
    cells: { Owner: "anotherPerson", DocSpaceAdmin: "anotherPerson", RoomAdmin: "no", User: "no", Guest: "no" },
  },
  /** Disabling makes new generations of the keys that the person held. */
  disableUser: {
    n: 42, section: "Contacts", title: 'Disabling "User"',
    on: ["person"], whom: ["User"],
    cells: { Owner: "anotherPerson", DocSpaceAdmin: "anotherPerson", RoomAdmin: "no", User: "no", Guest: "no" },
  },
  /** Disabling makes new generations of the keys that the person held. */
  disableGuest: {
    n: 43, section: "Contacts", title: 'Disabling "Guest"',
    on: ["person"], whom: ["Guest"],
    cells: { Owner: "anotherPerson", DocSpaceAdmin: "anotherPerson", RoomAdmin: "no", User: "no", Guest: "no" },
  },
  /** Removed is who was disabled before. The Owner is neither edited nor removed by others. */
  editOrRemovePeople: {
    n: 44, section: "Contacts", title: "Editing or removing users",
    on: ["person", "personRemoval"], whom: ["DocSpaceAdmin", "RoomAdmin", "User", "Guest"],
    cells: { Owner: "anotherPerson", DocSpaceAdmin: "belowDocSpaceAdmin", RoomAdmin: "no", User: "no", Guest: "no" },
  },
  /** The guests that the person invited. */
  viewOwnGuestList: {
    n: 45, section: "Contacts", title: "Viewing own guest list",
    on: ["guestList"],
    cells: { Owner: "own", DocSpaceAdmin: "own", RoomAdmin: "own", User: "no", Guest: "no" },
  },
  /** Everybody's guests. */
  viewOthersGuestList: {
    n: 46, section: "Contacts", title: "Viewing someone else's guest list",
    on: ["guestList"],
    cells: { Owner: "yes", DocSpaceAdmin: "yes", RoomAdmin: "no", User: "no", Guest: "no" },
  },
  /** Groups are signed entries of the portal log. */
  createOrEditGroups: {
    n: 47, section: "Groups", title: "Creating and editing groups",
    on: ["portal"],
    cells: { Owner: "yes", DocSpaceAdmin: "yes", RoomAdmin: "no", User: "no", Guest: "no" },
  },
  /** Needed to invite a group to a room. */
  viewGroups: {
    n: 48, section: "Groups", title: "Viewing groups",
    on: ["portal"],
    cells: { Owner: "yes", DocSpaceAdmin: "yes", RoomAdmin: "yes", User: "no", Guest: "no" },
  },
  /** A person's own settings. */
  useFileSettings: {
    n: 49, section: "File management settings", title: "File management settings",
    on: ["fileSettings"],
    cells: { Owner: "own", DocSpaceAdmin: "own", RoomAdmin: "own", User: "own", Guest: "own" },
  },
  /** The Owner alone. */
  removePortal: {
    n: 50, section: "DocSpace settings", title: "Removing DocSpace",
    on: ["portal"],
    cells: { Owner: "yes", DocSpaceAdmin: "no", RoomAdmin: "no", User: "no", Guest: "no" },
  },
  /** The Private Room switch among them. */
  changeOtherSettings: {
    n: 51, section: "DocSpace settings", title: "All other settings",
    on: ["portal"],
    cells: { Owner: "yes", DocSpaceAdmin: "yes", RoomAdmin: "no", User: "no", Guest: "no" },
  },
} as const satisfies Readonly<Record<string, MatrixRow>>;

/** A right of the access-rights document. */
export type MatrixRight = keyof typeof MATRIX;

/** The rights in the document's order. */
export const MATRIX_RIGHTS = Object.keys(MATRIX) as readonly MatrixRight[];

/** Tells whether a text names a row of the matrix. */
export function isMatrixRight(right: string): right is MatrixRight {
  return Object.hasOwn(MATRIX, right);
}
