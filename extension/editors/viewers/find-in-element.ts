import type { Findable } from "./find-bar.tsx";
import { clearFound, markFound } from "./find-marks.ts";
import { findText } from "./find-text.ts";

/** Finding in a view that stands in the page as a whole. */
export function findInElement(root: HTMLElement): Findable {
  let found: readonly Range[] = [];
  return {
    async find(words) {
      found = findText(root, words);
      markFound(found, undefined);
      return found.length;
    },
    show: (index) => markFound(found, found[index]),
    clear: clearFound,
  };
}
