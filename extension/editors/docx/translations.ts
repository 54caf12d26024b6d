import type { Translations } from "@eigenpal/docx-editor-i18n";
import type { EditorLabels } from "../adapter.ts";

/** The editor's own catalogues, of the languages that we speak too. English is built in. */
async function catalogue(language: string): Promise<Translations> {
  if (language === "de") return (await import("@eigenpal/docx-editor-i18n/de")).de;
  if (language === "fr") return (await import("@eigenpal/docx-editor-i18n/fr")).fr;
  return {};
}

/**
 * The editor's words in the language of `locale`, English where it has none. Its "Save" writes an unencrypted file to this
 * computer, so it is called what it does; Ctrl+S is the page's.
 */
export async function translationsFor(locale: string, labels: EditorLabels): Promise<Translations> {
  const translations = await catalogue(locale.split("-")[0] ?? "");
  return {
    ...translations,
    toolbar: { ...translations.toolbar, save: labels.downloadCopy, saveShortcut: "" },
  };
}
