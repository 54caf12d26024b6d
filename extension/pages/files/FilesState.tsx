import { FolderOpen, Search } from "lucide";
import type { ComponentChildren, JSX } from "preact";
import type { PrivateRoomStore } from "../../files/private-room.ts";
import type { FilesViewStore } from "../../state/files-view-store.ts";
import { Button } from "../../ui/controls/Button.tsx";
import { useLocale } from "../../ui/locale.ts";
import { EmptyState } from "../../ui/states/EmptyState.tsx";
import { ErrorState } from "../../ui/states/ErrorState.tsx";
import { SkeletonRows } from "../../ui/states/SkeletonRows.tsx";
import type { Pickers } from "./FilesToolbar.tsx";

export interface FilesStateProps {
  readonly room: PrivateRoomStore;
  readonly view: FilesViewStore;
  readonly pickers: Pickers;
  /** The list. */
  readonly children: ComponentChildren;
}

/** The list, or what is there instead of it. */
export function FilesState({ room, view, pickers, children }: FilesStateProps): ComponentChildren {
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
      return isEmpty ? <ErrorState code="OFFLINE" onRetry={() => void view.run(room.refresh)} /> : children;
    case "locked":
      return <SkeletonRows />;
    case "ready":
      return isEmpty ? <Nothing room={room} view={view} pickers={pickers} /> : children;
  }
}

function Nothing({ room, view, pickers }: Omit<FilesStateProps, "children">): JSX.Element {
  const { files } = useLocale().strings;
  const text = view.searchText.value.trim();
  if (text !== "") {
    return <EmptyState icon={Search} title={files.nothingFoundTitle} text={files.nothingFoundText(text)} />;
  }
  const upload = <Button onClick={() => pickers.files.current?.click()}>{files.uploadFiles}</Button>;
  return room.folder.value === null ? (
    <EmptyState title={files.emptyTitle} text={files.emptyText} actions={upload} />
  ) : (
    <EmptyState
      icon={FolderOpen}
      title={files.emptyFolderTitle}
      text={files.emptyFolderText}
      actions={upload}
    />
  );
}
