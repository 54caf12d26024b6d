import { useSignal } from "@preact/signals";
import { Archive, Plus } from "lucide";
import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import type { PortalOrigin, SpaceId } from "../../../shared/ids.ts";
import type { Subject } from "../../../shared/rights/objects.ts";
import { mayOwnRooms } from "../../../shared/rights/user-types.ts";
import { addressOfRoom } from "../../messages/addresses.ts";
import { archiveRoom, removeRoom } from "../../spaces/room-life.ts";
import type { RoomRow } from "../../spaces/room-row.ts";
import { listAllRooms, listRooms } from "../../spaces/rooms.ts";
import type { PopupView } from "../../state/popup-view.ts";
import { createRoomsStore, type RoomsScope, type RoomsStore } from "../../state/rooms-store.ts";
import { Button } from "../../ui/controls/Button.tsx";
import { SearchField } from "../../ui/controls/SearchField.tsx";
import { SelectField } from "../../ui/controls/SelectField.tsx";
import { PageHeader } from "../../ui/layout/PageHeader.tsx";
import { useLocale } from "../../ui/locale.ts";
import { ConfirmDialog } from "../../ui/overlays/ConfirmDialog.tsx";
import { RoomTable, type RoomTableItem } from "../../ui/rooms/RoomTable.tsx";
import { EmptyState } from "../../ui/states/EmptyState.tsx";
import { ErrorState } from "../../ui/states/ErrorState.tsx";
import { errorSentence } from "../../ui/states/error-sentence.ts";
import { SkeletonRows } from "../../ui/states/SkeletonRows.tsx";
import { FilesFrame, type SectionProps } from "./FilesFrame.tsx";
import { ManagePanel } from "./ManagePanel.tsx";
import { mayCreateRoom, mayListAll, roomMenu } from "./room-menu.ts";
import { useLooks } from "./use-looks.ts";

export interface RoomsPageProps extends SectionProps {
  readonly section: "rooms" | "archive";
}

/** The list of rooms, or the archive. */
export function RoomsPage({ section, ...frame }: RoomsPageProps): JSX.Element {
  const { origin } = frame.inside;
  const { strings } = useLocale();
  const panel = useSignal<PopupView | null>(null);
  const show = (view: PopupView | null) => {
    panel.value = view;
  };
  const goTo = (space: SpaceId) => frame.go({ section: "room", space, folder: null });
  // From outside only the room's people and its life are there: no file opens
  const open = ({ space, level }: Pick<RoomRow, "space" | "level">) =>
    level === null ? show({ kind: "room", space, section: "members" }) : goTo(space);
  const isArchive = section === "archive";
  const store = useMemo(
    () => createRoomsStore({ origin, core: { listRooms, listAllRooms }, isArchive }),
    [origin, isArchive],
  );
  useLooks(store.list.load);
  return (
    <FilesFrame
      {...frame}
      section={section}
      search={
        <SearchField label={strings.rooms.list.search} value={store.text.value} onInput={store.setText} />
      }
      aside={
        panel.value && (
          <ManagePanel
            key={"space" in panel.value ? panel.value.space : panel.value.kind}
            origin={origin}
            first={panel.value}
            label={panel.value.kind === "newRoom" ? strings.people.rooms.newRoom : strings.rooms.room.members}
            onMade={goTo}
            onClose={() => show(null)}
          />
        )
      }
    >
      <RoomsMain
        origin={origin}
        store={store}
        subject={frame.subject}
        isArchive={isArchive}
        onOpen={open}
        onNew={() => show({ kind: "newRoom" })}
      />
    </FilesFrame>
  );
}

export interface RoomsMainProps {
  readonly origin: PortalOrigin;
  readonly store: RoomsStore;
  readonly subject: Subject | null;
  readonly isArchive: boolean;
  readonly onOpen: (room: Pick<RoomRow, "space" | "level">) => void;
  readonly onNew: () => void;
}

/** What is listed, with what the person may do about it. */
export function RoomsMain(props: RoomsMainProps): JSX.Element {
  const { origin, store, subject, isArchive, onNew } = props;
  const { strings } = useLocale();
  const { rail, people } = strings;
  const mayCreate = !isArchive && subject !== null && mayCreateRoom(subject);
  const newButton = mayCreate && (
    <Button tone="primary" icon={Plus} onClick={onNew}>
      {people.rooms.newRoom}
    </Button>
  );
  return (
    <>
      <PageHeader
        actions={
          <>
            <ScopeField store={store} subject={subject} isArchive={isArchive} />
            {newButton}
          </>
        }
      >
        <h1>{isArchive ? rail.archive : rail.rooms}</h1>
      </PageHeader>
      <RoomsList {...props} />
      <RoomQuestionDialog origin={origin} store={store} />
    </>
  );
}

function RoomsList({ origin, store, subject, isArchive, onOpen }: RoomsMainProps): JSX.Element {
  const { strings, errors } = useLocale();
  const { rooms, people, rail } = strings;
  const shown = store.shown.value;
  const code = store.list.code.value;
  const failed = store.question.value === null ? store.code.value : null;
  if (code !== null && shown === null)
    return <ErrorState code={code} onRetry={() => void store.list.load()} />;
  if (shown === null) return <SkeletonRows />;
  if (shown.length === 0 && store.text.value.trim() !== "")
    return <EmptyState title={people.nothingFound} text={people.nothingFoundText} />;
  if (shown.length === 0) {
    return isArchive ? (
      <EmptyState icon={Archive} title={rooms.list.archiveEmptyTitle} text={rooms.list.archiveEmptyText} />
    ) : (
      <EmptyState title={people.rooms.noneTitle} text={people.rooms.noneText} />
    );
  }
  const rowOf = (item: RoomTableItem) => shown.find(({ space }) => space === item.space);
  return (
    <>
      {[code, failed].map((each, index) =>
        each === null ? null : (
          <p key={index} class="field-problem" role="alert">
            {errorSentence(errors, each)}
          </p>
        ),
      )}
      <RoomTable
        label={isArchive ? rail.archive : rooms.list.label}
        rooms={shown.map((row) => itemOf(row, origin))}
        onOpen={onOpen}
        menuFor={(item) => {
          const row = rowOf(item);
          return row ? roomMenu({ strings, origin, subject, row, store, onOpen: () => onOpen(row) }) : [];
        }}
      />
    </>
  );
}

const itemOf = (row: RoomRow, origin: PortalOrigin): RoomTableItem => ({
  ...row,
  isKeyMissing: row.code === "KEY_MISSING",
  waitingCount: row.waiting.length,
  href: addressOfRoom(origin, row.space),
});

type ScopeFieldProps = Pick<RoomsMainProps, "store" | "subject" | "isArchive">;

/** Which rooms; nothing to choose where the table grants only one list. */
function ScopeField({ store, subject, isArchive }: ScopeFieldProps): JSX.Element | null {
  const { rooms } = useLocale().strings.people;
  if (subject === null) return null;
  const scopes: RoomsScope[] = [
    "mine",
    ...(mayOwnRooms(subject.type) ? (["own", "invited"] as const) : []),
    ...(mayListAll(subject, isArchive) ? (["all"] as const) : []),
  ];
  if (scopes.length === 1) return null;
  const archived = { mine: rooms.scopes.archived, all: rooms.scopes.allArchived };
  const labels = isArchive ? { ...rooms.scopes, ...archived } : rooms.scopes;
  return (
    <SelectField
      label={rooms.which}
      isLabelHidden
      value={store.scope.value}
      options={scopes.map((value) => ({ value, label: labels[value] }))}
      onChange={store.setScope}
    />
  );
}

/** Asks before a room is archived or removed. */
function RoomQuestionDialog({ origin, store }: Pick<RoomsMainProps, "origin" | "store">): JSX.Element | null {
  const { strings, errors } = useLocale();
  const { room } = strings.people;
  const asked = store.question.value;
  const code = store.code.value;
  if (asked === null) return null;
  const isRemoval = asked.kind === "remove";
  const on = { origin, space: asked.space };
  return (
    <ConfirmDialog
      title={isRemoval ? room.removeTitle(asked.title) : room.archiveTitle}
      action={isRemoval ? room.remove : room.archive}
      isDanger={isRemoval}
      isPending={store.isWorking.value}
      problem={code === null ? undefined : errorSentence(errors, code)}
      onConfirm={() => void store.change(() => (isRemoval ? removeRoom(on) : archiveRoom(on)))}
      onCancel={() => store.ask(null)}
    >
      {isRemoval ? room.removeText : room.archiveText}
    </ConfirmDialog>
  );
}
