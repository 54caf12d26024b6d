import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { PNG } from "pngjs";
import { type BlankKind, createBlankDocument } from "../../extension/files/blank/blank-document.ts";
import { pdfOf } from "../../tests/support/viewed-files.ts";

/** Files that look like those of an office: what people see in the pictures. Nothing in them is anybody's. */

const paragraph = (text: string, style = "Normal"): string =>
  `<w:p><w:pPr><w:pStyle w:val="${style}"/></w:pPr><w:r><w:t>${text}</w:t></w:r></w:p>`;

const row = (texts: readonly string[], style: string): string =>
  `<w:tr>${texts.map((text) => `<w:tc><w:tcPr><w:tcW w:w="3000" w:type="dxa"/></w:tcPr><w:p><w:r>${style}<w:t>${text}</w:t></w:r></w:p></w:tc>`).join("")}</w:tr>`;

const table = ([head = [], ...rows]: readonly (readonly string[])[]): string =>
  '<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="9000" w:type="dxa"/></w:tblPr>' +
  `<w:tblGrid>${head.map(() => '<w:gridCol w:w="3000"/>').join("")}</w:tblGrid>` +
  `${row(head, "<w:rPr><w:b/></w:rPr>")}${rows.map((each) => row(each, "")).join("")}</w:tbl>`;

const TERMS = [
  paragraph("Heads of terms: purchase of Lindenhof GmbH", "Title"),
  paragraph("Draft of 22 November. For the board and its counsel only."),
  paragraph("1. Parties and price", "Heading1"),
  paragraph(
    "The buyer acquires all shares of Lindenhof GmbH, free of debt and of third-party rights. The price is paid in three instalments; the last one depends on the figures of the year after closing.",
  ),
  table([
    ["Instalment", "Due", "Share of the price"],
    ["First", "at signing", "40 %"],
    ["Second", "at closing", "45 %"],
    ["Third", "twelve months later", "15 %"],
  ]),
  paragraph("2. Warranties", "Heading1"),
  paragraph(
    "The sellers warrant the annual accounts, title to the shares, and that no claim is pending beyond those in annex C. Liability ends after thirty-six months and is limited to a third of the price.",
  ),
  paragraph("3. Confidentiality", "Heading1"),
  paragraph("Neither party speaks of the purchase before both have agreed to the same text."),
].join("");

const cell = (text: string, name: string, style: number): string => {
  if (text.startsWith("=")) return `<c r="${name}" s="${style}"><f>${text.slice(1)}</f></c>`;
  return Number.isNaN(Number(text))
    ? `<c r="${name}" s="${style}" t="inlineStr"><is><t>${text}</t></is></c>`
    : `<c r="${name}" s="${style}"><v>${text}</v></c>`;
};

const BUDGET = [
  ["What", "First half", "Second half", "Year"],
  ["Counsel", "42000", "18500", "=B2+C2"],
  ["Audit", "27000", "9000", "=B3+C3"],
  ["Valuation", "15400", "0", "=B4+C4"],
  ["Travel", "3200", "5100", "=B5+C5"],
  ["Together", "=SUM(B2:B5)", "=SUM(C2:C5)", "=SUM(D2:D5)"],
];

/** Bold in the first row and the last, thousands kept apart. */
const styleOf = (line: number): number => (line === 0 || line === BUDGET.length - 1 ? 1 : 2);

const SHEET =
  '<cols><col min="1" max="1" width="18" customWidth="1"/><col min="2" max="4" width="14" customWidth="1"/></cols><sheetData>' +
  BUDGET.map(
    (texts, line) =>
      `<row r="${line + 1}">${texts.map((text, at) => cell(text, `${"ABCD"[at]}${line + 1}`, styleOf(line))).join("")}</row>`,
  ).join("") +
  "</sheetData>";

const FONT =
  '<font><sz val="11"/><color theme="1"/><name val="Calibri"/><family val="2"/><scheme val="minor"/></font>';
const XF = '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>';
const numbers = (font: number): string =>
  `<xf numFmtId="3" fontId="${font}" fillId="0" borderId="0" xfId="0" applyFont="1" applyNumberFormat="1"/>`;

const text = (words: string): string => `<a:p><a:r><a:t>${words}</a:t></a:r></a:p>`;

/** The product's own blank document, with what these change in one of its parts. */
function filled(
  kind: BlankKind,
  changes: readonly (readonly [part: string, from: string | RegExp, to: string])[],
): Uint8Array {
  const parts = unzipSync(createBlankDocument(kind, { locale: "en-GB" }));
  for (const [path, from, to] of changes) {
    const before = strFromU8(parts[path] ?? new Uint8Array());
    const after = before.replace(from, to);
    if (after === before) throw new Error(`The blank ${kind} is another one: ${path}`);
    parts[path] = strToU8(after);
  }
  return zipSync(parts);
}

export const termsDocx = (): Uint8Array =>
  filled("docx", [["word/document.xml", /<w:p>.*?<\/w:p>(?=<w:sectPr>)/, TERMS]]);

export const budgetXlsx = (): Uint8Array =>
  filled("xlsx", [
    ["xl/worksheets/sheet1.xml", "<sheetData/>", SHEET],
    [
      "xl/styles.xml",
      /<fonts .*?<\/fonts>/,
      `<fonts count="2">${FONT}${FONT.replace("<font>", "<font><b/>")}</fonts>`,
    ],
    [
      "xl/styles.xml",
      /<cellXfs .*?<\/cellXfs>/,
      `<cellXfs count="3">${XF}${numbers(1)}${numbers(0)}</cellXfs>`,
    ],
  ]);

const EMPTY = /<a:p><a:endParaRPr\/><\/a:p>/;

export const planPptx = (): Uint8Array =>
  filled("pptx", [
    ["ppt/slides/slide1.xml", EMPTY, text("Lindenhof: the first hundred days")],
    ["ppt/slides/slide1.xml", EMPTY, text("For the board, 22 November")],
  ]);

export const letterPdf = (): Buffer =>
  pdfOf("Annex C: claims that are pending", "None beyond those named on the first page", "Signed");

/** Four rooms of a flat, each in a colour of its own. */
export function planPng(): Buffer {
  const png = new PNG({ width: 900, height: 600 });
  const shades = [232, 214, 196, 240];
  for (let at = 0; at < png.data.length / 4; at += 1) {
    const [x, y] = [at % png.width, Math.floor(at / png.width)];
    const isWall = x < 12 || y < 12 || x > 887 || y > 587 || Math.abs(x - 560) < 6 || Math.abs(y - 330) < 6;
    const shade = isWall ? 60 : (shades[(x > 560 ? 1 : 0) + (y > 330 ? 2 : 0)] ?? 255);
    png.data.set([shade, shade, isWall ? 70 : shade - 8, 255], at * 4);
  }
  return PNG.sync.write(png);
}

export const PRICES_CSV = [
  "Property;Town;Rent per month;Since",
  "Lindenhof 1;Basel;2 450;2019",
  "Lindenhof 3;Basel;2 380;2020",
  "Mühlweg 12;Lörrach;1 790;2016",
  "Am Tor 5;Weil am Rhein;2 010;2022",
].join("\n");

export const NOTES_MD = `# What is still open

1. The **warranties** in section 2: counsel answers by Friday.
2. The last instalment depends on the figures of the year *after* closing.

| who   | what            |
| ----- | --------------- |
| Alice | price, annex C  |
| Bob   | accounts of May |
`;
