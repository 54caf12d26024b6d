import {
  Download,
  ExternalLink,
  FolderInput,
  FolderOpen,
  type IconNode,
  Info,
  Link,
  Pencil,
  Trash2,
  UserPlus,
} from "lucide";
import type { NodeId } from "../../../shared/ids.ts";
import type { PlaceStore } from "../../files/place.ts";
import type { FilesViewStore } from "../../state/files-view-store.ts";
import type { MenuEntry } from "../../ui/overlays/menu-entry.ts";
import type { Catalogue } from "../../ui/strings/en.ts";

export interface RowMenuOptions {
  readonly strings: Catalogue;
  readonly nodes: readonly NodeId[];
  readonly view: FilesViewStore;
  readonly room: PlaceStore;
  readonly open: (node: NodeId) => void;
  /** The portal's address of a file, which people send each other. */
  readonly addressOf: (node: NodeId) => string;
}

/** What can be done with the rows under the pointer or the keyboard. */
export function rowMenu({ strings, nodes, view, room, open, addressOf }: RowMenuOptions): MenuEntry[] {
  const { actions } = strings;
  const rows = view.shown.value.filter(({ node }) => nodes.includes(node));
  const [row] = rows;
  if (!row) return [];
  const isOne = rows.length === 1;
  const isFile = isOne && row.kind === "file";
  const rights = room.rights.value;
  const isWhole = rows.every(({ name }) => name !== null);
  const entries: (MenuEntry | false)[] = [
    isOne && isWhole && item("open", actions.open, FolderOpen, () => open(row.node), "Enter"),
    isFile && isWhole && item("tab", actions.openInNewTab, ExternalLink, () => openTab(addressOf(row.node))),
    isFile && item("link", actions.copyLink, Link, () => void copyLink(view, addressOf(row.node))),
    { kind: "separator" },
    isFile &&
      isWhole &&
      rights.mayShare &&
      item("share", actions.share, UserPlus, () => view.askShare(row.node)),
    isOne &&
      isWhole &&
      rights.mayRename(row.node) &&
      item("rename", actions.rename, Pencil, () => view.startRename(row.node), "F2"),
    isWhole &&
      nodes.every(rights.mayMove) &&
      item("move", actions.moveTo, FolderInput, () => view.askMove(nodes)),
    isWhole &&
      rights.mayDownload &&
      item("download", actions.download, Download, () => {
        for (const { node, kind } of rows) if (kind === "file") void view.run(() => room.download(node));
      }),
    isFile && item("info", actions.info, Info, () => view.showInfo(row.node)),
    { kind: "separator" },
    nodes.every(rights.mayDelete) && {
      ...item("delete", actions.delete, Trash2, () => view.askDelete(nodes), "Delete"),
      isDanger: true,
    },
  ];
  return tidy(entries.filter((entry) => entry !== false));
}

const item = (id: string, label: string, icon: IconNode, onSelect: () => void, shortcut?: string) =>
  ({ kind: "item", id, label, icon, onSelect, ...(shortcut ? { shortcut } : {}) }) as const;

/** No separator first, last or after another. */
const tidy = (entries: readonly MenuEntry[]): MenuEntry[] =>
  entries.filter(
    (entry, index) =>
      entry.kind === "item" ||
      (index > 0 && index < entries.length - 1 && entries[index - 1]?.kind === "item"),
  );

const openTab = (address: string): void => void window.open(address, "_blank", "noopener");

async function copyLink(view: FilesViewStore, address: string): Promise<void> {
  const isCopied = await view.run(async () => {
    await navigator.clipboard.writeText(address);
    return true;
  });
  if (isCopied) view.tell({ kind: "linkCopied" });
}
