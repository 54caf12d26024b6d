/** Marks in the page that change nothing of it. */

const ALL = "found";
const CURRENT = "found-current";

/** Marks places as found, one of them as the one that the person is at. */
export function markFound(all: readonly Range[], current: Range | undefined): void {
  CSS.highlights.set(ALL, new Highlight(...all));
  CSS.highlights.set(CURRENT, current ? new Highlight(current) : new Highlight());
  current?.startContainer.parentElement?.scrollIntoView({ block: "center", inline: "nearest" });
}

export function clearFound(): void {
  CSS.highlights.delete(ALL);
  CSS.highlights.delete(CURRENT);
}
