import { Plugin } from "prosemirror-state";
import { ySyncPluginKey, yUndoPlugin } from "y-prosemirror";
import type { Awareness } from "y-protocols/awareness";
import { peopleCursors } from "./people-cursors.ts";
import { type ProseSource, proseBinding } from "./prose-binding.ts";

/** Who may not write changes nothing, by no menu, key or paste; what others write still comes. */
const onlyOthersWrite = (isReadOnly: () => boolean): Plugin =>
  new Plugin({
    filterTransaction: (transaction) =>
      !transaction.docChanged || !isReadOnly() || transaction.getMeta(ySyncPluginKey) !== undefined,
  });

/** What ties an editor's text to its fragment: contents, the others' cursors, and undoing one's own changes only. */
export function prosePlugins(source: ProseSource, awareness: Awareness, isReadOnly: () => boolean): Plugin[] {
  return [proseBinding(source), peopleCursors(awareness), yUndoPlugin(), onlyOthersWrite(isReadOnly)];
}
