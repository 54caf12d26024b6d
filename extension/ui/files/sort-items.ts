import type { FileItem } from "./file-item.ts";

export type SortColumn = "name" | "size" | "changed" | "by";

export interface Sort {
  readonly column: SortColumn;
  readonly direction: "up" | "down";
}

/** Folders first in either direction, then by the column; equal rows by name, so that the order never jumps. */
export function sortItems<Id extends string>(
  items: readonly FileItem<Id>[],
  sort: Sort,
  languageTag: string,
): readonly FileItem<Id>[] {
  const collator = new Intl.Collator(languageTag, { numeric: true, sensitivity: "base" });
  const sign = sort.direction === "up" ? 1 : -1;
  const byColumn = comparison(sort.column, collator);
  return [...items].sort(
    (a, b) =>
      Number(b.kind === "folder") - Number(a.kind === "folder") ||
      sign * byColumn(a, b) ||
      collator.compare(a.name, b.name) ||
      (a.id < b.id ? -1 : 1),
  );
}

/** What a click on a column's head asks for: a new column begins with its usual direction, the same one turns round. */
export function nextSort(sort: Sort, column: SortColumn): Sort {
  if (sort.column === column) return { column, direction: sort.direction === "up" ? "down" : "up" };
  return { column, direction: column === "changed" || column === "size" ? "down" : "up" };
}

type Comparison = (a: FileItem<string>, b: FileItem<string>) => number;

function comparison(column: SortColumn, collator: Intl.Collator): Comparison {
  switch (column) {
    case "name":
      return (a, b) => collator.compare(a.name, b.name);
    case "size":
      return (a, b) => (a.sizeBytes ?? -1) - (b.sizeBytes ?? -1);
    case "changed":
      return (a, b) => a.changedAtMs - b.changedAtMs;
    case "by":
      return (a, b) => collator.compare(a.changedBy, b.changedBy);
  }
}
