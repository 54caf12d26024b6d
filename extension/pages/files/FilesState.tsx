import { FolderOpen, KeyRound, Search } from "lucide";
import type { ComponentChildren, JSX } from "preact";
import type { NodeId } from "../../../shared/ids.ts";
import type { PlaceStore } from "../../files/place.ts";
import type { FilesViewStore } from "../../state/files-view-store.ts";
import { Button } from "../../ui/controls/Button.tsx";
import { useLocale } from "../../ui/locale.ts";
import { EmptyState } from "../../ui/states/EmptyState.tsx";
import { ErrorState } from "../../ui/states/ErrorState.tsx";
import { SkeletonRows } from "../../ui/states/SkeletonRows.tsx";
import { NewMenu, type Pickers } from "./FilesToolbar.tsx";

export interface FilesStateProps {
  readonly room: PlaceStore;
  readonly view: FilesViewStore;
  readonly pickers: Pickers;
  readonly onOpen: (node: NodeId) => void;
  /** Whether the person has the key of the place. */
  readonly isReadable: boolean;
  /** The list. */
  readonly children: ComponentChildren;
}

/** The list, or what is there instead of it. */
export function FilesState({ children, ...props }: FilesStateProps): ComponentChildren {
  const { room, view } = props;
  const { status, code } = room.state.value;
  const isEmpty = view.shown.value.length === 0;
  switch (status) {
    case "loading":
      return isEmpty ? <SkeletonRows /> : children;
    case "off":
      return <ErrorState code="PRIVATE_ROOM_OFF" onRetry={() => void view.run(room.refresh)} />;
    case "error":
      return <ErrorState code={code ?? "INTERNAL"} onRetry={() => void view.run(room.refresh)} />;
    case "offline":
      return isEmpty ? (
        <ErrorState code={code ?? "OFFLINE"} onRetry={() => void view.run(room.refresh)} />
      ) : (
        children
      );
    case "locked":
      return <SkeletonRows />;
    case "ready":
      return isEmpty ? <Nothing {...props} /> : children;
  }
}

function Nothing(props: Omit<FilesStateProps, "children">): JSX.Element {
  const { room, view, pickers, onOpen } = props;
  const { files, rooms } = useLocale().strings;
  const text = view.searchText.value.trim();
  if (text !== "") {
    return <EmptyState icon={Search} title={files.nothingFoundTitle} text={files.nothingFoundText(text)} />;
  }
  if (!props.isReadable)
    return <EmptyState icon={KeyRound} title={rooms.room.noKeyTitle} text={rooms.room.noKeyText} />;
  if (!room.rights.value.mayCreate)
    return <EmptyState title={rooms.room.emptyTitle} text={rooms.room.readOnlyEmptyText} />;
  const first = (
    <>
      <Button onClick={() => pickers.files.current?.click()}>{files.uploadFiles}</Button>
      <NewMenu room={room} view={view} onOpen={onOpen} />
    </>
  );
  return room.folder.value === null ? (
    <EmptyState
      title={room.space === null ? files.emptyTitle : rooms.room.emptyTitle}
      text={room.space === null ? files.emptyText : rooms.room.emptyText}
      actions={first}
    />
  ) : (
    <EmptyState
      icon={FolderOpen}
      title={files.emptyFolderTitle}
      text={files.emptyFolderText}
      actions={first}
    />
  );
}
