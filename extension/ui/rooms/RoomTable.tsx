import { EllipsisVertical } from "lucide";
import type { JSX } from "preact";
import { useLocale } from "../locale.ts";
import { Menu } from "../overlays/Menu.tsx";
import type { MenuEntry } from "../overlays/menu-entry.ts";
import { ColourMark } from "../popup/ColourMark.tsx";
import { Dot } from "../popup/Dot.tsx";
import type { RoomItem } from "../popup/room-item.ts";
import { UserText } from "../UserText.tsx";

/** A room as a wide list shows it. */
export interface RoomTableItem extends RoomItem {
  readonly memberCount: number;
  readonly changedAtMs: number;
  readonly href: string;
}

export interface RoomTableProps {
  readonly label: string;
  readonly rooms: readonly RoomTableItem[];
  readonly onOpen: (room: RoomTableItem) => void;
  readonly menuFor: (room: RoomTableItem) => readonly MenuEntry[];
  /** For tests; without it the time of drawing. */
  readonly nowMs?: number;
}

/** Rooms with their owner, one's own level, members and newest change. */
export function RoomTable({
  label,
  rooms,
  onOpen,
  menuFor,
  nowMs = Date.now(),
}: RoomTableProps): JSX.Element {
  const { strings } = useLocale();
  const { list } = strings.rooms;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section class="room-table-frame" aria-label={label} tabIndex={0}>
      <table class="room-table" data-testid="room-table">
        <thead>
          <tr>
            <th scope="col">{list.title}</th>
            <th scope="col">{list.owner}</th>
            <th scope="col">{list.level}</th>
            <th scope="col" class="is-wide">
              {list.members}
            </th>
            <th scope="col" class="is-wide">
              {list.changed}
            </th>
            <th scope="col">
              <span class="visually-hidden">{strings.actions.more}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rooms.map((room) => (
            <RoomLine key={room.space} room={room} onOpen={onOpen} entries={menuFor(room)} nowMs={nowMs} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface RoomLineProps {
  readonly room: RoomTableItem;
  readonly onOpen: RoomTableProps["onOpen"];
  readonly entries: readonly MenuEntry[];
  readonly nowMs: number;
}

function RoomLine({ room, onOpen, entries, nowMs }: RoomLineProps): JSX.Element {
  const { strings, format } = useLocale();
  const { people, rooms, files } = strings;
  const title = room.title ?? people.rooms.sealed;
  return (
    <tr>
      <td>
        <div class="room-title">
          <ColourMark colour={room.colour} title={room.title} />
          <div>
            <a
              class="room-open"
              href={room.href}
              onClick={(event) => {
                if (event.ctrlKey || event.metaKey || event.shiftKey) return;
                event.preventDefault();
                onOpen(room);
              }}
            >
              {room.title === null ? <em>{title}</em> : <UserText text={title} />}
            </a>
            {room.hasNews && <Dot kind="is-news" words={people.rooms.news} />}
            <RoomNotes room={room} />
          </div>
        </div>
      </td>
      <td>{room.ownerName === null ? <em>{people.nameUnknown}</em> : <UserText text={room.ownerName} />}</td>
      <td>{room.level === null ? rooms.list.notMember : people.levels[room.level]}</td>
      <td class="is-wide">{format.number(room.memberCount)}</td>
      <td class="is-wide" title={format.moment(room.changedAtMs)}>
        {format.changed(room.changedAtMs, nowMs)}
      </td>
      <td>
        {entries.length > 0 && (
          <Menu label={files.rowMenu(title)} icon={EllipsisVertical} isIconOnly entries={entries} />
        )}
      </td>
    </tr>
  );
}

/** What is unusual about a room. */
function RoomNotes({ room }: { readonly room: RoomTableItem }): JSX.Element {
  const { rooms, roomTypes } = useLocale().strings.people;
  const due = room.isKeyMissing ? rooms.noKey : room.isStale ? rooms.stale : null;
  const waiting = room.waitingCount > 0 ? rooms.waiting(room.waitingCount) : null;
  return (
    <div class="room-notes">
      <span>{roomTypes[room.roomType]}</span>
      {room.isPinned && <span>{rooms.pinned}</span>}
      {room.isMuted && <span>{rooms.muted}</span>}
      {[due, waiting].map((note) =>
        note === null ? null : (
          <span key={note} class="is-due">
            {note}
          </span>
        ),
      )}
    </div>
  );
}
