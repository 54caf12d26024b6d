import type { JSX } from "preact";
import type { SpaceId } from "../../../shared/ids.ts";
import type { RoomDetail } from "../../spaces/rooms.ts";
import type { PopupStore } from "../../state/popup-store.ts";
import { ROOM_SECTIONS, type RoomSection } from "../../state/popup-view.ts";
import { useLocale } from "../../ui/locale.ts";
import { Banner } from "../../ui/overlays/Banner.tsx";
import { DetailFrame } from "../../ui/popup/DetailFrame.tsx";
import { PopupTabs } from "../../ui/popup/PopupTabs.tsx";
import { UserText } from "../../ui/UserText.tsx";
import { HistoryView } from "./HistoryView.tsx";
import { LoadedView } from "./LoadedView.tsx";
import { RoomInvitations } from "./RoomInvitations.tsx";
import { RoomMembers } from "./RoomMembers.tsx";
import { RoomMore } from "./RoomMore.tsx";

export interface RoomViewProps {
  readonly store: PopupStore;
  readonly space: SpaceId;
  readonly section: RoomSection;
}

/** One room: its members, invitations and history, and everything else that can be done with it. */
export function RoomView({ store, space, section }: RoomViewProps): JSX.Element {
  const { people } = useLocale().strings;
  const room = store.rooms.detail.value.value;
  return (
    <DetailFrame
      title={<RoomTitle room={room} />}
      note={room && `${people.roomTypes[room.roomType]} · ${people.rooms.memberCount(room.memberCount)}`}
      onBack={store.back}
    >
      <PopupTabs
        label={people.tabs.rooms}
        tabs={ROOM_SECTIONS.map((name) => ({ name, label: people.sections[name] }))}
        chosen={section}
        onChoose={(name) => store.replace({ kind: "room", space, section: name })}
      >
        {room && <RoomState room={room} />}
        <LoadedView loaded={store.rooms.detail}>
          {(detail) => <Section store={store} room={detail} section={section} />}
        </LoadedView>
      </PopupTabs>
    </DetailFrame>
  );
}

function Section(props: { store: PopupStore; room: RoomDetail; section: RoomSection }): JSX.Element {
  const { store, room } = props;
  switch (props.section) {
    case "members":
      return <RoomMembers store={store} room={room} />;
    case "invitations":
      return <RoomInvitations store={store} room={room} />;
    case "history":
      return <HistoryView store={store} of={{ origin: store.origin, space: room.space }} />;
    case "more":
      return <RoomMore store={store} room={room} />;
  }
}

export function RoomTitle({ room }: { readonly room: RoomDetail | null }): JSX.Element {
  const { states, people } = useLocale().strings;
  if (room === null) return <>{states.loading}</>;
  return <UserText text={room.title ?? people.rooms.sealed} />;
}

/** What keeps the room from being worked in. */
function RoomState({ room }: { readonly room: RoomDetail }): JSX.Element | null {
  const { rooms } = useLocale().strings.people;
  if (room.isArchived) return <Banner>{rooms.archived}</Banner>;
  if (room.code === "KEY_MISSING" && room.level !== null)
    return <Banner tone="attention">{rooms.noKey}</Banner>;
  if (room.isStale) return <Banner tone="attention">{rooms.stale}</Banner>;
  if (room.waiting.length > 0) return <Banner tone="attention">{rooms.waiting(room.waiting.length)}</Banner>;
  return null;
}
