import { strToU8, zipSync } from "fflate";
import * as Y from "yjs";
import { cellName, parseArea, parseCell } from "../../../../extension/editors/xlsx/formula/references.ts";
import { openModel } from "../../../../extension/editors/xlsx/model/open-model.ts";
import type { WorkbookModel } from "../../../../extension/editors/xlsx/model/workbook-model.ts";
import { readWorkbook } from "../../../../extension/editors/xlsx/package/read-workbook.ts";
import type { CellValue } from "../../../../extension/editors/xlsx/package/workbook.ts";
import { asPlain, type Plain } from "../../../../shared/bytes.ts";

/** Cells by name: a text with "=" in front is a formula. */
export type Cells = Readonly<Record<string, string | number | boolean>>;
export type Book = Readonly<Record<string, Cells>>;

const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships";
const TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml";
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

function cellXml(name: string, value: string | number | boolean): string {
  if (typeof value === "number") return `<c r="${name}"><v>${value}</v></c>`;
  if (typeof value === "boolean") return `<c r="${name}" t="b"><v>${value ? 1 : 0}</v></c>`;
  if (value.startsWith("=")) return `<c r="${name}"><f>${escaped(value.slice(1))}</f></c>`;
  return `<c r="${name}" t="inlineStr"><is><t>${escaped(value)}</t></is></c>`;
}

function sheetXml(cells: Cells, behind: string): string {
  const rows = new Map<number, string[]>();
  const entries = Object.entries(cells).map(([name, value]) => ({ name, value, at: parseCell(name)! }));
  entries.sort((a, b) => a.at.row - b.at.row || a.at.column - b.at.column);
  for (const { name, value, at } of entries)
    rows.set(at.row, [...(rows.get(at.row) ?? []), cellXml(name, value)]);
  const data = [...rows].map(([row, each]) => `<row r="${row + 1}">${each.join("")}</row>`).join("");
  return `${HEAD}<worksheet xmlns="${MAIN}" xmlns:r="${DOCUMENT}"><sheetData>${data}</sheetData>${behind}</worksheet>`;
}

export interface BookExtras {
  /** Markup behind `sheetData`, by sheet. */
  readonly behind?: Readonly<Record<string, string>>;
  /** Markup behind `sheets`. */
  readonly names?: string;
  readonly parts?: Readonly<Record<string, string>>;
}

/** A small workbook's package. */
export function bookBytes(book: Book, { behind = {}, names = "", parts = {} }: BookExtras = {}): Plain {
  const sheets = Object.keys(book);
  const files: Record<string, string> = {
    "[Content_Types].xml": `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPES}.sheet.main+xml"/>${sheets.map((_, i) => `<Override PartName="/xl/worksheets/sheet${i + 1}.xml" ContentType="${TYPES}.worksheet+xml"/>`).join("")}</Types>`,
    "_rels/.rels": `${HEAD}<Relationships xmlns="${RELATIONSHIPS}"><Relationship Id="rId1" Type="${DOCUMENT}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    "xl/workbook.xml": `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${DOCUMENT}"><sheets>${sheets.map((name, i) => `<sheet name="${escaped(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`).join("")}</sheets>${names}</workbook>`,
    "xl/_rels/workbook.xml.rels": `${HEAD}<Relationships xmlns="${RELATIONSHIPS}">${sheets.map((_, i) => `<Relationship Id="rId${i + 1}" Type="${DOCUMENT}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`).join("")}</Relationships>`,
    ...Object.fromEntries(
      sheets.map((name, i) => [
        `xl/worksheets/sheet${i + 1}.xml`,
        sheetXml(book[name] ?? {}, behind[name] ?? ""),
      ]),
    ),
    ...parts,
  };
  const packed = Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)]));
  return asPlain(new Uint8Array(zipSync(packed)));
}

/** One person's model of a book, by sheet names and cell names. */
export class Hand {
  readonly model: WorkbookModel;
  readonly doc: Y.Doc;

  constructor(bytes: Plain, clientId: number) {
    this.doc = new Y.Doc();
    this.doc.clientID = clientId;
    this.model = openModel(this.doc, readWorkbook(bytes));
  }

  id(sheet: string): string {
    return this.model.sheets().find(({ name }) => name === sheet)!.id;
  }

  put(sheet: string, cell: string, value: CellValue): void {
    const isFormula = typeof value === "string" && value.startsWith("=");
    this.model.setCell(this.id(sheet), parseCell(cell)!, isFormula ? { formula: String(value) } : { value });
  }

  style(sheet: string, area: string, style: Parameters<WorkbookModel["setStyle"]>[2]): void {
    this.model.setStyle(this.id(sheet), parseArea(area)!, style);
  }

  /** Everything that can be seen, by names. */
  view(): Record<string, Record<string, unknown>> {
    return Object.fromEntries(this.model.sheets().map(({ id, name }) => [name, this.#cells(id)]));
  }

  #cells(sheet: string): Record<string, unknown> {
    const shown: Record<string, unknown> = {};
    for (const { row, column, value, formula, style } of this.model.cells(sheet)) {
      const name = cellName({ row, column });
      const content = formula === undefined ? value : `=${formula}`;
      if (content !== null && content !== "") shown[name] = content;
      if (style.isBold) shown[`${name} bold`] = true;
    }
    for (const area of this.model.merges(sheet)) shown[`merge ${JSON.stringify(area)}`] = true;
    return shown;
  }
}

/** What one has and the other has not, in one direction. */
export const send = (from: Hand, to: Hand): void =>
  Y.applyUpdate(to.doc, Y.encodeStateAsUpdate(from.doc, Y.encodeStateVector(to.doc)), "remote");

export function exchange(...hands: readonly Hand[]): void {
  for (let round = 0; round < 2; round++)
    for (const from of hands) for (const to of hands) if (from !== to) send(from, to);
}

/** Both send before they hear of the other, as they do who write at the same moment. */
export function crosswise(alice: Hand, bob: Hand): void {
  const sent = [alice, bob].map(({ doc }) => Y.encodeStateAsUpdate(doc));
  const [hers = new Uint8Array(), his = new Uint8Array()] = sent;
  Y.applyUpdate(bob.doc, hers, "remote");
  Y.applyUpdate(alice.doc, his, "remote");
}
