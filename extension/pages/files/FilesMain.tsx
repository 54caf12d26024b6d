import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import type { NodeId, PortalOrigin } from "../../../shared/ids.ts";
import type { PrivateRoomStore } from "../../files/private-room.ts";
import { addressOfFile } from "../../messages/addresses.ts";
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

export interface FilesMainProps {
  readonly origin: PortalOrigin;
  readonly room: PrivateRoomStore;
  readonly view: FilesViewStore;
  readonly onSearchKey: () => void;
}

/** The folder that is open: where it is, what can be made in it, and what is in it. */
export function FilesMain({ origin, room, view, onSearchKey }: FilesMainProps): JSX.Element {
  const locale = useLocale();
  const { files } = locale.strings;
  const sort = useSignal<Sort>({ column: "name", direction: "up" });
  const pickers: Pickers = { files: useRef<HTMLInputElement>(null), folder: useRef<HTMLInputElement>(null) };
  const crumbs = room.path.value.map(({ node, name }) => ({
    id: node ?? "",
    name: node ? name : files.title,
  }));
  const folderName = crumbs.at(-1)?.name ?? files.title;
  const folderOf = (id: string): NodeId | null =>
    room.path.value.find(({ node }) => (node ?? "") === id)?.node ?? null;
  const upload = (picked: readonly DroppedItem[], into: NodeId | null = room.folder.value) =>
    void view.run(() => room.upload(picked, into));
  const open = (node: NodeId) => {
    const row = view.shown.value.find((each) => each.node === node);
    if (row?.kind !== "folder") return location.assign(editorAddress(origin, node));
    view.setSearch("");
    room.openFolder(node);
  };
  const menuFor = (nodes: readonly NodeId[]) =>
    rowMenu({
      strings: locale.strings,
      nodes,
      view,
      room,
      open,
      addressOf: (node) => addressOfFile(origin, node),
    });
  const parent = room.path.value.at(-2);
  return (
    <DropZone
      folderName={folderName}
      isDisabled={room.state.value.status !== "ready"}
      onUpload={(dropped) => upload(dropped)}
      onDropFailed={() => view.tell({ kind: "dropFailed" })}
    >
      <PageHeader
        actions={
          <>
            <UploadMenu pickers={pickers} />
            <NewMenu room={room} view={view} onOpen={open} />
          </>
        }
      >
        <Breadcrumb
          crumbs={crumbs}
          onOpen={(id) => room.openFolder(folderOf(id))}
          onDropRows={(id) => void view.move([...view.selected.value], folderOf(id))}
        />
      </PageHeader>
      <FilesState room={room} view={view} pickers={pickers} onOpen={open}>
        <FileList
          label={folderName}
          items={view.shown.value.map((row) => itemOf(row, origin))}
          selected={view.selected.value}
          onSelect={view.select}
          sort={sort.value}
          onSort={(next) => {
            sort.value = next;
          }}
          renaming={view.renaming.value}
          onRenaming={view.startRename}
          onRename={(node, name) => void view.rename(node, name)}
          problemOf={(node, name) => problemOf(room.problemOfName(node, name), files)}
          onOpen={open}
          onDelete={view.askDelete}
          menuFor={menuFor}
          onMove={(nodes, into) => void view.move(nodes, into)}
          onUploadInto={upload}
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

function problemOf(
  code: "NAME_TAKEN" | "NAME_INVALID" | null,
  files: { readonly nameTaken: string; readonly nameForbidden: string },
): string | null {
  if (code === null) return null;
  return code === "NAME_TAKEN" ? files.nameTaken : files.nameForbidden;
}
