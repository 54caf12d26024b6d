import type { JSX } from "preact";
import type { PrivateRoomStore } from "../../files/private-room.ts";
import type { FilesViewStore } from "../../state/files-view-store.ts";
import { useLocale } from "../../ui/locale.ts";
import { ConfirmDialog } from "../../ui/overlays/ConfirmDialog.tsx";
import { errorSentence } from "../../ui/states/error-sentence.ts";
import { MoveDialog } from "./MoveDialog.tsx";
import { NameTakenDialog } from "./NameTakenDialog.tsx";

export interface FilesDialogsProps {
  readonly room: PrivateRoomStore;
  readonly view: FilesViewStore;
}

/** What is asked over the list. */
export function FilesDialogs({ room, view }: FilesDialogsProps): JSX.Element {
  const taken = room.question.value;
  const asked = view.question.value;
  return (
    <>
      {asked?.kind === "delete" && <DeleteDialog view={view} rows={asked.rows} />}
      {asked?.kind === "move" && <MoveDialog room={room} view={view} rows={asked.rows} />}
      {taken && <NameTakenDialog question={taken} />}
    </>
  );
}

type Rows = NonNullable<FilesViewStore["question"]["value"]>["rows"];

/** Says that it is final before it is. */
function DeleteDialog({ view, rows }: { readonly view: FilesViewStore; readonly rows: Rows }): JSX.Element {
  const { strings, errors } = useLocale();
  const { files } = strings;
  const code = view.code.value;
  return (
    <ConfirmDialog
      title={files.deleteTitle(rows.length)}
      action={files.deleteForever}
      isDanger
      isPending={view.isWorking.value}
      problem={code === null ? undefined : errorSentence(errors, code)}
      onConfirm={() => void view.confirmDelete()}
      onCancel={view.closeQuestion}
    >
      {sentence(rows, files)}
    </ConfirmDialog>
  );
}

function sentence(rows: Rows, files: ReturnType<typeof useLocale>["strings"]["files"]): string {
  const [row] = rows;
  if (rows.length !== 1 || !row) return files.deleteMany(rows.length);
  const name = row.name ?? files.damagedName;
  return row.kind === "folder" ? files.deleteFolder(name) : files.deleteOne(name);
}
