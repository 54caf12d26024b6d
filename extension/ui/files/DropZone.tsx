import { Upload } from "lucide";
import type { ComponentChildren, JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Icon } from "../Icon.tsx";
import { useLocale } from "../locale.ts";
import { carriesFiles, type DroppedItem, readDropped } from "./dropped-items.ts";

export interface DropZoneProps {
  /** The folder that takes what is dropped, by name. */
  readonly folderName: string;
  readonly children: ComponentChildren;
  readonly isDisabled?: boolean;
  readonly onUpload: (dropped: readonly DroppedItem[]) => void;
  readonly onDropFailed: () => void;
}

/** Takes files and folders dropped anywhere on what it holds, and says so while they hover. */
export function DropZone(props: DropZoneProps): JSX.Element {
  const { files } = useLocale().strings;
  // Enter and leave come for every child passed over: only their balance tells whether the drag is inside.
  const [depth, setDepth] = useState(0);
  useEffect(refuseElsewhere, []);
  const isOurs = (event: DragEvent) => !props.isDisabled && carriesFiles(event.dataTransfer);
  const onDrop = (event: DragEvent) => {
    setDepth(0);
    if (!isOurs(event) || !event.dataTransfer) return;
    event.preventDefault();
    readDropped(event.dataTransfer).then(props.onUpload, props.onDropFailed);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keyboard has the Upload button instead
    <div
      class="drop-zone"
      data-testid="drop-zone"
      onDragEnter={(event) => isOurs(event) && setDepth((count) => count + 1)}
      onDragLeave={(event) => isOurs(event) && setDepth((count) => Math.max(count - 1, 0))}
      onDragOver={(event) => isOurs(event) && event.preventDefault()}
      onDropCapture={() => setDepth(0)}
      onDrop={onDrop}
    >
      {props.children}
      {depth > 0 && (
        <div class="drop-overlay" role="status">
          <Icon node={Upload} size={32} />
          <strong>{files.dropTitle}</strong>
          <span>{files.dropText(props.folderName)}</span>
        </div>
      )}
    </div>
  );
}

/** A file dropped beside the zone, or while it takes none, must not make the browser leave the page to show it. */
function refuseElsewhere(): () => void {
  const refuse = (event: DragEvent): void => {
    if (event.defaultPrevented || !event.dataTransfer || !carriesFiles(event.dataTransfer)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "none";
  };
  window.addEventListener("dragover", refuse);
  window.addEventListener("drop", refuse);
  return () => {
    window.removeEventListener("dragover", refuse);
    window.removeEventListener("drop", refuse);
  };
}
