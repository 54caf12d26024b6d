import type { ICellCustomRender, IStyleData } from "@univerjs/core";
import { AreaIndex } from "../formula/area-index.ts";
import { moveFormula } from "../formula/formula-text.ts";
import { type Area, cellName, cellsIn } from "../formula/references.ts";
import { styleToGrid } from "../grid/style-to-grid.ts";
import type { SheetId, WorkbookModel } from "../model/workbook-model.ts";
import type { FormatRule, RuleTest, TextPlace } from "../package/format-rules.ts";
import type { CellValue } from "../package/workbook.ts";
import { barAt } from "./bar.ts";
import { isMatch, literalOf, matchFormula } from "./compare-values.ts";
import type { PlacedFormula, RuleFormulas } from "./rule-formulas.ts";
import type { RuleRoom } from "./rule-room.ts";
import { keyOf, type Summary, summaryOf } from "./rule-summary.ts";
import { scaleColor } from "./scale-color.ts";

/** Of one rule that looks at all its cells. */
const CELLS_MAX = 200_000;
const ERROR = /^#(?:N\/A|REF!|NAME\?|VALUE!|DIV\/0!|NUM!|NULL!|SPILL!|CALC!)$/;

export interface RuleLooks {
  readonly interceptorStyle: IStyleData;
  readonly customRender?: ICellCustomRender[];
}

interface Placed {
  readonly rule: FormatRule;
  readonly style: IStyleData;
  readonly areas: readonly Area[];
  readonly area: Area;
  /** The engine's name of the formula for this area. */
  readonly formula: string | null;
  readonly memory: { summary: Summary | null | undefined };
}

interface Options {
  readonly model: WorkbookModel;
  readonly formulas: RuleFormulas;
  /** What all sheets' rules may take together. */
  readonly room: RuleRoom;
  readonly sheet: SheetId;
  /** The grid's name of it, and how far it goes. */
  readonly shown: { readonly name: string; readonly rows: number; readonly columns: number };
  valueAt(row: number, column: number): CellValue;
}

/** The rules of one sheet as they are today, and what they say of its cells. */
export class SheetRules {
  readonly #options: Options;
  readonly #index: AreaIndex<Placed>;
  readonly #placed: Placed[] = [];
  /** How many rules nobody here can follow, or not everywhere. */
  readonly unknown: number;

  constructor(options: Options) {
    this.#options = options;
    const { model, sheet } = options;
    const rules = model.workbook.sheets.find(({ id }) => id === sheet)?.formatRules ?? [];
    const refused = rules.filter((rule) => !this.#place(rule));
    this.#index = new AreaIndex(this.#placed.map((each) => [each.area, each]));
    this.unknown = refused.length + new Set(this.#index.left.map(({ rule }) => rule)).size;
  }

  /** Values changed: what was worked out of many cells is not so any more. */
  renew(): void {
    for (const { memory } of this.#placed) memory.summary = undefined;
  }

  /** Null for a cell that looks as its style says. */
  looksAt(row: number, column: number): RuleLooks | null {
    const placed = this.#index.at(row, column);
    if (placed.length === 0) return null;
    const value = this.#options.valueAt(row, column);
    let style: IStyleData = {};
    const bars: ICellCustomRender[] = [];
    for (const each of placed) {
      const { test, stops } = each.rule;
      if (test.kind === "scale") style = { ...this.#scaled(each, test, value), ...style };
      else if (test.kind === "bar") bars.push(...this.#barOf(each, test, value));
      else if (this.#holds(each, value, row, column)) {
        style = { ...each.style, ...style };
        if (stops) break;
      }
    }
    if (Object.keys(style).length === 0 && bars.length === 0) return null;
    return { interceptorStyle: style, ...(bars.length > 0 && { customRender: bars }) };
  }

  /** @returns false when the rule cannot be followed, and then it is followed nowhere */
  #place(rule: FormatRule): boolean {
    const { model, sheet, shown, formulas, room } = this.#options;
    const { test } = rule;
    const [first] = rule.areas;
    if (test.kind === "unknown" || first === undefined) return false;
    const text = formulaOf(test, first);
    if (text === null && needsFormula(test)) return false;
    if (!room.takeAreas(rule.areas)) return false;
    const now = rule.areas.flatMap((area) => model.areaNow(sheet, area) ?? []);
    const areas = now.flatMap((area) => this.#clipped(area) ?? []);
    if (needsAll(test) && !this.#mayLookAt(areas)) return false;
    const today = text === null ? null : model.formulaNow(sheet, text, rule.areas);
    const ids = today === null ? [] : formulas.add(shown.name, shifted(today, now[0], areas));
    if (ids === null) return false;
    const style = styleToGrid(model.workbook.differences[rule.difference ?? -1] ?? {});
    const memory = { summary: undefined };
    for (const [at, area] of areas.entries())
      this.#placed.push({ rule, style, areas, area, formula: ids[at] ?? null, memory });
    return true;
  }

  #mayLookAt(areas: readonly Area[]): boolean {
    const cells = areas.reduce((sum, area) => sum + cellsIn(area), 0);
    return cells <= CELLS_MAX && this.#options.room.takeCells(cells);
  }

  #clipped(area: Area): Area | null {
    const { rows, columns } = this.#options.shown;
    if (area.top >= rows || area.left >= columns) return null;
    return { ...area, bottom: Math.min(area.bottom, rows - 1), right: Math.min(area.right, columns - 1) };
  }

  *#values(areas: readonly Area[]): Generator<CellValue> {
    for (const { top, bottom, left, right } of areas)
      for (let row = top; row <= bottom; row++)
        for (let column = left; column <= right; column++) yield this.#options.valueAt(row, column);
  }

  #summary({ rule, areas, memory }: Placed): Summary | null {
    if (memory.summary === undefined) memory.summary = summaryOf(rule.test, this.#values(areas));
    return memory.summary;
  }

  #holds(placed: Placed, value: CellValue, row: number, column: number): boolean {
    const { test } = placed.rule;
    const { formula, area } = placed;
    if (formula !== null) return this.#options.formulas.isTrue(formula, row - area.top, column - area.left);
    switch (test.kind) {
      case "compare":
        return (
          isMatch(
            test.operator,
            value,
            test.formulas.map((each) => literalOf(each) ?? null),
          ) ?? false
        );
      case "text":
        return isText(test.where, value, test.text) !== test.isNot;
      default:
        return isIn(test, this.#summary(placed), value);
    }
  }

  #scaled(placed: Placed, { colors }: RuleTest & { kind: "scale" }, value: CellValue): IStyleData {
    const summary = typeof value === "number" ? this.#summary(placed) : null;
    if (typeof value !== "number" || summary?.kind !== "points") return {};
    return { bg: { rgb: scaleColor(value, summary.at, colors) } };
  }

  #barOf(placed: Placed, { color }: RuleTest & { kind: "bar" }, value: CellValue): ICellCustomRender[] {
    const summary = typeof value === "number" ? this.#summary(placed) : null;
    if (typeof value !== "number" || summary?.kind !== "points") return [];
    return [barAt(value, summary.at, color)];
  }
}

/** Only numbers and texts to compare with. */
const isPlain = (test: RuleTest): boolean =>
  test.kind === "compare" && test.formulas.every((each) => literalOf(each) !== undefined);
const needsFormula = (test: RuleTest): boolean =>
  test.kind === "formula" || (test.kind === "compare" && !isPlain(test));
const needsAll = ({ kind }: RuleTest): boolean => !["formula", "compare", "text"].includes(kind);

/** What the engine has to compute; null where nothing is, or nothing can be. */
function formulaOf(test: RuleTest, first: Area): string | null {
  if (test.kind === "formula") return test.formula;
  if (test.kind !== "compare" || isPlain(test)) return null;
  return matchFormula(test.operator, cellName({ row: first.top, column: first.left }), test.formulas);
}

/** A formula that is meant for the first cell of the first area, as it reads for each of those that are shown. */
const shifted = (formula: string, origin: Area | undefined, areas: readonly Area[]): PlacedFormula[] =>
  origin === undefined
    ? []
    : areas.map((area) => ({
        formula: moveFormula(formula, area.top - origin.top, area.left - origin.left),
        area,
      }));

function isText(where: TextPlace, value: CellValue, wanted: string): boolean {
  const text = String(value ?? "").toLowerCase();
  const part = wanted.toLowerCase();
  switch (where) {
    case "anywhere":
      return text.includes(part);
    case "begin":
      return text.startsWith(part);
    case "end":
      return text.endsWith(part);
    case "blank":
      return text.trim() === "";
    case "error":
      return ERROR.test(String(value ?? ""));
  }
}

function isIn(test: RuleTest, summary: Summary | null, value: CellValue): boolean {
  if (summary === null || value === null) return false;
  if (summary.kind === "counts" && test.kind === "repeated")
    return ((summary.counts.get(keyOf(value)) ?? 0) === 1) === test.isUnique;
  if (summary.kind !== "from" || typeof value !== "number") return false;
  if (value === summary.at) return summary.isIn;
  return value > summary.at === summary.isUp;
}
