import type { Language } from "./plural.ts";

/** Each language by its own name (never translated) and its writing direction. */
export const LANGUAGES: Readonly<Record<Language, { readonly name: string; readonly dir: "ltr" | "rtl" }>> = {
  en: { name: "English", dir: "ltr" },
  de: { name: "Deutsch", dir: "ltr" },
  fr: { name: "Français", dir: "ltr" },
  es: { name: "Español", dir: "ltr" },
  ar: { name: "العربية", dir: "rtl" },
};

export function isLanguage(text: string): text is Language {
  return Object.hasOwn(LANGUAGES, text);
}

/** The first of the wanted language tags ("fr-CA") that there is a catalogue for; English when there is none. */
export function chooseLanguage(wanted: readonly string[]): Language {
  const found = wanted.map((tag) => tag.toLowerCase().split("-")[0] ?? "").find(isLanguage);
  return found ?? "en";
}
