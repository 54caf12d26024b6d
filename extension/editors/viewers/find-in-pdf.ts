import type { Findable } from "./find-bar.tsx";
import { markFound } from "./find-marks.ts";
import { findText, placesOf } from "./find-text.ts";
import type { PdfPage } from "./pdf-page.ts";
import type { PdfText } from "./pdf-text.ts";
import { Search } from "./search.ts";

interface Place {
  readonly page: number;
  /** Which of the page's own places. */
  readonly nth: number;
}

/** Finding in all pages, also those that are not drawn; the page of a place is drawn when it is shown. */
export function findInPdf(pages: readonly PdfPage[], texts: PdfText): Findable {
  const search = new Search<Place>();
  const show = async ({ page, nth }: Place): Promise<void> => {
    const shown = pages[page];
    if (!shown) return;
    shown.box.scrollIntoView({ block: "nearest" });
    const isStill = search.hold();
    await shown.draw();
    if (!isStill()) return;
    const found = findText(shown.box, search.words);
    markFound(found, found[nth]);
  };
  return {
    find: (wanted) => search.find(wanted, placesIn(pages, texts, wanted)),
    show(index) {
      const place = search.placeAt(index);
      if (place) void show(place);
    },
    clear: () => search.clear(),
  };
}

async function* placesIn(pages: readonly PdfPage[], texts: PdfText, wanted: string): AsyncGenerator<Place[]> {
  for (const page of pages.keys()) {
    const text = await texts.of(page + 1);
    yield placesOf(text, wanted).map((_, nth) => ({ page, nth }));
  }
}
