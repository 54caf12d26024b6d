import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { createFormats, type Formats } from "./format.ts";
import { type Catalogue, en } from "./strings/en.ts";
import { errorsEn } from "./strings/errors/en.ts";
import type { ErrorTexts } from "./strings/errors/error-texts.ts";
import { LANGUAGES } from "./strings/languages.ts";
import type { Language } from "./strings/plural.ts";

export interface Locale {
  readonly language: Language;
  readonly dir: "ltr" | "rtl";
  readonly strings: Catalogue;
  readonly errors: ErrorTexts;
  readonly format: Formats;
}

export interface LocaleOptions {
  /** A fuller tag of the same language ("en-GB") for numbers and dates. */
  readonly tag?: string;
  /** For tests; without it the machine's own zone is used. */
  readonly timeZone?: string;
}

/** Everything that depends on the language, in one value. */
export function createLocale(
  language: Language,
  texts: { readonly strings: Catalogue; readonly errors: ErrorTexts },
  { tag = language, timeZone }: LocaleOptions = {},
): Locale {
  return { language, dir: LANGUAGES[language].dir, ...texts, format: createFormats(tag, timeZone) };
}

/** The one language that is always there, so that a page can speak even if another could not be loaded. */
export const ENGLISH: Locale = createLocale("en", { strings: en, errors: errorsEn });

export const LocaleContext = createContext<Locale>(ENGLISH);

/** The language of the page around a component. */
export function useLocale(): Locale {
  return useContext(LocaleContext);
}
