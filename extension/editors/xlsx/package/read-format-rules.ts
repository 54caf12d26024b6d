import { type Area, COLUMNS_MAX, columnNumber, parseArea, ROWS_MAX } from "../formula/references.ts";
import type { ColorReader } from "./colors.ts";
import type { FormatRule, RuleTest, ScalePoint, TextPlace } from "./format-rules.ts";
import type { Markup } from "./markup.ts";

/** Of a sheet; further ones are not shown. */
const RULES_MAX = 2000;
const AREAS_MAX = 500;
const FORMULA_MAX = 8192;
const COLUMNS = /^([A-Z]{1,3}):([A-Z]{1,3})$/i;
const ROWS = /^(\d{1,7}):(\d{1,7})$/;

/** An area, whole columns or whole rows. */
function areaOf(text: string): Area | null {
  const [, left = "", right = ""] = COLUMNS.exec(text) ?? [];
  if (left !== "")
    return { top: 0, bottom: ROWS_MAX - 1, left: columnNumber(left), right: columnNumber(right) };
  const [, top, bottom] = ROWS.exec(text) ?? [];
  if (top === undefined) return parseArea(text);
  return { top: Number(top) - 1, bottom: Number(bottom) - 1, left: 0, right: COLUMNS_MAX - 1 };
}

/** Areas with blanks between, as rules name them: not more than are shown, unless all are asked for. */
export const areasIn = (sqref: string | null, most = AREAS_MAX): Area[] =>
  (sqref ?? "")
    .trim()
    .split(/\s+/)
    .slice(0, most)
    .flatMap((text) => areaOf(text) ?? []);

const formulasOf = (rule: Markup): string[] => [...rule.elements("formula")].map((each) => each.text);

const UNKNOWN: RuleTest = { kind: "unknown" };

const POINTS: ReadonlySet<string> = new Set(["num", "min", "max", "percent", "percentile"]);

function pointsOf(list: Markup): ScalePoint[] | null {
  const points = [...list.elements("cfvo")].map((each) => ({
    type: each.get("type") ?? "num",
    value: each.number("val") ?? 0,
    isPlain: each.get("val") === null || each.number("val") !== null,
  }));
  if (points.some(({ type, isPlain }) => !isPlain || !POINTS.has(type))) return null;
  return points.map(({ type, value }) => ({ type: type as ScalePoint["type"], value }));
}

const colorsOf = (list: Markup, color: ColorReader): string[] =>
  [...list.elements("color")].flatMap((each) => color(each) ?? []);

function scaleOf(rule: Markup, color: ColorReader): RuleTest {
  const list = rule.child("colorScale");
  const points = list === null ? null : pointsOf(list);
  const colors = list === null ? [] : colorsOf(list, color);
  if (points === null || points.length < 2 || points.length > 3 || colors.length !== points.length)
    return UNKNOWN;
  return { kind: "scale", points, colors };
}

function barOf(rule: Markup, color: ColorReader): RuleTest {
  const list = rule.child("dataBar");
  const points = list === null ? null : pointsOf(list);
  const [first] = list === null ? [] : colorsOf(list, color);
  return points?.length !== 2 || first === undefined ? UNKNOWN : { kind: "bar", points, color: first };
}

const TEXTS: Readonly<Record<string, readonly [TextPlace, boolean]>> = {
  containsText: ["anywhere", false],
  notContainsText: ["anywhere", true],
  beginsWith: ["begin", false],
  endsWith: ["end", false],
  containsBlanks: ["blank", false],
  notContainsBlanks: ["blank", true],
  containsErrors: ["error", false],
  notContainsErrors: ["error", true],
};

const formulaTest = ([formula]: readonly string[]): RuleTest =>
  formula === undefined ? UNKNOWN : { kind: "formula", formula };

/** A rule for texts names its text, unless that is in a cell: then only the formula says it. */
function textTest(rule: Markup, [where, isNot]: readonly [TextPlace, boolean]): RuleTest {
  const text = rule.get("text");
  if (text === null && where !== "blank" && where !== "error") return formulaTest(formulasOf(rule));
  return { kind: "text", where, isNot, text: text ?? "" };
}

function testOf(rule: Markup, color: ColorReader): RuleTest {
  const type = rule.get("type") ?? "";
  const formulas = formulasOf(rule);
  if (formulas.some((each) => each.length > FORMULA_MAX)) return UNKNOWN;
  const text = TEXTS[type];
  if (text !== undefined) return textTest(rule, text);
  const isOff = (name: string): boolean => rule.get(name) === "0" || rule.get(name) === "false";
  switch (type) {
    case "cellIs":
      return { kind: "compare", operator: rule.get("operator") ?? "", formulas };
    case "expression":
    case "timePeriod":
      return formulaTest(formulas);
    case "duplicateValues":
      return { kind: "repeated", isUnique: false };
    case "uniqueValues":
      return { kind: "repeated", isUnique: true };
    case "top10": {
      const rank = Math.max(1, rule.number("rank") ?? 10);
      return { kind: "top", rank, isPercent: rule.flag("percent"), isBottom: rule.flag("bottom") };
    }
    case "aboveAverage": {
      const deviations = rule.number("stdDev") ?? 0;
      return {
        kind: "average",
        isAbove: !isOff("aboveAverage"),
        isEqual: rule.flag("equalAverage"),
        deviations,
      };
    }
    case "colorScale":
      return scaleOf(rule, color);
    case "dataBar":
      return barOf(rule, color);
    default:
      return UNKNOWN;
  }
}

/** Rules that only newer programs know; what they add to bars is only how these look. */
function newerRules(root: Markup): FormatRule[] {
  const all = [...(root.child("extLst")?.descendants("cfRule") ?? [])].slice(0, RULES_MAX);
  return all
    .filter((each) => each.get("type") !== "dataBar")
    .map(() => ({ areas: [], test: UNKNOWN, difference: null, stops: false }));
}

/** The rules of a sheet, the strongest first. */
export function readFormatRules(root: Markup, color: ColorReader): FormatRule[] {
  const rules: (FormatRule & { readonly priority: number })[] = [];
  for (const list of root.elements("conditionalFormatting")) {
    const areas = areasIn(list.get("sqref"));
    for (const rule of list.elements("cfRule")) {
      if (rules.length >= RULES_MAX || areas.length === 0) break;
      const [difference, stops] = [rule.number("dxfId"), rule.flag("stopIfTrue")];
      rules.push({
        areas,
        test: testOf(rule, color),
        difference,
        stops,
        priority: rule.number("priority") ?? 0,
      });
    }
  }
  return [...rules.sort((a, b) => a.priority - b.priority), ...newerRules(root)];
}
