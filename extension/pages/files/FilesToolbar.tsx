import { FileText, FolderPlus, FolderUp, type IconNode, Plus, Presentation, Sheet, Upload } from "lucide";
import type { JSX, RefObject } from "preact";
import type { NodeId } from "../../../shared/ids.ts";
import type { DocumentKind } from "../../editors/document-kinds.ts";
import type { PrivateRoomStore } from "../../files/private-room.ts";
import type { FilesViewStore } from "../../state/files-view-store.ts";
import { useLocale } from "../../ui/locale.ts";
import { Menu } from "../../ui/overlays/Menu.tsx";
import type { MenuEntry } from "../../ui/overlays/menu-entry.ts";
import type { Catalogue } from "../../ui/strings/en.ts";

export interface Pickers {
  readonly files: RefObject<HTMLInputElement | null>;
  readonly folder: RefObject<HTMLInputElement | null>;
}

export interface NewMenuProps {
  readonly room: PrivateRoomStore;
  readonly view: FilesViewStore;
  readonly onOpen: (node: NodeId) => void;
}

const entry = (id: string, label: string, icon: IconNode, onSelect: () => void): MenuEntry => ({
  kind: "item",
  id,
  label,
  icon,
  onSelect,
});

/** New document, spreadsheet, presentation, folder. */
export function NewMenu({ room, view, onOpen }: NewMenuProps): JSX.Element {
  const { files } = useLocale().strings;
  const create = async (kind: DocumentKind) => {
    const node = await view.run(() => room.createDocument(kind, `${untitled(files, kind)}.${kind}`));
    if (node !== null) onOpen(node);
  };
  const createFolder = async () => {
    const node = await view.run(() => room.createFolder(files.untitledFolder));
    if (node !== null) view.startNaming(node);
  };
  const entries = [
    entry("docx", files.newDocument, FileText, () => void create("docx")),
    entry("xlsx", files.newSpreadsheet, Sheet, () => void create("xlsx")),
    entry("pptx", files.newPresentation, Presentation, () => void create("pptx")),
    { kind: "separator" } as const,
    entry("folder", files.newFolder, FolderPlus, () => void createFolder()),
  ];
  return <Menu label={files.new} icon={Plus} tone="primary" entries={entries} />;
}

function untitled(files: Catalogue["files"], kind: DocumentKind): string {
  switch (kind) {
    case "docx":
      return files.untitledDocument;
    case "xlsx":
      return files.untitledSpreadsheet;
    case "pptx":
      return files.untitledPresentation;
  }
}

export function UploadMenu({ pickers }: { readonly pickers: Pickers }): JSX.Element {
  const { files } = useLocale().strings;
  return (
    <Menu
      label={files.upload}
      icon={Upload}
      entries={[
        entry("files", files.uploadFiles, Upload, () => pickers.files.current?.click()),
        entry("folder", files.uploadFolder, FolderUp, () => pickers.folder.current?.click()),
      ]}
    />
  );
}
