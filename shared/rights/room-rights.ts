import type { Holder } from "./holder.ts";
import type { ObjectKind } from "./objects.ts";

/**
 * The columns of the level table, highest first: the room's owner, the levels, and an Owner or DocSpace admin of the
 * portal, who has the last column in every room, whatever he is there besides.
 */
export const HOLDERS = [
  "RoomOwner",
  "RoomManager",
  "ContentCreator",
  "Editor",
  "Reviewer",
  "Commenter",
  "FormFiller",
  "Viewer",
  "PortalAdmin",
] as const satisfies readonly (Holder | "PortalAdmin")[];

/** A cell: granted, refused, for items that the person created, or unless the room's settings deny download. */
export type LevelCell = "yes" | "no" | "ownItem" | "unlessDenied";

/** A row's cells in the order of {@link HOLDERS}. */
export type LevelCells = readonly [
  LevelCell,
  LevelCell,
  LevelCell,
  LevelCell,
  LevelCell,
  LevelCell,
  LevelCell,
  LevelCell,
  LevelCell,
];

interface RoomRightRow {
  /** The right in words, as the generated page prints it. */
  readonly title: string;
  /** The kinds of object that the right can be asked for; any other kind is refused. */
  readonly on: readonly ObjectKind[];
  /** Whether the right is of no use without the room's key. */
  readonly needsKey: boolean;
  /** Whether it goes on in an archived room. What changes anything does not. */
  readonly inArchive: boolean;
  readonly cells: LevelCells;
}

/** What each level may do inside a room. The Worker refuses by it, and so do honest clients when they replay what another wrote. */
// biome-ignore format: one row a line
export const ROOM_RIGHTS = {
  /** Title, owner, members, sizes and dates: what is known without the key. */
  "room:seeInfo": { title: "see the room's info", on: ["room", "archivedRoom"], needsKey: false, inArchive: true, cells: ["yes", "yes", "yes", "yes", "yes", "yes", "yes", "yes", "yes"] },
  /** Names and contents. */
  "room:read": { title: "read", on: ["room", "archivedRoom", "roomItem"], needsKey: true, inArchive: true, cells: ["yes", "yes", "yes", "yes", "yes", "yes", "yes", "yes", "no"] },
  /** Changes only the own list. */
  "room:pin": { title: "pin", on: ["room", "archivedRoom"], needsKey: false, inArchive: false, cells: ["yes", "yes", "yes", "yes", "yes", "yes", "yes", "yes", "yes"] },
  /** Changes only the own notifications. */
  "room:mute": { title: "mute", on: ["room", "archivedRoom"], needsKey: false, inArchive: false, cells: ["yes", "yes", "yes", "yes", "yes", "yes", "yes", "yes", "yes"] },
  /** The portal's address of the room or file; it opens nothing by itself. */
  "room:copyLink": { title: "copy link", on: ["room", "archivedRoom", "roomItem"], needsKey: false, inArchive: false, cells: ["yes", "yes", "yes", "yes", "yes", "yes", "yes", "yes", "yes"] },
  /** The room's setting binds Viewers only. */
  "room:download": { title: "download", on: ["roomItem"], needsKey: true, inArchive: true, cells: ["yes", "yes", "yes", "yes", "yes", "yes", "yes", "unlessDenied", "no"] },
  /** New files and folders, made or uploaded. */
  "room:create": { title: "create, upload", on: ["room", "archivedRoom"], needsKey: true, inArchive: false, cells: ["yes", "yes", "yes", "no", "no", "no", "no", "no", "no"] },
  /** The right at the end of a move; its start takes room:move. */
  "room:moveInto": { title: "move into", on: ["room", "archivedRoom"], needsKey: true, inArchive: false, cells: ["yes", "yes", "yes", "no", "no", "no", "no", "no", "no"] },
  /** Any change of a document's content. */
  "room:edit": { title: "edit a document", on: ["roomItem"], needsKey: true, inArchive: false, cells: ["yes", "yes", "yes", "yes", "no", "no", "no", "no", "no"] },
  /** Tracked changes. */
  "room:review": { title: "review", on: ["roomItem"], needsKey: true, inArchive: false, cells: ["yes", "yes", "yes", "yes", "yes", "no", "no", "no", "no"] },
  /** Comments. */
  "room:comment": { title: "comment", on: ["roomItem"], needsKey: true, inArchive: false, cells: ["yes", "yes", "yes", "yes", "yes", "yes", "no", "no", "no"] },
  /** The fields of a form. */
  "room:fillForms": { title: "fill forms", on: ["roomItem"], needsKey: true, inArchive: false, cells: ["yes", "yes", "yes", "yes", "no", "no", "yes", "no", "no"] },
  /** A Content creator: his own items. */
  "room:rename": { title: "rename", on: ["roomItem"], needsKey: true, inArchive: false, cells: ["yes", "yes", "ownItem", "no", "no", "no", "no", "no", "no"] },
  /** A Content creator: his own items. */
  "room:move": { title: "move", on: ["roomItem"], needsKey: true, inArchive: false, cells: ["yes", "yes", "ownItem", "no", "no", "no", "no", "no", "no"] },
  /** A Content creator: his own items. */
  "room:delete": { title: "delete", on: ["roomItem"], needsKey: true, inArchive: false, cells: ["yes", "yes", "ownItem", "no", "no", "no", "no", "no", "no"] },
  /** Earlier versions and who made them. */
  "room:readHistory": { title: "read a file's history", on: ["roomItem"], needsKey: true, inArchive: true, cells: ["yes", "yes", "yes", "yes", "no", "no", "no", "no", "no"] },
  /** A Content creator: his own items. */
  "room:restoreVersion": { title: "restore a version", on: ["roomItem"], needsKey: true, inArchive: false, cells: ["yes", "yes", "ownItem", "no", "no", "no", "no", "no", "no"] },
  /** Keeps others from editing. */
  "room:lockFile": { title: "lock a file", on: ["roomItem"], needsKey: true, inArchive: false, cells: ["yes", "yes", "yes", "no", "no", "no", "no", "no", "no"] },
  /** The title and the room's settings, both sealed. */
  "room:changeSettings": { title: "room settings", on: ["room", "archivedRoom"], needsKey: true, inArchive: false, cells: ["yes", "yes", "no", "no", "no", "no", "no", "no", "no"] },
  /** Seals the room's key to somebody new. */
  "room:invite": { title: "invite", on: ["room", "archivedRoom"], needsKey: true, inArchive: false, cells: ["yes", "yes", "no", "no", "no", "no", "no", "no", "no"] },
  /** Which levels: levelsToGive. Denying is one of them, and makes a new generation. */
  "room:setLevels": { title: "set levels", on: ["room", "archivedRoom"], needsKey: true, inArchive: false, cells: ["yes", "yes", "no", "no", "no", "no", "no", "no", "no"] },
  /** Starts a new generation of the key after somebody left: whoever could write is able to go on. */
  "room:rotate": { title: "start a new key after somebody left", on: ["room", "archivedRoom"], needsKey: true, inArchive: false, cells: ["yes", "yes", "yes", "yes", "no", "no", "no", "no", "no"] },
  /** Settings, title and members; the interface says before that contents stay behind. */
  "room:copySettings": { title: "copy the room's settings", on: ["room"], needsKey: false, inArchive: false, cells: ["yes", "yes", "no", "no", "no", "no", "no", "no", "yes"] },
  /** The contents as well. */
  "room:copyContents": { title: "copy the room with its contents", on: ["room", "archivedRoom"], needsKey: true, inArchive: true, cells: ["yes", "yes", "no", "no", "no", "no", "no", "no", "no"] },
  /** Restoring and removing are rows 27 and 28 of the matrix. */
  "room:archive": { title: "archive", on: ["room"], needsKey: false, inArchive: false, cells: ["yes", "no", "no", "no", "no", "no", "no", "no", "yes"] },
  /** The new owner must fit: active, of a type that may own rooms, with keys. */
  "room:changeOwner": { title: "change the owner", on: ["handover"], needsKey: false, inArchive: false, cells: ["yes", "no", "no", "no", "no", "no", "no", "no", "yes"] },
} as const satisfies Readonly<Record<`room:${string}`, RoomRightRow>>;

/** A right inside a room. */
export type RoomRight = keyof typeof ROOM_RIGHTS;

/** The rights in the table's order. */
export const ROOM_RIGHT_NAMES = Object.keys(ROOM_RIGHTS) as readonly RoomRight[];

/** Tells whether a text names a right inside a room. */
export function isRoomRight(right: string): right is RoomRight {
  return Object.hasOwn(ROOM_RIGHTS, right);
}

/** Gives the cell of a right for a holder. */
export function levelCell(right: RoomRight, holder: Holder | "PortalAdmin"): LevelCell {
  return ROOM_RIGHTS[right].cells[HOLDERS.indexOf(holder)] ?? "no";
}
