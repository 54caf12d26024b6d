import {
  Archive,
  ArchiveRestore,
  Bell,
  BellOff,
  Copy,
  FolderOpen,
  Pencil,
  Pin,
  PinOff,
  Trash2,
  UserCog,
} from "lucide";
import type { JSX } from "preact";
import type { Verdict } from "../../../shared/rights/can.ts";
import type { RoomDetail } from "../../spaces/rooms.ts";
import { placeAddress } from "../../state/page-address.ts";
import { roomVerdicts } from "../../state/popup-rights.ts";
import type { PopupStore } from "../../state/popup-store.ts";
import { useLocale } from "../../ui/locale.ts";
import { type Action, ActionList } from "../../ui/popup/ActionList.tsx";
import { isShown, reasonText } from "../../ui/popup/reason-text.ts";
import type { PeopleTexts } from "../../ui/strings/people/en.ts";
import { openOwnPage } from "./active-tab.ts";
import { RoomFacts } from "./RoomFacts.tsx";

interface RoomPart {
  readonly store: PopupStore;
  readonly room: RoomDetail;
}

type Line = Omit<Action, "reason"> & { readonly verdict: Verdict | null };

/** Everything that can be done with the room as a whole, and what it is. What cannot be done now says why. */
export function RoomMore({ store, room }: RoomPart): JSX.Element | null {
  const { people } = useLocale().strings;
  const self = store.self.value;
  if (!self) return null;
  const may = roomVerdicts(self.subject, room.object);
  const lines: Line[] = [
    ...openLine(store, room, people),
    ...(room.isArchived ? archivedLines(store, room, people, may) : usedLines(store, room, people, may)),
  ];
  const actions = lines
    .filter(({ verdict }) => verdict === null || isShown(verdict))
    .map(({ verdict, ...line }) => ({ ...line, reason: verdict && reasonText(people, verdict) }));
  return (
    <>
      <ActionList actions={actions} />
      <RoomFacts store={store} room={room} />
    </>
  );
}

type May = ReturnType<typeof roomVerdicts>;

function openLine({ origin }: PopupStore, { space, level }: RoomDetail, people: PeopleTexts): Line[] {
  if (level === null) return [];
  const address = placeAddress(origin, { section: "room", space, folder: null });
  const onSelect = () => void openOwnPage(address);
  return [{ id: "open", label: people.rooms.openFiles, icon: FolderOpen, verdict: null, onSelect }];
}

function usedLines(store: PopupStore, room: RoomDetail, { room: words }: PeopleTexts, may: May): Line[] {
  const { origin, core } = store;
  const { space, isPinned, isMuted } = room;
  const flag = (flags: { isPinned?: boolean; isMuted?: boolean }) =>
    void store.act(() => core.flagRoom({ origin, space, ...flags }));
  return [
    {
      ...{ id: "edit", label: words.edit, icon: Pencil, verdict: may.edit },
      onSelect: () => store.open({ kind: "editRoom", space }),
    },
    {
      ...{ id: "pin", label: isPinned ? words.unpin : words.pin, icon: isPinned ? PinOff : Pin },
      ...{ verdict: may.pin, onSelect: () => flag({ isPinned: !isPinned }) },
    },
    {
      ...{ id: "mute", label: isMuted ? words.unmute : words.mute, icon: isMuted ? Bell : BellOff },
      ...{ verdict: may.mute, onSelect: () => flag({ isMuted: !isMuted }) },
    },
    copyLine(store, room, words, may),
    {
      ...{ id: "handOver", label: words.handOver, icon: UserCog, verdict: may.handOver },
      onSelect: () => store.open({ kind: "handOverRoom", space }),
    },
    {
      ...{ id: "archive", label: words.archive, icon: Archive, verdict: may.archive },
      onSelect: () =>
        store.ask({
          ...{ title: words.archiveTitle, text: words.archiveText, action: words.archive },
          ...{ isDanger: false, work: () => core.archiveRoom({ origin, space }) },
        }),
    },
  ];
}

function archivedLines(store: PopupStore, room: RoomDetail, people: PeopleTexts, may: May): Line[] {
  const { origin, core } = store;
  const { room: words, rooms } = people;
  const { space } = room;
  return [
    {
      ...{ id: "restore", label: words.restore, icon: ArchiveRestore, verdict: may.restore },
      onSelect: () => void store.act(() => core.restoreRoom({ origin, space })),
    },
    copyLine(store, room, words, may),
    {
      ...{ id: "remove", label: words.remove, icon: Trash2, isDanger: true, verdict: may.remove },
      onSelect: () =>
        store.ask({
          ...{ title: words.removeTitle(room.title ?? rooms.sealed), text: words.removeText },
          ...{ action: words.remove, isDanger: true, isEnd: true },
          work: () => core.removeRoom({ origin, space }),
        }),
    },
  ];
}

const copyLine = (store: PopupStore, { space }: RoomDetail, words: PeopleTexts["room"], may: May): Line => ({
  ...{ id: "copy", label: words.copy, icon: Copy, verdict: may.copy },
  onSelect: () => store.open({ kind: "copyRoom", space }),
});
