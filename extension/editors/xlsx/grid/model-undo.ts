import type { UndoManager } from "yjs";
import type { UndoSource } from "./shared-undo.ts";

/** Undo of the person's own changes, as the grid's buttons and keys ask for it. */
export function modelUndo(manager: UndoManager): UndoSource {
  return {
    undo: () => void manager.undo(),
    redo: () => void manager.redo(),
    undoDepth: () => manager.undoStack.length,
    redoDepth: () => manager.redoStack.length,
    onChange(listener) {
      for (const event of ["stack-item-added", "stack-item-popped", "stack-cleared"] as const)
        manager.on(event, listener);
    },
  };
}
