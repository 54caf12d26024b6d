import type { EditorView } from "prosemirror-view";

/**
 * The editor draws the others' carets over its pages when something is typed, and not when the pages move because the
 * room for them is another one: then this has them drawn again. Gives what ends it.
 */
export function keepMarksInPlace(
  element: HTMLElement,
  view: () => EditorView | null | undefined,
): () => void {
  const observer = new ResizeObserver(() => {
    requestAnimationFrame(() => {
      const shown = view();
      // A step without a change: nobody hears of it, and nothing of it can be undone
      shown?.dispatch(shown.state.tr.setMeta("addToHistory", false));
    });
  });
  observer.observe(element);
  return () => observer.disconnect();
}
