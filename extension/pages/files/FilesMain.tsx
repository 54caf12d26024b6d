import { useSignal } from "@preact/signals";
import type { ComponentChildren, JSX } from "preact";
import { useRef } from "preact/hooks";
import type { NodeId, PortalOrigin } from "../../../shared/ids.ts";
import type { PlaceStore } from "../../files/place.ts";
import { addressOfFile } from "../../messages/addresses.ts";
import type { FileSettings } from "../../people/own-settings.ts";
import type { FilesViewStore } from "../../state/files-view-store.ts";
import { editorAddress } from "../../state/page-address.ts";
import { Breadcrumb } from "../../ui/files/Breadcrumb.tsx";
import { DropZone } from "../../ui/files/DropZone.tsx";
import type { DroppedItem } from "../../ui/files/dropped-items.ts";
import { FileList } from "../../ui/files/FileList.tsx";
import type { Sort } from "../../ui/files/sort-items.ts";
import { UploadInputs } from "../../ui/files/UploadInputs.tsx";
import { PageHeader } from "../../ui/layout/PageHeader.tsx";
import { useLocale } from "../../ui/locale.ts";
import { FilesState } from "./FilesState.tsx";
import { NewMenu, type Pickers, UploadMenu } from "./FilesToolbar.tsx";
import { itemOf } from "./file-items.ts";
import { rowMenu } from "./row-menu.ts";
import { useFileSettings } from "./use-file-settings.ts";

export interface FilesMainProps {
  readonly origin: PortalOrigin;
  readonly room: PlaceStore;
  readonly view: FilesViewStore;
  /** What the place is called. */
  readonly title: string;
  /** Whether the person has the key of the place. */
  readonly isReadable?: boolean;
  /** More buttons at the top. */
  readonly tools?: ComponentChildren;
  readonly onSearchKey: () => void;
}

/** The folder that is open: where it is, what can be made in it, and what is in it. */
export function FilesMain(props: FilesMainProps): JSX.Element {
  const { origin, room, view, title, onSearchKey } = props;
  const locale = useLocale();
  const { files } = locale.strings;
  const settings = useFileSettings(origin);
  const chosen = useSignal<Sort | null>(null);
  const sort = chosen.value ?? firstSort(settings.value);
  view.setTrashAsked(settings.value?.isTrashAsked ?? true);
  const pickers: Pickers = { files: useRef<HTMLInputElement>(null), folder: useRef<HTMLInputElement>(null) };
  const crumbs = room.path.value.map(({ node, name }) => ({
    id: node ?? "",
    name: node ? name : title,
  }));
  const folderName = crumbs.at(-1)?.name ?? title;
  const folderOf = (id: string): NodeId | null =>
    room.path.value.find(({ node }) => (node ?? "") === id)?.node ?? null;
  const upload = (picked: readonly DroppedItem[], into: NodeId | null = room.folder.value) =>
    void view.run(() => room.upload(picked, into));
  const open = (node: NodeId) => {
    const row = view.shown.value.find((each) => each.node === node);
    if (row?.kind !== "folder") return location.assign(editorAddress(origin, node, room.spaceOf(node)));
    view.setSearch("");
    room.openFolder(node);
  };
  const move = (nodes: readonly NodeId[], into: NodeId | null) =>
    nodes.every(room.rights.value.mayMove) && void view.move(nodes, into);
  const menuFor = (nodes: readonly NodeId[]) =>
    rowMenu({
      strings: locale.strings,
      nodes,
      view,
      room,
      open,
      addressOf: (node) => addressOfFile(origin, node, room.spaceOf(node)),
    });
  const rights = room.rights.value;
  const parent = room.path.value.at(-2);
  return (
    <DropZone
      folderName={folderName}
      isDisabled={room.state.value.status !== "ready" || !rights.mayCreate}
      onUpload={(dropped) => upload(dropped)}
      onDropFailed={() => view.tell({ kind: "dropFailed" })}
    >
      <PageHeader
        actions={
          <>
            {props.tools}
            {rights.mayCreate && <UploadMenu pickers={pickers} />}
            {rights.mayCreate && <NewMenu room={room} view={view} onOpen={open} />}
          </>
        }
      >
        <Breadcrumb
          crumbs={crumbs}
          onOpen={(id) => room.openFolder(folderOf(id))}
          onDropRows={(id) => move([...view.selected.value], folderOf(id))}
        />
      </PageHeader>
      <FilesState
        room={room}
        view={view}
        pickers={pickers}
        isReadable={props.isReadable ?? true}
        onOpen={open}
      >
        <FileList
          label={folderName}
          items={view.shown.value.map((row) =>
            itemOf(row, { origin, space: room.spaceOf(row.node) }, room.shared.value),
          )}
          selected={view.selected.value}
          onSelect={view.select}
          sort={sort}
          onSort={(next) => {
            chosen.value = next;
          }}
          renaming={view.renaming.value}
          onRenaming={(node) => (node === null || rights.mayRename(node)) && view.startRename(node)}
          onRename={(node, name) => void view.rename(node, name)}
          problemOf={(node, name) => problemOf(room.problemOfName(node, name), files)}
          onOpen={open}
          onDelete={(nodes) => nodes.every(rights.mayDelete) && view.askDelete(nodes)}
          menuFor={menuFor}
          onMove={move}
          onUploadInto={(dropped, into) => rights.mayCreate && upload(dropped, into)}
          onDropFailed={() => view.tell({ kind: "dropFailed" })}
          onSearch={onSearchKey}
          {...(parent ? { onUp: () => room.openFolder(parent.node) } : {})}
        />
      </FilesState>
      <UploadInputs
        filesRef={pickers.files}
        folderRef={pickers.folder}
        onUpload={(picked) => upload(picked)}
      />
    </DropZone>
  );
}

/** The order that a list begins with. */
const firstSort = (settings: FileSettings | null): Sort => {
  const column = settings?.sortBy ?? "name";
  return { column, direction: column === "name" ? "up" : "down" };
};

function problemOf(
  code: "NAME_TAKEN" | "NAME_INVALID" | null,
  files: { readonly nameTaken: string; readonly nameForbidden: string },
): string | null {
  if (code === null) return null;
  return code === "NAME_TAKEN" ? files.nameTaken : files.nameForbidden;
}
