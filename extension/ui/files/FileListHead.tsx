// biome-ignore-all lint/a11y/useSemanticElements: an ARIA grid, drawn in part, is no table; axe checks it in the tests
import { ArrowDown, ArrowUp } from "lucide";
import type { JSX } from "preact";
import { Icon } from "../Icon.tsx";
import { useLocale } from "../locale.ts";
import type { Sort, SortColumn } from "./sort-items.ts";

export interface FileListHeadProps {
  readonly byLabel?: string | undefined;
  readonly sort: Sort;
  readonly onSort: (column: SortColumn) => void;
  readonly isAllSelected: boolean;
  readonly isSomeSelected: boolean;
  readonly onSelectAll: (isAll: boolean) => void;
}

export function FileListHead(props: FileListHeadProps): JSX.Element {
  const { files, actions } = useLocale().strings;
  const heads: readonly (readonly [SortColumn, string])[] = [
    ["name", files.columnName],
    ["size", files.columnSize],
    ["changed", files.columnChanged],
    ["by", props.byLabel ?? files.columnBy],
  ];
  return (
    <div role="rowgroup" class="file-head">
      <div role="row" tabIndex={-1} class="file-row file-head-row" aria-rowindex={1}>
        <div role="columnheader" tabIndex={-1} class="file-cell cell-check">
          <input
            type="checkbox"
            aria-label={files.selectAll}
            checked={props.isAllSelected}
            indeterminate={props.isSomeSelected && !props.isAllSelected}
            onChange={(event) => props.onSelectAll(event.currentTarget.checked)}
          />
        </div>
        {heads.map(([column, label]) => (
          <ColumnHead key={column} column={column} label={label} sort={props.sort} onSort={props.onSort} />
        ))}
        <div role="columnheader" tabIndex={-1} class="file-cell cell-menu">
          <span class="visually-hidden">{actions.more}</span>
        </div>
      </div>
    </div>
  );
}

interface ColumnHeadProps extends Pick<FileListHeadProps, "sort" | "onSort"> {
  readonly column: SortColumn;
  readonly label: string;
}

function ColumnHead({ column, label, sort, onSort }: ColumnHeadProps): JSX.Element {
  const { files } = useLocale().strings;
  const isSorted = sort.column === column;
  const direction = sort.direction === "up" ? "ascending" : "descending";
  return (
    <div
      role="columnheader"
      tabIndex={-1}
      class={`file-cell cell-${column}`}
      aria-sort={isSorted ? direction : "none"}
    >
      <button type="button" class="column-button" title={files.sortBy(label)} onClick={() => onSort(column)}>
        {label}
        {isSorted && <Icon node={sort.direction === "up" ? ArrowUp : ArrowDown} />}
      </button>
    </div>
  );
}
