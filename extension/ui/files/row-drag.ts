import { useState } from "preact/hooks";
import { carriesFiles, carriesRows, type DroppedItem, ROWS_DRAG_TYPE, readDropped } from "./dropped-items.ts";
import type { RowDrag } from "./FileRow.tsx";
import type { FileItem } from "./file-item.ts";

export interface RowDragContext<Id extends string> {
  readonly selected: ReadonlySet<Id>;
  /** Selected ids in the order shown. */
  readonly ids: readonly Id[];
  readonly onSelect: (selected: ReadonlySet<Id>) => void;
  readonly onMove: (ids: readonly Id[], into: Id) => void;
  readonly onUploadInto: (dropped: readonly DroppedItem[], into: Id) => void;
  readonly onDropFailed: () => void;
}

export interface RowDragging<Id extends string> {
  /** The folder that would take the drop now. */
  readonly target: Id | null;
  readonly handlersOf: (item: FileItem<Id>) => RowDrag;
}

/** Dragging rows onto folders. What is dragged is always the selection; a row outside of it becomes the selection first. */
export function useRowDrag<Id extends string>(list: RowDragContext<Id>): RowDragging<Id> {
  const [target, setTarget] = useState<Id | null>(null);

  const drop = (transfer: DataTransfer, into: Id) => {
    if (carriesRows(transfer)) return list.onMove(list.ids, into);
    readDropped(transfer).then((dropped) => list.onUploadInto(dropped, into), list.onDropFailed);
  };
  const handlersOf = (item: FileItem<Id>): RowDrag => ({
    onDragStart(event) {
      if (!event.dataTransfer) return;
      if (!list.selected.has(item.id)) list.onSelect(new Set([item.id]));
      event.dataTransfer.setData(ROWS_DRAG_TYPE, "rows");
      event.dataTransfer.effectAllowed = "move";
    },
    onDragOver(event) {
      const { dataTransfer } = event;
      const isRows = carriesRows(dataTransfer) && !list.selected.has(item.id);
      if (item.kind !== "folder" || !(isRows || carriesFiles(dataTransfer))) return;
      event.preventDefault();
      setTarget(item.id);
    },
    onDragLeave: () => setTarget(null),
    onDrop(event) {
      setTarget(null);
      if (item.kind !== "folder" || !event.dataTransfer) return;
      event.preventDefault();
      event.stopPropagation();
      drop(event.dataTransfer, item.id);
    },
  });
  return { target, handlersOf };
}
