import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { createBlankDocument } from "../../extension/files/blank/blank-document.ts";

const EPOCH = new Date(1980, 0, 1);
const COLUMN_COUNT = 12;
const QUANTITY = 1;
const PRICE = 2;
const TOTAL = COLUMN_COUNT - 1;
const PLACES = ["Lisbon", "Turku", "Graz", "Leeds", "Split", "Ghent"];

const nameOf = (column: number): string => String.fromCharCode(65 + column);

/**
 * An .xlsx of so many rows and twelve columns: words, numbers, dates, and in the last column quantity times price, added up in
 * N1. The same number gives the same bytes.
 */
export function longSheet(rowCount: number): Uint8Array<ArrayBuffer> {
  const files = unzipSync(createBlankDocument("xlsx", { locale: "en-GB" }));
  const edit = (path: string, change: (xml: string) => string) => {
    files[path] = strToU8(change(strFromU8(files[path] ?? new Uint8Array())));
  };
  const rows = Array.from({ length: rowCount }, (_, index) => rowXml(index + 1, rowCount));
  edit("xl/worksheets/sheet1.xml", (xml) =>
    xml
      .replace("<sheetData/>", `<sheetData>${rows.join("")}</sheetData>`)
      .replace('ref="A1"', `ref="A1:N${rowCount}"`),
  );
  edit("xl/styles.xml", (xml) =>
    xml.replace(
      /<cellXfs count="1">(.*?)<\/cellXfs>/,
      `<cellXfs count="3">$1${[4, 14].map(formatXml).join("")}</cellXfs>`,
    ),
  );
  return new Uint8Array(zipSync(files, { mtime: EPOCH }));
}

const formatXml = (code: number): string =>
  `<xf numFmtId="${code}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>`;

function rowXml(row: number, rowCount: number): string {
  const cells = Array.from({ length: COLUMN_COUNT }, (_, column) => cellXml(row, column));
  const sum = row === 1 ? `<c r="N1" s="1"><f>SUM(L1:L${rowCount})</f></c>` : "";
  return `<row r="${row}">${cells.join("")}${sum}</row>`;
}

function cellXml(row: number, column: number): string {
  const name = `${nameOf(column)}${row}`;
  if (column === TOTAL)
    return `<c r="${name}" s="1"><f>${nameOf(QUANTITY)}${row}*${nameOf(PRICE)}${row}</f><v>${quantityOf(row) * priceOf(row)}</v></c>`;
  if (column === QUANTITY) return `<c r="${name}"><v>${quantityOf(row)}</v></c>`;
  if (column === PRICE) return `<c r="${name}" s="1"><v>${priceOf(row)}</v></c>`;
  if (column === 3) return `<c r="${name}" s="2"><v>${45_000 + (row % 700)}</v></c>`;
  if (column % 2 === 0)
    return `<c r="${name}" t="inlineStr"><is><t>${PLACES[(row * 7 + column) % PLACES.length]} ${row}</t></is></c>`;
  return `<c r="${name}"><v>${(row * 31 + column * 17) % 1000}</v></c>`;
}

const quantityOf = (row: number): number => (row * 13) % 90;
const priceOf = (row: number): number => ((row * 37) % 400) / 4;
