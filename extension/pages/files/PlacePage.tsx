import { useSignal } from "@preact/signals";
import { Info, Users } from "lucide";
import type { JSX } from "preact";
import { useEffect, useMemo, useRef } from "preact/hooks";
import type { PortalOrigin } from "../../../shared/ids.ts";
import { createPlaceStore, type PlaceStore } from "../../files/place.ts";
import type { RoomDetail } from "../../spaces/rooms.ts";
import { createFilesViewStore, type FilesViewStore } from "../../state/files-view-store.ts";
import type { FilesPlace } from "../../state/page-address.ts";
import type { Loaded } from "../../state/popup-loaded.ts";
import { Button } from "../../ui/controls/Button.tsx";
import { SearchField } from "../../ui/controls/SearchField.tsx";
import { useLocale } from "../../ui/locale.ts";
import { Banner } from "../../ui/overlays/Banner.tsx";
import { OfflineBar } from "../../ui/states/OfflineBar.tsx";
import type { Catalogue } from "../../ui/strings/en.ts";
import { FilesDialogs } from "./FilesDialogs.tsx";
import { FilesFrame, type SectionProps } from "./FilesFrame.tsx";
import { FilesInfo } from "./FilesInfo.tsx";
import { FilesMain } from "./FilesMain.tsx";
import { ManagePanel } from "./ManagePanel.tsx";
import { NewsToasts } from "./NewsToasts.tsx";
import { useFolderAddress } from "./place-address.ts";
import { RoomInfo } from "./RoomInfo.tsx";
import { useRoomDetail } from "./room-detail.ts";
import { Transfers } from "./Transfers.tsx";

export interface PlacePageProps extends SectionProps {
  readonly place: FilesPlace & { readonly section: "private" | "room" };
}

/** The files of a place: the Private Room, or a room. Draw it anew for another place. */
export function PlacePage({ place, ...frame }: PlacePageProps): JSX.Element {
  const { origin } = frame.inside;
  const { strings } = useLocale();
  const space = place.section === "room" ? place.space : null;
  const room = useMemo(() => createPlaceStore(origin, space), [origin, space]);
  const view = useMemo(() => createFilesViewStore(room), [room]);
  const detail = useRoomDetail(origin, space, room);
  const search = useRef<HTMLInputElement>(null);
  const overlay = useSignal<"info" | "members" | null>(null);
  useFolderAddress(room, place, frame.go);
  useEffect(() => {
    void room.refresh();
    return () => room.dispose();
  }, [room]);
  const found = detail?.value.value ?? null;
  const title = space === null ? strings.files.title : titleOf(found, strings);
  const show = (next: typeof overlay.value) => {
    overlay.value = next;
    view.showInfo(null);
  };
  return (
    <FilesFrame
      {...frame}
      section={space === null ? "private" : found?.isArchived ? "archive" : "rooms"}
      {...(space === null ? { onAgain: () => room.openFolder(null) } : {})}
      search={
        <SearchField
          label={space === null ? strings.files.searchAll : strings.rooms.room.search}
          value={view.searchText.value}
          onInput={view.setSearch}
          inputRef={search}
        />
      }
      notice={<Notice room={room} detail={detail} onRetry={() => void view.run(room.refresh)} />}
      aside={
        <PlaceAside {...{ origin, room, view, found }} shown={overlay.value} onClose={() => show(null)} />
      }
    >
      <FilesMain
        origin={origin}
        room={room}
        view={view}
        title={title}
        isReadable={found === null || found.code !== "KEY_MISSING"}
        onSearchKey={() => search.current?.focus()}
        {...(space === null ? {} : { tools: <RoomTools onShow={show} /> })}
      />
      <FilesDialogs origin={origin} room={room} view={view} title={title} />
      <Transfers room={room} />
      <NewsToasts view={view} />
    </FilesFrame>
  );
}

const titleOf = (room: RoomDetail | null, { states, people }: Catalogue): string =>
  room === null ? states.loading : (room.title ?? people.rooms.sealed);

interface PlaceAsideProps {
  readonly origin: PortalOrigin;
  readonly room: PlaceStore;
  readonly view: FilesViewStore;
  readonly found: RoomDetail | null;
  readonly shown: "info" | "members" | null;
  readonly onClose: () => void;
}

/** About a file that was asked for, or about the room, or its people. */
function PlaceAside({ origin, room, view, found, shown, onClose }: PlaceAsideProps): JSX.Element {
  const { members } = useLocale().strings.rooms.room;
  if (view.info.value !== null || found === null || shown === null)
    return <FilesInfo origin={origin} room={room} view={view} />;
  if (shown === "info") return <RoomInfo origin={origin} room={found} onClose={onClose} />;
  const first = { kind: "room", space: found.space, section: "members" } as const;
  return <ManagePanel origin={origin} first={first} label={members} onClose={onClose} />;
}

function RoomTools({ onShow }: { readonly onShow: (what: "info" | "members") => void }): JSX.Element {
  const { room } = useLocale().strings.rooms;
  return (
    <>
      <Button icon={Users} onClick={() => onShow("members")}>
        {room.members}
      </Button>
      <Button icon={Info} onClick={() => onShow("info")}>
        {room.info}
      </Button>
    </>
  );
}

interface NoticeProps {
  readonly room: PlaceStore;
  readonly detail: Loaded<RoomDetail> | null;
  readonly onRetry: () => void;
}

/** Why the place is not as usual. */
function Notice({ room, detail, onRetry }: NoticeProps): JSX.Element | null {
  const texts = useLocale().strings.rooms.room;
  const { status, code } = room.state.value;
  if (status === "offline") return <OfflineBar code={code} onRetry={onRetry} />;
  const found = detail?.value.value;
  if (found?.isArchived) return <Banner>{texts.archived}</Banner>;
  if (found?.isStale) return <Banner tone="attention">{texts.stale}</Banner>;
  return null;
}
