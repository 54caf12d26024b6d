import type { Area } from "../formula/references.ts";
import type { Markup } from "./markup.ts";
import { areasIn } from "./read-format-rules.ts";

const KINDS = ["list", "whole", "decimal", "date", "time", "textLength", "custom"] as const;
export type ValidationKind = (typeof KINDS)[number];

/** What may stand in cells, as a file says it. */
export interface Validation {
  /** Formulas are meant for the first cell of the first. */
  readonly areas: readonly Area[];
  readonly kind: ValidationKind;
  readonly operator: string;
  readonly formulas: readonly string[];
  readonly mayBeEmpty: boolean;
  /** What becomes of the rest: refused, or taken with a warning. Null: nothing is said. */
  readonly otherwise: "refuse" | "warn" | null;
  /** The file's own words about it; "" for none. */
  readonly words: string;
  readonly hasButton: boolean;
}

/** Of a sheet; further ones are not checked. */
const VALIDATIONS_MAX = 2000;
const FORMULA_MAX = 8192;
/** Of a title or a message: as long as the programs that write such files let them be. */
const WORDS_MAX = 255;

const kindOf = (text: string | null): ValidationKind | undefined => KINDS.find((each) => each === text);

/** Newer ones have the formula and the areas one level deeper. */
const textOf = (element: Markup | null): string => (element?.child("f") ?? element)?.text.trim() ?? "";

function validationOf(each: Markup): Validation | null {
  const kind = kindOf(each.get("type"));
  const areas = areasIn(each.get("sqref") ?? textOf(each.child("sqref")));
  const formulas = ["formula1", "formula2"]
    .map((name) => textOf(each.child(name)))
    .filter((text) => text !== "");
  if (kind === undefined || areas.length === 0 || formulas.some(({ length }) => length > FORMULA_MAX))
    return null;
  const isRefused = (each.get("errorStyle") ?? "stop") === "stop";
  return {
    areas,
    kind,
    formulas,
    operator: each.get("operator") ?? "between",
    mayBeEmpty: each.flag("allowBlank"),
    otherwise: each.flag("showErrorMessage") ? (isRefused ? "refuse" : "warn") : null,
    words: [each.get("errorTitle"), each.get("error")]
      .flatMap((text) => text?.slice(0, WORDS_MAX) || [])
      .join(": "),
    hasButton: kind === "list" && !each.flag("showDropDown"),
  };
}

export function readValidations(root: Markup): Validation[] {
  const lists = [
    root.child("dataValidations"),
    ...(root.child("extLst")?.descendants("dataValidations") ?? []),
  ];
  const all = lists.flatMap((list) => [...(list?.elements("dataValidation") ?? [])]);
  return all.slice(0, VALIDATIONS_MAX).flatMap((each) => validationOf(each) ?? []);
}
