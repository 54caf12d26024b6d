import { translationsEn } from "pptx-react-viewer/i18n";
import { describe, expect, it } from "vitest";
import { libraryWords } from "../../../../extension/editors/pptx/translations.ts";
import { presentationWords } from "../../../../extension/ui/strings/presentation-words.ts";

describe("the words of the presentation editor", () => {
  it.each([
    ["de", "Einfügen", "Folie 2 von 9", "Rückgängig"],
    ["de-AT", "Einfügen", "Folie 2 von 9", "Rückgängig"],
    ["fr", "Insertion", "Diapositive 2 sur 9", "Annuler"],
    ["es", "Insertar", "Diapositiva 2 de 9", "Deshacer"],
    ["en-GB", "Insert", "Slide 2 of 9", "Undo"],
    ["ar", "إدراج", "الشريحة 2 من 9", "تراجع"],
    ["ja", "Insert", "Slide 2 of 9", "Undo"],
  ])("are said in %s, or in English", async (locale, insert, slide, undo) => {
    const { t } = await libraryWords(locale);
    expect(t("pptx.ribbon.tab.insert")).toBe(insert);
    expect(t("pptx.statusBar.slideOf", { current: 2, total: 9 })).toBe(slide);
    expect(t("pptx.toolbar.undo")).toBe(undo);
    expect(t("pptx.statusBar.allSaved")).toBe("");
  });

  it.each(["de", "fr", "es", "ar"])(
    "in %s are words of the library, with what it puts into them",
    (locale) => {
      const english = new Set(Object.values(translationsEn));
      const values = (words: string): string[] => (words.match(/\{\{\w+\}\}/g) ?? []).sort();
      for (const [said, meant] of presentationWords(locale) ?? []) {
        expect(english).toContain(said);
        expect(values(meant)).toEqual(values(said));
      }
    },
  );

  it.each([
    ["de", "Datenbeschriftungen anzeigen", "Verzögerung (ms)", "Äußerer Schatten", "Unterelement hinzufügen"],
    ["fr", "Afficher les étiquettes de données", "Délai (ms)", "Ombre externe", "Ajouter un sous-élément"],
    ["es", "Mostrar etiquetas de datos", "Retraso (ms)", "Sombra exterior", "Añadir subelemento"],
    ["ar", "إظهار تسميات البيانات", "التأخير (م.ث)", "ظل خارجي", "إضافة عنصر فرعي"],
  ])("are said in %s in its panels", async (locale, labels, delay, shadow, item) => {
    const said = await libraryWords(locale);
    expect(said.t("pptx.chart.showDataLabels")).toBe(labels);
    expect(said.t("pptx.animations.delayMs")).toBe(delay);
    expect(said.t("pptx.effects.outerShadow")).toBe(shadow);
    expect(said.t("pptx.smartArt.addSubItem")).toBe(item);
  });

  it.each(["chart.", "animation", "effects.", "smartArt.", "media.", "transition"])(
    "leave next to nothing in English of %s",
    (panel) => {
      const words = presentationWords("de");
      const all = Object.entries(translationsEn).filter(([key]) => key.startsWith(`pptx.${panel}`));
      const kept = all.filter(([, english]) => !words?.has(english));
      expect(kept.length / all.length, kept.join("\n")).toBeLessThan(0.25);
    },
  );

  it.each([
    ["de", "Suchen und ersetzen", "Folien je Seite"],
    ["fr", "Rechercher et remplacer", "Diapositives par page"],
    ["es", "Buscar y reemplazar", "Diapositivas por página"],
    ["ar", "بحث واستبدال", "الشرائح في كل صفحة"],
  ])("are said in %s in its dialogs", async (locale, find, perPage) => {
    const said = await libraryWords(locale);
    const keyOf = (english: string): string =>
      Object.entries(translationsEn).find(([, each]) => each === english)?.[0] ?? "";
    expect(said.t(keyOf("Find & Replace"))).toBe(find);
    expect(said.t(keyOf("Slides per page"))).toBe(perPage);
  });
});
