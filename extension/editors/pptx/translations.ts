import { createInstance, type i18n } from "i18next";
import { keyToLabel, translationsEn } from "pptx-react-viewer/i18n";
import { initReactI18next } from "react-i18next";
import { presentationWords } from "../../ui/strings/presentation-words.ts";

/** Whether the document is saved is the page's to say. */
const SAVED_BY_THE_PAGE = { "pptx.statusBar.allSaved": "", "pptx.statusBar.unsavedChanges": "" };

/** The library's words for its keys, in the language of `locale` as far as we have them; it brings English only. */
function wordsFor(locale: string): Record<string, string> {
  const words = presentationWords(locale);
  const said = Object.entries(translationsEn).map(([key, english]) => [key, words?.get(english) ?? english]);
  return { ...Object.fromEntries(said), ...SAVED_BY_THE_PAGE };
}

/** The library asks for hundreds of words at each drawing: one that takes nothing in is looked up once. */
function rememberWords(words: i18n): void {
  const lookUp = words.getFixedT(null, "translation");
  const known = new Map<string, string>();
  const t = (...asked: readonly unknown[]): string => {
    const [key, values] = asked;
    if (typeof key !== "string" || values !== undefined) return Reflect.apply(lookUp, undefined, asked);
    const word = known.get(key) ?? lookUp(key);
    known.set(key, word);
    return word;
  };
  words.getFixedT = () => Object.assign(t, lookUp) as typeof lookUp;
}

export async function libraryWords(locale: string): Promise<i18n> {
  const words = createInstance();
  await words.use(initReactI18next).init({
    lng: "en",
    keySeparator: false,
    nsSeparator: false,
    resources: { en: { translation: wordsFor(locale) } },
    parseMissingKeyHandler: keyToLabel,
    interpolation: { escapeValue: false },
  });
  rememberWords(words);
  return words;
}
