import type { Row } from "./csv-rows.ts";
import type { CsvWindow } from "./csv-window.ts";
import type { Findable } from "./find-bar.tsx";
import { markFound } from "./find-marks.ts";
import { findText, placesOf } from "./find-text.ts";
import { Search } from "./search.ts";

interface Place {
  readonly row: number;
  readonly column: number;
  /** Which of the cell's own places. */
  readonly nth: number;
}

/** After so many rows the page does everything else first. */
const ROWS_AT_ONCE = 2_000;

const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

/** Finding in all rows, also those that are not drawn; the line of a place is drawn when it is shown. */
export function findInCsv(shown: CsvWindow, rows: readonly Row[]): Findable {
  const search = new Search<Place>();
  return {
    find: (wanted) => search.find(wanted, placesIn(rows, wanted)),
    show(index) {
      const place = search.placeAt(index);
      const cell = place && shown.show(place.row)?.cells[place.column + 1];
      if (!place || !cell) return;
      markFound(findText(shown.table, search.words), findText(cell, search.words)[place.nth]);
    },
    clear: () => search.clear(),
  };
}

async function* placesIn(rows: readonly Row[], wanted: string): AsyncGenerator<Place[]> {
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
    await turn();
    yield rows
      .slice(from, from + ROWS_AT_ONCE)
      .flatMap((cells, at) =>
        cells.flatMap((text, column) =>
          placesOf(text, wanted).map((_, nth) => ({ row: from + at, column, nth })),
        ),
      );
  }
}
