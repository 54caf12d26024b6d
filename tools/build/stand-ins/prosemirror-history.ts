// Stands in for ProseMirror's history, whose steps end at the first change by somebody else: the document editor's undo
// buttons and keys undo the person's own changes, as the shared state remembers them.
import { type Command, type EditorState, Plugin, type Transaction } from "prosemirror-state";
import { redoCommand, undoCommand, ySyncPluginKey, yUndoPluginKey } from "y-prosemirror";

const stacks = (state: EditorState) => yUndoPluginKey.getState(state)?.undoManager;

export const history = (): Plugin => new Plugin({});
export const undo: Command = undoCommand;
export const redo: Command = redoCommand;
export const undoDepth = (state: EditorState): number => stacks(state)?.undoStack.length ?? 0;
export const redoDepth = (state: EditorState): number => stacks(state)?.redoStack.length ?? 0;
/** What came from the shared state was done before: it is no suggestion by this person. */
export const isHistoryTransaction = (transaction: Transaction): boolean =>
  transaction.getMeta(ySyncPluginKey) !== undefined;
