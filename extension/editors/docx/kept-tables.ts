/**
 * The library makes its own blocks of the whole text at each key, and measures them. A table that did not change is the same
 * node: what was made of it is kept, and moved to where the table stands now. The build has the library ask here
 * (tools/build/document-editor.ts). Paragraphs are made anew: what they are depends on those beside them.
 */
import type { Attrs, Node } from "prosemirror-model";

/** What tables are made with; another one for each text, each time that it is laid out. */
export interface Making {
  readonly theme?: unknown;
  /** Of the body only: headers and notes are made without. */
  readonly pageContentHeight?: number | undefined;
  readonly defaultTabStopTwips?: number | undefined;
}

interface Placed {
  pmStart: number;
  pmEnd: number;
}

interface KeptTable {
  readonly table: Placed;
  /** The table and everything in it that says where it stands. */
  readonly placed: readonly Placed[];
  /** The last in which it was used: a node may stand in a text twice, a table of the library may not. */
  making: Making;
}

const tables = new WeakMap<Node, KeptTable>();
let measures = new WeakMap<object, { readonly width: number; readonly measure: object }>();
const kept = new WeakSet<object>();

/** Whether an object may be known again: it says the same as ever, but for its place. */
export const isKept = (value: object): boolean => kept.has(value);

/** What of a table moves with it and depends on nothing outside of it: not numbered lists, nor controls, named by place. */
const ALONE: ReadonlySet<string> = new Set([
  ...["table", "tableRow", "tableCell", "tableHeader", "paragraph"],
  ...["text", "hardBreak", "tab", "image", "field"],
]);
const isNumbered = ({ numPr }: Attrs): boolean => Boolean(numPr);

function standsAlone(table: Node): boolean {
  let isAlone = true;
  table.descendants(({ type, attrs }) => {
    isAlone &&= ALONE.has(type.name) && !isNumbered(attrs);
    return isAlone;
  });
  return isAlone;
}

const isSameMaking = (before: Making, now: Making): boolean =>
  before.theme === now.theme &&
  before.pageContentHeight === now.pageContentHeight &&
  before.defaultTabStopTwips === now.defaultTabStopTwips;

/** A table of the text, at this place, as `make` would make it. */
export function keptTable<Table extends Placed>(
  make: (node: Node, at: number, making: Making) => Table,
  node: Node,
  at: number,
  making: Making,
): Table {
  const known = tables.get(node);
  if (known?.making === making || making.pageContentHeight === undefined) return make(node, at, making);
  if (known && isSameMaking(known.making, making)) {
    known.making = making;
    moveTo(known, at);
    return known.table as Table;
  }
  const table = make(node, at, making);
  if (standsAlone(node)) keep(node, { table, placed: placedIn(table), making });
  return table;
}

function keep(node: Node, made: KeptTable): void {
  tables.set(node, made);
  kept.add(made.table);
}

function moveTo({ table, placed }: KeptTable, at: number): void {
  const by = at - table.pmStart;
  if (by === 0) return;
  for (const each of placed) {
    each.pmStart += by;
    each.pmEnd += by;
  }
}

const isPlaced = (value: object): value is Placed => "pmStart" in value && "pmEnd" in value;

function placedIn(value: unknown): Placed[] {
  if (typeof value !== "object" || value === null) return [];
  const inside = Object.values(value).flatMap(placedIn);
  return isPlaced(value) ? [value, ...inside] : inside;
}

/** What a table measures in this width, as `measure` would find. */
export function keptMeasure<Measure extends object>(
  measure: (table: object, width: number) => Measure,
  table: object,
  width: number,
): Measure {
  const known = measures.get(table);
  if (known?.width === width) return known.measure as Measure;
  const found = measure(table, width);
  if (kept.has(table)) measures.set(table, { width, measure: found });
  return found;
}

/** Fonts have come: what was measured was measured with others. */
export function forgetMeasures(): void {
  measures = new WeakMap();
}
