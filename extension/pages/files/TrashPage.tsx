import { useSignal } from "@preact/signals";
import { ArchiveRestore, Trash2 } from "lucide";
import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import type { NodeId, PortalOrigin } from "../../../shared/ids.ts";
import {
  deleteFromTrash,
  emptyTrash,
  listTrash,
  restoreFromTrash,
  type TrashRow,
} from "../../files/trash.ts";
import { createTrashStore, type TrashStore } from "../../state/trash-store.ts";
import { Button } from "../../ui/controls/Button.tsx";
import { FileList } from "../../ui/files/FileList.tsx";
import type { FileItem } from "../../ui/files/file-item.ts";
import type { Sort } from "../../ui/files/sort-items.ts";
import { PageHeader } from "../../ui/layout/PageHeader.tsx";
import { useLocale } from "../../ui/locale.ts";
import { ConfirmDialog } from "../../ui/overlays/ConfirmDialog.tsx";
import type { MenuEntry } from "../../ui/overlays/menu-entry.ts";
import { ToastStack } from "../../ui/overlays/ToastStack.tsx";
import { EmptyState } from "../../ui/states/EmptyState.tsx";
import { ErrorState } from "../../ui/states/ErrorState.tsx";
import { errorSentence } from "../../ui/states/error-sentence.ts";
import { SkeletonRows } from "../../ui/states/SkeletonRows.tsx";
import { FilesFrame, type SectionProps } from "./FilesFrame.tsx";
import { itemOf } from "./file-items.ts";
import { useLooks } from "./use-looks.ts";

const trashCore = { listTrash, restoreFromTrash, deleteFromTrash, emptyTrash };

/** What the person deleted in rooms. */
export function TrashPage(frame: SectionProps): JSX.Element {
  const { origin } = frame.inside;
  const store = useMemo(() => createTrashStore(origin, trashCore), [origin]);
  useLooks(store.list.load);
  return (
    <FilesFrame {...frame} section="trash">
      <TrashMain origin={origin} store={store} />
    </FilesFrame>
  );
}

export interface TrashMainProps {
  readonly origin: PortalOrigin;
  readonly store: TrashStore;
}

export function TrashMain(props: TrashMainProps): JSX.Element {
  const { store } = props;
  const { strings, errors } = useLocale();
  const { rail, rooms, files } = strings;
  const isEmpty = (store.list.value.value ?? []).length === 0;
  const done = store.done.value;
  const code = store.question.value === null ? store.code.value : null;
  const words = done?.kind === "restored" ? rooms.trash.restored : files.deleted;
  const toasts = done ? [{ id: "done", tone: "done" as const, text: words(done.count) }] : [];
  return (
    <>
      <PageHeader
        actions={
          !isEmpty && (
            <Button icon={Trash2} onClick={() => store.ask({ kind: "empty" })}>
              {rooms.trash.empty}
            </Button>
          )
        }
      >
        <h1>{rail.trash}</h1>
      </PageHeader>
      {code !== null && (
        <p class="field-problem" role="alert">
          {errorSentence(errors, code)}
        </p>
      )}
      <TrashList {...props} />
      <TrashQuestionDialog store={store} />
      <ToastStack toasts={toasts} onDismiss={store.forgetDone} />
    </>
  );
}

function TrashList({ origin, store }: TrashMainProps): JSX.Element {
  const { strings } = useLocale();
  const { rooms, rail, people } = strings;
  const sort = useSignal<Sort>({ column: "changed", direction: "down" });
  const rows = store.list.value.value;
  const code = store.list.code.value;
  if (rows === null && code !== null)
    return <ErrorState code={code} onRetry={() => void store.list.load()} />;
  if (rows === null) return <SkeletonRows />;
  if (rows.length === 0)
    return <EmptyState icon={Trash2} title={rooms.trash.emptyTitle} text={rooms.trash.emptyText} />;
  const askDelete = (nodes: readonly NodeId[]) =>
    store.ask({ kind: "delete", rows: rows.filter(({ node }) => nodes.includes(node)) });
  const menuFor = (nodes: readonly NodeId[]): MenuEntry[] => [
    {
      kind: "item",
      id: "restore",
      label: rooms.trash.restore,
      icon: ArchiveRestore,
      onSelect: () => void store.restore(nodes),
    },
    {
      kind: "item",
      id: "delete",
      label: strings.files.deleteForever,
      icon: Trash2,
      shortcut: "Delete",
      isDanger: true,
      onSelect: () => askDelete(nodes),
    },
  ];
  return (
    <FileList
      label={rail.trash}
      items={rows.map((row) => trashItem(row, origin, people.rooms.sealed))}
      byLabel={rooms.trash.room}
      selected={store.selected.value}
      onSelect={store.select}
      sort={sort.value}
      onSort={(next) => {
        sort.value = next;
      }}
      renaming={null}
      onRenaming={() => undefined}
      onRename={() => undefined}
      onOpen={() => undefined}
      onDelete={askDelete}
      menuFor={menuFor}
      onMove={() => undefined}
      onUploadInto={() => undefined}
      onDropFailed={() => undefined}
    />
  );
}

/** The room stands where another list says who changed it; nothing in the trash opens. */
function trashItem(row: TrashRow, origin: PortalOrigin, sealed: string): FileItem<NodeId> {
  const { href: _, ...item } = itemOf(row, { origin, space: null });
  return { ...item, changedBy: row.roomTitle ?? sealed };
}

/** Says that it is final before it is. */
function TrashQuestionDialog({ store }: Pick<TrashMainProps, "store">): JSX.Element | null {
  const { strings, errors } = useLocale();
  const { files, rooms } = strings;
  const asked = store.question.value;
  const code = store.code.value;
  if (asked === null) return null;
  const isEmpty = asked.kind === "empty";
  return (
    <ConfirmDialog
      title={isEmpty ? rooms.trash.emptyAskTitle : files.deleteTitle(asked.rows.length)}
      action={isEmpty ? rooms.trash.empty : files.deleteForever}
      isDanger
      isPending={store.isWorking.value}
      problem={code === null ? undefined : errorSentence(errors, code)}
      onConfirm={() => void store.answer()}
      onCancel={() => store.ask(null)}
    >
      {isEmpty ? rooms.trash.emptyAskText : files.deleteMany(asked.rows.length)}
    </ConfirmDialog>
  );
}
