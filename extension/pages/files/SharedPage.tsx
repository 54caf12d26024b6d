import { useSignal } from "@preact/signals";
import { Download, Users } from "lucide";
import type { JSX } from "preact";
import { useEffect, useMemo } from "preact/hooks";
import type { NodeId, PortalOrigin } from "../../../shared/ids.ts";
import { startDownload } from "../../files/downloads.ts";
import { listSharedWithMe, type SharedFileRow } from "../../files/shared-files.ts";
import { createTransferList } from "../../files/transfers.ts";
import { editorAddress } from "../../state/page-address.ts";
import { createLoaded, type Loaded } from "../../state/popup-loaded.ts";
import { FileList } from "../../ui/files/FileList.tsx";
import type { FileItem } from "../../ui/files/file-item.ts";
import type { Sort } from "../../ui/files/sort-items.ts";
import { PageHeader } from "../../ui/layout/PageHeader.tsx";
import { useLocale } from "../../ui/locale.ts";
import type { MenuEntry } from "../../ui/overlays/menu-entry.ts";
import { EmptyState } from "../../ui/states/EmptyState.tsx";
import { ErrorState } from "../../ui/states/ErrorState.tsx";
import { SkeletonRows } from "../../ui/states/SkeletonRows.tsx";
import { FilesFrame, type SectionProps } from "./FilesFrame.tsx";
import { itemOf } from "./file-items.ts";
import { Transfers } from "./Transfers.tsx";
import { useLooks } from "./use-looks.ts";

/** Files of other people's Private Rooms that the person has Full Access to. */
export function SharedPage(frame: SectionProps): JSX.Element {
  const { origin } = frame.inside;
  const list = useMemo(() => createLoaded(() => listSharedWithMe(origin)), [origin]);
  const downloads = useMemo(createTransferList, [origin]);
  useLooks(list.load);
  useEffect(() => downloads.cancelAll, [downloads]);
  const download = ({ node, name, sizeBytes }: SharedFileRow) =>
    void startDownload(downloads, { origin, node, name: name ?? "", totalBytes: sizeBytes ?? 0 });
  return (
    <FilesFrame {...frame} section="shared">
      <SharedMain origin={origin} list={list} onDownload={download} />
      <Transfers room={{ transfers: downloads.transfers, clearTransfers: downloads.clear }} />
    </FilesFrame>
  );
}

export interface SharedMainProps {
  readonly origin: PortalOrigin;
  readonly list: Loaded<SharedFileRow[]>;
  readonly onDownload: (row: SharedFileRow) => void;
}

export function SharedMain({ origin, list, onDownload }: SharedMainProps): JSX.Element {
  const { rail } = useLocale().strings;
  return (
    <>
      <PageHeader>
        <h1>{rail.shared}</h1>
      </PageHeader>
      <SharedList origin={origin} list={list} onDownload={onDownload} />
    </>
  );
}

function SharedList({ origin, list, onDownload }: SharedMainProps): JSX.Element {
  const { strings } = useLocale();
  const { rooms, rail, actions, people } = strings;
  const selected = useSignal<ReadonlySet<NodeId>>(new Set());
  const sort = useSignal<Sort>({ column: "name", direction: "up" });
  const rows = list.value.value;
  const code = list.code.value;
  if (rows === null && code !== null) return <ErrorState code={code} onRetry={() => void list.load()} />;
  if (rows === null) return <SkeletonRows />;
  if (rows.length === 0)
    return <EmptyState icon={Users} title={rooms.shared.emptyTitle} text={rooms.shared.emptyText} />;
  const spaceOf = (node: NodeId) => rows.find((row) => row.node === node)?.space;
  const open = (node: NodeId) => location.assign(editorAddress(origin, node, spaceOf(node)));
  const menuFor = (nodes: readonly NodeId[]): MenuEntry[] => {
    const chosen = rows.filter(({ node }) => nodes.includes(node));
    const [first] = chosen;
    if (!first) return [];
    const opening = () => open(first.node);
    const downloading = () => chosen.forEach(onDownload);
    return [
      ...(chosen.length === 1
        ? [{ kind: "item", id: "open", label: actions.open, shortcut: "Enter", onSelect: opening } as const]
        : []),
      { kind: "item", id: "download", label: actions.download, icon: Download, onSelect: downloading },
    ];
  };
  return (
    <FileList
      label={rail.shared}
      items={rows.map((row) => sharedItem(row, origin, people.nameUnknown))}
      byLabel={rooms.shared.by}
      selected={selected.value}
      onSelect={(nodes) => {
        selected.value = nodes;
      }}
      sort={sort.value}
      onSort={(next) => {
        sort.value = next;
      }}
      renaming={null}
      onRenaming={() => undefined}
      onRename={() => undefined}
      onOpen={open}
      onDelete={() => undefined}
      menuFor={menuFor}
      onMove={() => undefined}
      onUploadInto={() => undefined}
      onDropFailed={() => undefined}
    />
  );
}

/** Who shares it stands where another list says who changed it. */
const sharedItem = (row: SharedFileRow, origin: PortalOrigin, unknown: string): FileItem<NodeId> => ({
  ...itemOf(row, { origin, space: row.space }),
  changedBy: row.ownerName ?? unknown,
});
