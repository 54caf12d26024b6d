import type { JSX } from "preact";
import type { PortalOrigin } from "../../../shared/ids.ts";
import type { PlaceStore } from "../../files/place.ts";
import type { FilesViewStore } from "../../state/files-view-store.ts";
import { useLocale } from "../../ui/locale.ts";
import { ConfirmDialog } from "../../ui/overlays/ConfirmDialog.tsx";
import { errorSentence } from "../../ui/states/error-sentence.ts";
import { ShareDialog } from "../shell/ShareDialog.tsx";
import { MoveDialog } from "./MoveDialog.tsx";
import { NameTakenDialog } from "./NameTakenDialog.tsx";

export interface FilesDialogsProps {
  readonly origin: PortalOrigin;
  readonly room: PlaceStore;
  readonly view: FilesViewStore;
  /** What the place is called. */
  readonly title: string;
}

/** What is asked over the list. */
export function FilesDialogs({ origin, room, view, title }: FilesDialogsProps): JSX.Element {
  const taken = room.question.value;
  const asked = view.question.value;
  return (
    <>
      {asked?.kind === "delete" && (
        <DeleteDialog view={view} rows={asked.rows} hasTrash={room.rights.value.hasTrash} />
      )}
      {asked?.kind === "move" && <MoveDialog room={room} view={view} rows={asked.rows} title={title} />}
      {asked?.kind === "share" && <ShareQuestion origin={origin} view={view} rows={asked.rows} />}
      {taken && <NameTakenDialog question={taken} />}
    </>
  );
}

type Rows = NonNullable<FilesViewStore["question"]["value"]>["rows"];

interface QuestionProps {
  readonly view: FilesViewStore;
  readonly rows: Rows;
}

function ShareQuestion({ origin, view, rows }: QuestionProps & { origin: PortalOrigin }): JSX.Element | null {
  const [row] = rows;
  if (!row) return null;
  return (
    <ShareDialog
      origin={origin}
      node={row.node}
      name={row.name ?? ""}
      onClose={view.closeQuestion}
      onSaved={() => {
        view.closeQuestion();
        view.tell({ kind: "accessSaved" });
      }}
    />
  );
}

/** Says that it is final before it is, or that the trash keeps it. */
function DeleteDialog({ view, rows, hasTrash }: QuestionProps & { readonly hasTrash: boolean }): JSX.Element {
  const { strings, errors } = useLocale();
  const { files } = strings;
  const { room } = strings.rooms;
  const code = view.code.value;
  return (
    <ConfirmDialog
      title={hasTrash ? room.trashTitle(rows.length) : files.deleteTitle(rows.length)}
      action={hasTrash ? room.trashAction : files.deleteForever}
      isDanger={!hasTrash}
      isPending={view.isWorking.value}
      problem={code === null ? undefined : errorSentence(errors, code)}
      onConfirm={() => void view.confirmDelete()}
      onCancel={view.closeQuestion}
    >
      {hasTrash ? room.trashText : sentence(rows, files)}
    </ConfirmDialog>
  );
}

function sentence(rows: Rows, files: ReturnType<typeof useLocale>["strings"]["files"]): string {
  const [row] = rows;
  if (rows.length !== 1 || !row) return files.deleteMany(rows.length);
  const name = row.name ?? files.damagedName;
  return row.kind === "folder" ? files.deleteFolder(name) : files.deleteOne(name);
}
