/** The plural categories that each language has, so that a missing form is a compile error. A test compares them with Intl. */
export interface PluralCategories {
  en: "one" | "other";
  de: "one" | "other";
  fr: "one" | "many" | "other";
  es: "one" | "many" | "other";
  ar: "zero" | "one" | "two" | "few" | "many" | "other";
}

export type Language = keyof PluralCategories;
export type PluralForms<L extends Language> = Readonly<
  Record<PluralCategories[L], string> & { other: string }
>;

/**
 * Makes the plural function of one language: it picks the form for a count and puts the formatted count where the form has `#`.
 * @example const n = pluralIn("en"); n(3, { one: "# file", other: "# files" }) // "3 files"
 */
export function pluralIn<L extends Language>(language: L): (count: number, forms: PluralForms<L>) => string {
  const rules = new Intl.PluralRules(language);
  const number = new Intl.NumberFormat(language);
  return (count, forms) => {
    const byCategory: Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> & { readonly other: string } =
      forms;
    return (byCategory[rules.select(count)] ?? byCategory.other).replace("#", number.format(count));
  };
}
