import { useSignal } from "@preact/signals";
import { ArrowUp, ChevronRight, FolderOpen } from "lucide";
import type { JSX } from "preact";
import type { NodeId } from "../../../shared/ids.ts";
import type { PrivateRoomStore } from "../../files/private-room.ts";
import type { FileRow } from "../../files/room-rows.ts";
import type { FilesViewStore } from "../../state/files-view-store.ts";
import { Button } from "../../ui/controls/Button.tsx";
import { IconButton } from "../../ui/controls/IconButton.tsx";
import { FormatIcon } from "../../ui/FormatIcon.tsx";
import { FileName } from "../../ui/files/FileName.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { useLocale } from "../../ui/locale.ts";
import { Dialog } from "../../ui/overlays/Dialog.tsx";
import { EmptyState } from "../../ui/states/EmptyState.tsx";
import { errorSentence } from "../../ui/states/error-sentence.ts";
import { UserText } from "../../ui/UserText.tsx";

export interface MoveDialogProps {
  readonly room: PrivateRoomStore;
  readonly view: FilesViewStore;
  readonly rows: readonly FileRow[];
  /** What the top of the place is called. */
  readonly title: string;
}

interface Place {
  readonly node: NodeId | null;
  readonly name: string;
}

/** Chooses a folder step by step, all by keyboard. What is moved cannot be entered, so nothing moves into itself. */
export function MoveDialog({ room, view, rows, title }: MoveDialogProps): JSX.Element {
  const { strings, errors } = useLocale();
  const { files, actions, shortcuts } = strings;
  const path = useSignal<readonly Place[]>([{ node: null, name: title }]);
  const moved = rows.map(({ node }) => node);
  const here = path.value.at(-1)?.node ?? null;
  const folders = room.foldersIn(here).filter(({ node }) => !moved.includes(node));
  const code = view.code.value;
  // What a search found may lie anywhere
  const isThere = view.searchText.value.trim() === "" && here === room.folder.value;
  const goUp = () => {
    path.value = path.value.slice(0, -1);
  };
  const footer = (
    <>
      <Button onClick={view.closeQuestion}>{actions.cancel}</Button>
      <Button
        tone="primary"
        isPending={view.isWorking.value}
        isDisabled={isThere}
        onClick={() => void view.move(moved, here)}
      >
        {actions.moveHere}
      </Button>
    </>
  );
  return (
    <Dialog title={files.moveTitle(rows.length)} footer={footer} onClose={view.closeQuestion}>
      <p class="folder-here">
        {path.value.length > 1 && <IconButton icon={ArrowUp} label={shortcuts.parent} onClick={goUp} />}
        <strong>
          <UserText text={path.value.at(-1)?.name ?? ""} />
        </strong>
      </p>
      {isThere && <p class="field-hint">{files.movedAlready}</p>}
      {folders.length === 0 && (
        <EmptyState icon={FolderOpen} title={files.noFoldersTitle} text={files.noFoldersText} />
      )}
      <ul class="folder-list">
        {folders.map((folder) => (
          <li key={folder.node}>
            <button
              type="button"
              class="popup-row"
              onClick={() => {
                path.value = [...path.value, folder];
              }}
            >
              <FormatIcon kind="folder" />
              <FileName name={folder.name} />
              <Icon node={ChevronRight} />
            </button>
          </li>
        ))}
      </ul>
      {code !== null && (
        <p class="field-problem" role="alert">
          {errorSentence(errors, code)}
        </p>
      )}
    </Dialog>
  );
}
