import { createLocale, ENGLISH, type Locale, type LocaleOptions } from "../locale.ts";
import type { Language } from "./plural.ts";

/** Fetches one language (a chunk of its own in the build) and makes its locale. */
export async function loadLocale(language: Language, options: LocaleOptions = {}): Promise<Locale> {
  return createLocale(language, await textsOf(language), options);
}

async function textsOf(language: Language): Promise<Pick<Locale, "strings" | "errors">> {
  switch (language) {
    case "en":
      return { strings: ENGLISH.strings, errors: ENGLISH.errors };
    case "de":
      return { strings: (await import("./de.ts")).de, errors: (await import("./errors/de.ts")).errorsDe };
    case "fr":
      return { strings: (await import("./fr.ts")).fr, errors: (await import("./errors/fr.ts")).errorsFr };
    case "es":
      return { strings: (await import("./es.ts")).es, errors: (await import("./errors/es.ts")).errorsEs };
    case "ar":
      return { strings: (await import("./ar.ts")).ar, errors: (await import("./errors/ar.ts")).errorsAr };
  }
}
