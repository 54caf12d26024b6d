// biome-ignore-all lint/a11y/useSemanticElements: an ARIA grid, drawn in part, is no table; axe checks it in the tests
import type { JSX } from "preact";
import { useCallback, useId, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { useLocale } from "../locale.ts";
import { ContextMenu } from "../overlays/ContextMenu.tsx";
import type { MenuEntry } from "../overlays/menu-entry.ts";
import type { DroppedItem } from "./dropped-items.ts";
import { FileListHead } from "./FileListHead.tsx";
import { FileRow } from "./FileRow.tsx";
import type { FileItem } from "./file-item.ts";
import { listKey } from "./list-keys.ts";
import { useRowDrag } from "./row-drag.ts";
import { ROW_HEIGHT_PX, revealRow, useRowWindow } from "./row-window.ts";
import { gestureOf, type ListCursor, type SelectionGesture, selectRow } from "./selection.ts";
import { nextSort, type Sort, sortItems } from "./sort-items.ts";

export interface FileListProps<Id extends string> {
  /** The name of the list for screen readers: the folder. */
  readonly label: string;
  readonly items: readonly FileItem<Id>[];
  /** What the last column says instead of who changed it. */
  readonly byLabel?: string;
  readonly selected: ReadonlySet<Id>;
  readonly onSelect: (selected: ReadonlySet<Id>) => void;
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
  /** The row whose name is being changed; the page may start that from its own menu. */
  readonly renaming: Id | null;
  readonly onRenaming: (id: Id | null) => void;
  readonly onRename: (id: Id, name: string) => void;
  /** A sentence that says why a name cannot be given to this item, or null. */
  readonly problemOf?: (id: Id, name: string) => string | null;
  readonly onOpen: (id: Id) => void;
  readonly onDelete: (ids: readonly Id[]) => void;
  /** The menu for these rows; the list opens it on right click, Shift+F10 and the row's button. */
  readonly menuFor: (ids: readonly Id[]) => readonly MenuEntry[];
  /** Rows were dropped on a folder of the list. */
  readonly onMove: (ids: readonly Id[], into: Id) => void;
  /** Files from outside were dropped on a folder of the list. */
  readonly onUploadInto: (dropped: readonly DroppedItem[], into: Id) => void;
  readonly onDropFailed: () => void;
  /** The key "/". */
  readonly onSearch?: () => void;
  /** Backspace: the folder above. */
  readonly onUp?: () => void;
  /** For tests; without it the time of drawing. */
  readonly nowMs?: number;
}

interface OpenMenu<Id> {
  readonly ids: readonly Id[];
  readonly x: number;
  readonly y: number;
}

/** The list of files: sorted, selectable, wholly usable by keyboard, drawn in part when it is long. */
export function FileList<Id extends string>(props: FileListProps<Id>): JSX.Element {
  const { selected, onSelect, renaming, onRenaming } = props;
  const { language, strings } = useLocale();
  const items = useMemo(
    () => sortItems(props.items, props.sort, language),
    [props.items, props.sort, language],
  );
  const order = useMemo(() => items.map((item) => item.id), [items]);
  const grid = useRef<HTMLDivElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const rowIds = useId();
  const [place, setPlace] = useState<Pick<ListCursor<Id>, "active" | "anchor">>({
    active: null,
    anchor: null,
  });
  const [menu, setMenu] = useState<OpenMenu<Id> | null>(null);
  const closeMenu = useCallback(() => setMenu(null), []);
  const rows = useRowWindow(scroller, items.length);
  const activeIndex = place.active === null ? -1 : order.indexOf(place.active);
  const ids = order.filter((id) => selected.has(id));

  const goTo = (id: Id, gesture: SelectionGesture) => {
    const cursor = selectRow({ ...place, selected }, order, id, gesture);
    setPlace({ active: cursor.active, anchor: cursor.anchor });
    if (cursor.selected !== selected) onSelect(cursor.selected);
    if (scroller.current) revealRow(scroller.current, order.indexOf(id));
  };
  const openMenu = (id: Id, x: number, y: number) => {
    const isAmong = selected.has(id);
    if (!isAmong) goTo(id, "only");
    setMenu({ ids: isAmong ? ids : [id], x, y });
  };
  const endRename = () => {
    onRenaming(null);
    grid.current?.focus();
  };
  const drag = useRowDrag({ ...props, ids });
  useLayoutEffect(() => {
    const index = renaming === null ? -1 : order.indexOf(renaming);
    if (index >= 0 && scroller.current) revealRow(scroller.current, index);
  }, [renaming, order]);

  const onKeyDown = (event: KeyboardEvent) => {
    const isElsewhere =
      event.target instanceof Element && event.target.closest(".file-head, .name-input") !== null;
    const act = isElsewhere
      ? null
      : listKey(event, { ...props, items, order, activeIndex, ids, pageRows: rows.pageRows, goTo });
    if (act === null) return;
    event.preventDefault();
    act();
  };
  const onMenuKey = (event: KeyboardEvent) => {
    if (event.key !== "ContextMenu" && !(event.shiftKey && event.key === "F10")) return;
    const row = document.getElementById(`${rowIds}-${activeIndex}`);
    if (!row || place.active === null) return;
    event.preventDefault();
    const box = row.getBoundingClientRect();
    openMenu(place.active, box.left + ROW_HEIGHT_PX, box.bottom);
  };

  const isDrawn = activeIndex >= rows.first && activeIndex < rows.end;
  return (
    <div class="file-list" data-testid="file-list">
      <div
        ref={grid}
        class="file-grid"
        role="grid"
        tabIndex={0}
        aria-label={props.label}
        aria-multiselectable="true"
        aria-rowcount={items.length + 1}
        aria-activedescendant={isDrawn ? `${rowIds}-${activeIndex}` : undefined}
        onKeyDown={(event) => {
          onMenuKey(event);
          onKeyDown(event);
        }}
      >
        <FileListHead
          byLabel={props.byLabel}
          sort={props.sort}
          onSort={(column) => props.onSort(nextSort(props.sort, column))}
          isAllSelected={items.length > 0 && ids.length === items.length}
          isSomeSelected={ids.length > 0}
          onSelectAll={(isAll) => onSelect(new Set(isAll ? order : []))}
        />
        <div ref={scroller} role="rowgroup" class="file-rows">
          <div
            role="presentation"
            style={{
              paddingBlockStart: `${rows.first * ROW_HEIGHT_PX}px`,
              paddingBlockEnd: `${(items.length - rows.end) * ROW_HEIGHT_PX}px`,
            }}
          >
            {items.slice(rows.first, rows.end).map((item, offset) => (
              <FileRow
                key={item.id}
                item={item}
                elementId={`${rowIds}-${rows.first + offset}`}
                index={rows.first + offset}
                nowMs={props.nowMs ?? Date.now()}
                isSelected={selected.has(item.id)}
                isActive={place.active === item.id}
                isDropTarget={drag.target === item.id}
                isRenaming={renaming === item.id}
                problemOf={(name) => props.problemOf?.(item.id, name) ?? null}
                onRename={(name) => props.onRename(item.id, name)}
                onRenameEnd={endRename}
                onPress={(event) => goTo(item.id, gestureOf(event))}
                onOpen={() => props.onOpen(item.id)}
                onToggle={() => goTo(item.id, "toggle")}
                onMenu={(x, y) => openMenu(item.id, x, y)}
                drag={drag.handlersOf(item)}
              />
            ))}
          </div>
        </div>
      </div>
      <p class="visually-hidden" role="status">
        {ids.length > 0 ? strings.files.selectedCount(ids.length) : ""}
      </p>
      {menu && (
        <ContextMenu
          label={strings.actions.more}
          entries={props.menuFor(menu.ids)}
          x={menu.x}
          y={menu.y}
          onClose={closeMenu}
        />
      )}
    </div>
  );
}
