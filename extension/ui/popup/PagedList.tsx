import type { ComponentChildren, JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { Button } from "../controls/Button.tsx";
import { useLocale } from "../locale.ts";

/** Drawn at once; a search goes through all of them. */
const PAGE = 100;

export interface PagedListProps<Item> {
  readonly items: readonly Item[];
  /** What was searched for; another search begins at the first page. */
  readonly search: string;
  /** What is said when there are none. */
  readonly none: string;
  /** Draws one list of them. */
  readonly children: (shown: readonly Item[]) => ComponentChildren;
}

/** A list page by page. How many were found is told; the next page begins under the focus. */
export function PagedList<Item>({ items, search, none, children }: PagedListProps<Item>): JSX.Element {
  const { strings, format } = useLocale();
  const { people } = strings;
  const [page, setPage] = useState({ search, most: PAGE });
  const most = page.search === search ? page.most : PAGE;
  const foot = useRef<HTMLDivElement>(null);
  const rowsBefore = useRef<number | null>(null);
  const rows = () => foot.current?.previousElementSibling?.querySelectorAll<HTMLElement>("li") ?? [];
  useLayoutEffect(() => {
    const row = rowsBefore.current === null ? undefined : rows()[rowsBefore.current];
    rowsBefore.current = null;
    if (!row) return;
    row.tabIndex = -1;
    row.focus();
  }, [most]);
  const shown = items.slice(0, most);
  const isCut = shown.length < items.length;
  const counted = people.foundOf(format.number(shown.length), format.number(items.length));
  const isCounted = isCut || search.trim() !== "";
  return (
    <>
      {children(shown)}
      <div ref={foot} class={items.length === 0 ? "popup-none" : isCut ? "popup-buttons" : "visually-hidden"}>
        <span class="popup-quiet" role="status">
          {items.length === 0 ? none : isCounted && counted}
        </span>
        {isCut && (
          <Button
            onClick={() => {
              rowsBefore.current = rows().length;
              setPage({ search, most: most + PAGE });
            }}
          >
            {people.more}
          </Button>
        )}
      </div>
    </>
  );
}
