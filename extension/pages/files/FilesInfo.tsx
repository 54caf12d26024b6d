import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import type { PortalOrigin } from "../../../shared/ids.ts";
import { describeFile, type FileFacts } from "../../files/file-facts.ts";
import type { PrivateRoomStore } from "../../files/private-room.ts";
import type { FilesViewStore } from "../../state/files-view-store.ts";
import { FileInfo } from "../shell/FileInfo.tsx";

export interface FilesInfoProps {
  readonly origin: PortalOrigin;
  readonly room: PrivateRoomStore;
  readonly view: FilesViewStore;
}

/** The panel about one file of the list; read again when the list changes. */
export function FilesInfo({ origin, room, view }: FilesInfoProps): JSX.Element | null {
  const node = view.info.value;
  const facts = useSignal<FileFacts | null>(null);
  const rows = room.rows.value;
  useEffect(() => {
    let isCurrent = true;
    if (node === null) facts.value = null;
    else {
      describeFile({ origin, node }).then(
        (described) => {
          if (isCurrent) facts.value = described;
        },
        () => {
          if (isCurrent) view.showInfo(null);
        },
      );
    }
    return () => {
      isCurrent = false;
    };
  }, [node, rows, origin]);
  if (node === null || facts.value === null) return null;
  return <FileInfo origin={origin} facts={facts.value} onClose={() => view.showInfo(null)} />;
}
