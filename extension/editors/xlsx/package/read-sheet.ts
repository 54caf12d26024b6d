import { type Area, parseArea, parseCell } from "../formula/references.ts";
import type { ColorReader } from "./colors.ts";
import type { Markup } from "./markup.ts";
import type { Parts, Relationship } from "./parts.ts";
import { type FormulaRoom, readRows, type SharedText } from "./read-cells.ts";
import { readDrawings } from "./read-drawings.ts";
import { readFormatRules } from "./read-format-rules.ts";
import { readValidations } from "./read-validations.ts";
import type { BaseColumns, BaseRow, BaseSheet, Link, Note, Table } from "./workbook.ts";

function columnsOf(root: Markup): BaseColumns[] {
  return [...(root.child("cols")?.elements("col") ?? [])].map((each) => {
    const first = (each.number("min") ?? 1) - 1;
    const width = each.number("width");
    return {
      first,
      last: Math.max(first, (each.number("max") ?? 1) - 1),
      ...(width === null ? {} : { width }),
      isHidden: each.flag("hidden"),
      style: each.number("style") ?? 0,
    };
  });
}

function areasOf(list: Markup | null, item: string): Area[] {
  return [...(list?.elements(item) ?? [])].flatMap((each) => parseArea(each.get("ref") ?? "") ?? []);
}

function frozenOf(root: Markup): BaseSheet["frozen"] {
  const pane = root.at("sheetViews", "sheetView", "pane");
  const isFrozen = pane?.get("state")?.startsWith("frozen") ?? false;
  if (pane === null || !isFrozen) return { rows: 0, columns: 0 };
  return { rows: pane.number("ySplit") ?? 0, columns: pane.number("xSplit") ?? 0 };
}

const runsOf = (text: Markup | null): string =>
  [...(text?.descendants("t") ?? [])].map((each) => each.text).join("");

function notesOf(parts: Parts, part: string): Note[] {
  return parts.related(part, "comments").flatMap((name) => {
    const root = parts.markup(name);
    const authors = [...(root?.child("authors")?.elements("author") ?? [])].map((each) => each.text);
    return [...(root?.child("commentList")?.elements("comment") ?? [])].flatMap((each): Note[] => {
      const at = parseCell(each.get("ref") ?? "");
      const author = authors[each.number("authorId") ?? 0] ?? "";
      return at === null ? [] : [{ ...at, text: runsOf(each.child("text")), author }];
    });
  });
}

function linksOf(parts: Parts, part: string, root: Markup): Link[] {
  const targets = new Map(parts.relationships(part).map((each) => [each.id, each.target]));
  return [...(root.child("hyperlinks")?.elements("hyperlink") ?? [])].flatMap((each): Link[] => {
    const area = parseArea(each.get("ref") ?? "");
    const location = each.get("location");
    const target = targets.get(each.getPrefixed("id") ?? "") ?? null;
    return area === null ? [] : [{ ...area, target, ...(location === null ? {} : { location }) }];
  });
}

function tablesOf(parts: Parts, part: string): Table[] {
  return parts.related(part, "table").flatMap((name): Table[] => {
    const root = parts.markup(name);
    const area = parseArea(root?.get("ref") ?? "");
    if (root === null || area === null) return [];
    const columns = [...(root.child("tableColumns")?.elements("tableColumn") ?? [])].map(
      (each) => each.get("name") ?? "",
    );
    return [{ name: root.get("displayName") ?? root.get("name") ?? "", area, columns, part: name }];
  });
}

function extent(
  rows: ReadonlyMap<number, BaseRow>,
  merges: readonly Area[],
): Pick<BaseSheet, "rowCount" | "columnCount"> {
  let [rowCount, columnCount] = [0, 0];
  for (const [at, { cells }] of rows) {
    rowCount = Math.max(rowCount, at + 1);
    for (const column of cells.keys()) columnCount = Math.max(columnCount, column + 1);
  }
  for (const { bottom, right } of merges) {
    rowCount = Math.max(rowCount, bottom + 1);
    columnCount = Math.max(columnCount, right + 1);
  }
  return { rowCount, columnCount };
}

export interface SheetEntry {
  readonly id: string;
  readonly name: string;
  readonly isHidden: boolean;
  readonly relationship: Relationship | undefined;
}

const EMPTY = {
  showsGridlines: true,
  frozen: { rows: 0, columns: 0 },
  defaultRowHeight: 15,
  defaultColumnWidth: null,
  rows: new Map<number, BaseRow>(),
  columns: [],
  merges: [],
  notes: [],
  links: [],
  tables: [],
  formatRules: [],
  validations: [],
  rowCount: 0,
  columnCount: 0,
} as const;

/** Chart sheets and what else is no grid: its pictures and charts only. */
function readOther(parts: Parts, { id, name, isHidden, relationship }: SheetEntry): BaseSheet {
  const part = relationship?.part ?? "";
  const kind = relationship?.type === "chartsheet" ? "chart" : "other";
  const drawings = part === "" ? { pictures: [], charts: [] } : readDrawings(parts, part);
  return { ...EMPTY, id, name, isHidden, kind, part, ...drawings };
}

/** What all sheets of a book share. */
export interface BookFacts {
  readonly texts: readonly SharedText[];
  readonly color: ColorReader;
  readonly formulaRoom: FormulaRoom;
}

export function readSheet(parts: Parts, entry: SheetEntry, facts: BookFacts): BaseSheet {
  const { color } = facts;
  const { id, name, isHidden, relationship } = entry;
  const part = relationship?.type === "worksheet" ? relationship.part : null;
  const root = part === null ? null : parts.markup(part);
  if (part === null || root === null) return readOther(parts, entry);
  const rows = readRows(root.child("sheetData"), facts);
  const merges = areasOf(root.child("mergeCells"), "mergeCell");
  const format = root.child("sheetFormatPr");
  return {
    id,
    name,
    kind: "worksheet",
    isHidden,
    part,
    showsGridlines: root.at("sheetViews", "sheetView")?.get("showGridLines") !== "0",
    frozen: frozenOf(root),
    defaultRowHeight: format?.number("defaultRowHeight") ?? 15,
    defaultColumnWidth: format?.number("defaultColWidth") ?? format?.number("baseColWidth") ?? null,
    rows,
    columns: columnsOf(root),
    merges,
    ...readDrawings(parts, part),
    notes: notesOf(parts, part),
    links: linksOf(parts, part, root),
    tables: tablesOf(parts, part),
    formatRules: readFormatRules(root, color),
    validations: readValidations(root),
    ...extent(rows, merges),
  };
}
