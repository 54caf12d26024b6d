import { BellOff, Pin } from "lucide";
import type { JSX } from "preact";
import { Icon } from "../Icon.tsx";
import { useLocale } from "../locale.ts";
import { UserText } from "../UserText.tsx";
import { ColourMark } from "./ColourMark.tsx";
import { Dot } from "./Dot.tsx";
import type { RoomItem } from "./room-item.ts";

export interface RoomRowProps {
  readonly room: RoomItem;
  readonly onOpen: () => void;
}

/** A room in the popup's list: mark, title, owner, one's own level, and a dot when something is pending. */
export function RoomRow({ room, onOpen }: RoomRowProps): JSX.Element {
  const { people } = useLocale().strings;
  const level = room.level === null ? people.rooms.outside : people.levels[room.level];
  const pending = pendingOf(room, people.rooms);
  return (
    <button type="button" class="popup-row" data-row onClick={onOpen}>
      <ColourMark colour={room.colour} title={room.title} />
      <span class="popup-row-text">
        <strong>{room.title === null ? people.rooms.sealed : <UserText text={room.title} />}</strong>
        <small>
          {room.ownerName === null ? people.nameUnknown : <UserText text={room.ownerName} />}
          {" · "}
          {level}
          {room.isArchived && ` · ${people.rooms.archived}`}
        </small>
      </span>
      {room.isPinned && <Marked node={Pin} words={people.rooms.pinned} />}
      {room.isMuted && <Marked node={BellOff} words={people.rooms.muted} />}
      {room.hasNews && <Dot kind="is-news" words={people.rooms.news} />}
      {pending !== null && <Dot kind="is-due" words={pending} />}
    </button>
  );
}

function Marked({ node, words }: { node: typeof Pin; words: string }): JSX.Element {
  return (
    <span class="popup-mark" title={words}>
      <Icon node={node} />
      <span class="visually-hidden">{words}</span>
    </span>
  );
}

function pendingOf(
  room: RoomItem,
  words: { noKey: string; stale: string; waiting: (count: number) => string },
): string | null {
  if (room.isKeyMissing) return words.noKey;
  if (room.isStale) return words.stale;
  return room.waitingCount > 0 ? words.waiting(room.waitingCount) : null;
}
