import type { BaseSheet, Workbook } from "../package/workbook.ts";
import type { LineOrder } from "./line-order.ts";
import type { LineId } from "./runs.ts";
import type { SheetId } from "./workbook-model.ts";

export interface ListedSheet {
  readonly id: SheetId;
  readonly name: string;
  readonly kind: BaseSheet["kind"];
  readonly isHidden: boolean;
}

const NAME_MAX = 31;
const FORBIDDEN = /[\\/?*[\]:\p{Cc}]/gu;

/** A name that the format takes: no more than 31 characters, none of `\ / ? * [ ] :`, no apostrophe at its ends. */
export function sheetName(wanted: string): string {
  const name = wanted.replaceAll(FORBIDDEN, " ").trim().slice(0, NAME_MAX);
  return name.replaceAll(/^'+|'+$/g, "").trim() || "Sheet";
}

/** The name, or with a number behind it where one of `taken` (in lower case) is the same. */
export function freeName(wanted: string, taken: ReadonlySet<string>): string {
  if (!taken.has(wanted.toLowerCase())) return wanted;
  for (let n = 2; ; n++) {
    const name = `${wanted.slice(0, NAME_MAX - 3 - String(n).length)} (${n})`;
    if (!taken.has(name.toLowerCase())) return name;
  }
}

type Setting = (sheet: SheetId, what: "name" | "hidden") => unknown;

/**
 * The sheets that are there now. Two people may have given one name to two sheets, deleted one sheet each or hidden one
 * each: names stay different and one sheet stays to be seen, in the same way at everybody.
 */
export class SheetList {
  readonly #sheets: readonly ListedSheet[];
  readonly #byId: ReadonlyMap<SheetId, ListedSheet>;
  readonly #byName: ReadonlyMap<string, ListedSheet>;

  constructor(workbook: Workbook, order: LineOrder, setting: Setting) {
    const bases = new Map(workbook.sheets.map((sheet) => [sheet.id, sheet]));
    const ids = order.idsFrom(0, order.length, "records");
    const alive = ids.some((id) => isWorksheet(bases.get(id)))
      ? ids
      : [...ids, ...workbook.sheets.filter(isWorksheet).map(({ id }) => id)].slice(0, ids.length + 1);
    this.#sheets = listed([...new Set(alive)], bases, setting);
    this.#byId = new Map(this.#sheets.map((each) => [each.id, each]));
    this.#byName = new Map(this.#sheets.map((each) => [each.name.toLowerCase(), each]));
  }

  all(): readonly ListedSheet[] {
    return this.#sheets;
  }

  get(sheet: SheetId): ListedSheet | undefined {
    return this.#byId.get(sheet);
  }

  named(name: string): ListedSheet | undefined {
    return this.#byName.get(name.toLowerCase());
  }
}

const isWorksheet = (base: BaseSheet | undefined): boolean => base === undefined || base.kind === "worksheet";

function listed(
  ids: readonly LineId[],
  bases: ReadonlyMap<SheetId, BaseSheet>,
  setting: Setting,
): ListedSheet[] {
  const names = settledNames(ids, bases, setting);
  const hidden = new Set(
    ids.filter((id) => (setting(id, "hidden") ?? bases.get(id)?.isHidden ?? false) === true),
  );
  if (hidden.size === ids.length) hidden.delete(ids[0] ?? "");
  return ids.map((id) => ({
    id,
    name: names.get(id) ?? id,
    kind: bases.get(id)?.kind ?? "worksheet",
    isHidden: hidden.has(id),
  }));
}

/** The file's own names are settled first, then those that people gave, by id: the order of sheets must not matter. */
function settledNames(
  ids: readonly LineId[],
  bases: ReadonlyMap<SheetId, BaseSheet>,
  setting: Setting,
): Map<SheetId, string> {
  const given = (id: SheetId): string | null => {
    const name = setting(id, "name");
    return typeof name === "string" ? sheetName(name) : null;
  };
  const settled = new Map<SheetId, string>();
  const taken = new Set<string>();
  const own = ids.filter((id) => given(id) === null);
  const renamed = ids.filter((id) => given(id) !== null).toSorted();
  for (const id of [...own, ...renamed]) {
    const name = freeName(given(id) ?? bases.get(id)?.name ?? "Sheet", taken);
    taken.add(name.toLowerCase());
    settled.set(id, name);
  }
  return settled;
}
