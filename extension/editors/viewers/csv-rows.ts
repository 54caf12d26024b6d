import { parse } from "papaparse";

export type Row = readonly string[];

/** So much is read at once: some milliseconds, between which the page does everything else. */
const SLICE_LENGTH = 256 * 1024;

/** The rows of comma-separated values, read a slice at a time. What separates them is guessed from the first. */
export function csvRows(text: string, sliceLength = SLICE_LENGTH): Promise<Row[]> {
  const rows: Row[] = [];
  return new Promise((resolve) => {
    parse<string[]>(text, {
      skipEmptyLines: "greedy",
      chunkSize: sliceLength,
      chunk({ data }, parser) {
        for (const row of data) rows.push(row);
        parser.pause();
        setTimeout(() => parser.resume(), 0);
      },
      complete: () => resolve(rows),
    });
  });
}

/** Null for what is no plain number: nothing is guessed about commas and dates. */
export function numberIn(text: string): number | null {
  const trimmed = text.trim();
  return /^[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(trimmed) ? Number(trimmed) : null;
}
