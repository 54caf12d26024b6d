import {
  Archive,
  ArchiveRestore,
  BellOff,
  BellRing,
  FolderOpen,
  type IconNode,
  Link,
  Pin,
  PinOff,
  Trash2,
} from "lucide";
import type { PortalOrigin } from "../../../shared/ids.ts";
import { can, decide, type Right } from "../../../shared/rights/can.ts";
import type { Subject } from "../../../shared/rights/objects.ts";
import { addressOfRoom } from "../../messages/addresses.ts";
import { restoreRoom } from "../../spaces/room-life.ts";
import type { RoomRow } from "../../spaces/room-row.ts";
import { flagRoom } from "../../spaces/rooms.ts";
import type { RoomsStore } from "../../state/rooms-store.ts";
import type { MenuEntry } from "../../ui/overlays/menu-entry.ts";
import type { Catalogue } from "../../ui/strings/en.ts";

export interface RoomMenuOptions {
  readonly strings: Catalogue;
  readonly origin: PortalOrigin;
  readonly subject: Subject | null;
  readonly row: RoomRow;
  readonly store: RoomsStore;
  readonly onOpen: () => void;
}

/** What the table lets the person do with a room of the list. */
export function roomMenu({ strings, origin, subject, row, store, onOpen }: RoomMenuOptions): MenuEntry[] {
  if (subject === null) return [];
  const { room } = strings.people;
  const on = { origin, space: row.space };
  const { object } = row;
  const title = row.title ?? strings.people.rooms.sealed;
  const may = (...rights: readonly Right[]) => rights.some((right) => decide(subject, right, object).allowed);
  const ask = (kind: "archive" | "remove") => store.ask({ kind, space: row.space, title });
  const flag = (flags: { isPinned?: boolean; isMuted?: boolean }) =>
    void store.change(() => flagRoom({ ...on, ...flags }));
  const isMember = row.level !== null;
  const entries: (MenuEntry | false)[] = [
    item("open", strings.actions.open, FolderOpen, onOpen),
    item("link", strings.actions.copyLink, Link, () => {
      void navigator.clipboard.writeText(addressOfRoom(origin, row.space)).catch(() => undefined);
    }),
    may("pinRooms") &&
      (row.isPinned
        ? item("pin", room.unpin, PinOff, () => flag({ isPinned: false }))
        : item("pin", room.pin, Pin, () => flag({ isPinned: true }))),
    isMember &&
      may("room:mute") &&
      (row.isMuted
        ? item("mute", room.unmute, BellRing, () => flag({ isMuted: false }))
        : item("mute", room.mute, BellOff, () => flag({ isMuted: true }))),
    object.kind === "room" && may("archiveOwnRoom", "archiveOthersRoom")
      ? item("archive", room.archive, Archive, () => ask("archive"))
      : false,
    may("manageOwnArchivedRoom", "manageOthersArchivedRoom") &&
      item("restore", room.restore, ArchiveRestore, () => void store.change(() => restoreRoom(on))),
    may("manageOwnArchivedRoom", "manageOthersArchivedRoom") && {
      ...item("remove", room.remove, Trash2, () => ask("remove")),
      isDanger: true,
    },
  ];
  return entries.filter((entry) => entry !== false);
}

/** The scopes that the table grants besides one's own list. */
export const mayListAll = (subject: Subject, isArchive: boolean): boolean =>
  can(subject, isArchive ? "viewAllArchivedRooms" : "viewAllRooms", { kind: "portal" }).allowed;

export const mayCreateRoom = (subject: Subject): boolean =>
  can(subject, "createOrEditRooms", { kind: "newRoom" }).allowed;

const item = (id: string, label: string, icon: IconNode, onSelect: () => void) =>
  ({ kind: "item", id, label, icon, onSelect }) as const;
