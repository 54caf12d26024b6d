import { type BlankPart, xmlText } from "./blank-package.ts";
import { blankTheme } from "./blank-theme.ts";
import type { Page } from "./page.ts";

const MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml";
const INK = "1F3A34";

interface ParagraphStyle {
  readonly id: string;
  readonly name: string;
  readonly paragraph?: string;
  readonly run?: string;
  readonly next?: string;
}

const outline = (level: number, before: number): string =>
  `<w:keepNext/><w:keepLines/><w:spacing w:before="${before}" w:after="80"/><w:outlineLvl w:val="${level}"/>`;
/** Sizes are half points. */
const ink = (size: number, extra = ""): string =>
  `${extra}<w:color w:val="${INK}"/><w:sz w:val="${size}"/><w:szCs w:val="${size}"/>`;

// biome-ignore format: one row a line
const STYLES: readonly ParagraphStyle[] = [
  { id: "Heading1", name: "heading 1", next: "Normal", paragraph: outline(0, 360), run: ink(32, "<w:b/><w:bCs/>") },
  { id: "Heading2", name: "heading 2", next: "Normal", paragraph: outline(1, 280), run: ink(26, "<w:b/><w:bCs/>") },
  { id: "Heading3", name: "heading 3", next: "Normal", paragraph: outline(2, 240), run: ink(24, "<w:b/><w:bCs/>") },
  { id: "Heading4", name: "heading 4", next: "Normal", paragraph: outline(3, 200), run: ink(22, "<w:b/><w:bCs/>") },
  { id: "Heading5", name: "heading 5", next: "Normal", paragraph: outline(4, 200), run: ink(22, "<w:i/><w:iCs/>") },
  { id: "Heading6", name: "heading 6", next: "Normal", paragraph: outline(5, 200), run: ink(22) },
  { id: "Title", name: "Title", next: "Normal", paragraph: '<w:spacing w:after="120" w:line="240" w:lineRule="auto"/>', run: ink(52, "<w:b/><w:bCs/>") },
  { id: "Subtitle", name: "Subtitle", next: "Normal", paragraph: '<w:spacing w:after="240"/>', run: '<w:color w:val="5A6B66"/><w:sz w:val="28"/><w:szCs w:val="28"/>' },
  { id: "Quote", name: "Quote", next: "Normal", paragraph: '<w:spacing w:before="160"/><w:ind w:left="720" w:right="720"/>', run: '<w:i/><w:iCs/><w:color w:val="404040"/>' },
  { id: "ListParagraph", name: "List Paragraph", paragraph: '<w:contextualSpacing/>' },
  { id: "Header", name: "header", paragraph: '<w:spacing w:after="0" w:line="240" w:lineRule="auto"/>' },
  { id: "Footer", name: "footer", paragraph: '<w:spacing w:after="0" w:line="240" w:lineRule="auto"/>' },
];

const paragraphStyle = ({ id, name, paragraph = "", run = "", next }: ParagraphStyle): string =>
  `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/><w:basedOn w:val="Normal"/>` +
  `${next === undefined ? "" : `<w:next w:val="${next}"/>`}<w:qFormat/><w:pPr>${paragraph}</w:pPr><w:rPr>${run}</w:rPr></w:style>`;

const border = (side: string): string => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>`;
const BASE_STYLES =
  '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>' +
  '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/></w:style>' +
  '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/><w:rPr><w:color w:val="0B5CAD"/><w:u w:val="single"/></w:rPr></w:style>' +
  '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>' +
  '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>' +
  '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/><w:tblPr>' +
  `<w:tblBorders>${["top", "left", "bottom", "right", "insideH", "insideV"].map(border).join("")}</w:tblBorders></w:tblPr></w:style>`;

const styles = (page: Page): string =>
  `<w:styles xmlns:w="${MAIN}"><w:docDefaults><w:rPrDefault><w:rPr>` +
  '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="Calibri" w:cs="Calibri"/><w:sz w:val="22"/><w:szCs w:val="22"/>' +
  `<w:lang w:val="${xmlText(page.language)}" w:eastAsia="${xmlText(page.language)}" w:bidi="${xmlText(page.language)}"/></w:rPr></w:rPrDefault>` +
  `<w:pPrDefault><w:pPr>${page.isRightToLeft ? "<w:bidi/>" : ""}<w:spacing w:after="160" w:line="259" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>` +
  `${BASE_STYLES}${STYLES.map(paragraphStyle).join("")}</w:styles>`;

const level = (index: number, format: string, text: string): string =>
  `<w:lvl w:ilvl="${index}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/><w:lvlJc w:val="left"/>` +
  `<w:pPr><w:ind w:left="${720 * (index + 1)}" w:hanging="360"/></w:pPr></w:lvl>`;
const LEVELS = [0, 1, 2, 3, 4, 5, 6, 7, 8] as const;
const BULLETS = ["\u2022", "\u25e6", "\u25aa"] as const;
const NUMBERS = ["decimal", "lowerLetter", "lowerRoman"] as const;

/** List 1 has bullets and list 2 numbers: the two that the editor's buttons use. */
const numbering =
  `<w:numbering xmlns:w="${MAIN}">` +
  `<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="hybridMultilevel"/>${LEVELS.map((i) => level(i, "bullet", BULLETS[i % 3] ?? "")).join("")}</w:abstractNum>` +
  `<w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="hybridMultilevel"/>${LEVELS.map((i) => level(i, NUMBERS[i % 3] ?? "", `%${i + 1}.`)).join("")}</w:abstractNum>` +
  '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>';

const settings =
  `<w:settings xmlns:w="${MAIN}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/>` +
  '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>' +
  "</w:settings>";

/** The paragraph names its style although it need not: from that the editor's toolbar tells font and size. */
const document = (page: Page): string =>
  `<w:document xmlns:w="${MAIN}" xmlns:r="${RELS}"><w:body><w:p><w:pPr><w:pStyle w:val="Normal"/></w:pPr></w:p><w:sectPr>` +
  `<w:pgSz w:w="${page.widthTwips}" w:h="${page.heightTwips}"/>` +
  '<w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="708" w:footer="708" w:gutter="0"/>' +
  `${page.isRightToLeft ? "<w:bidi/>" : ""}</w:sectPr></w:body></w:document>`;

/** The parts of an empty text document: Calibri 11, headings, lists, one empty paragraph. The main part comes first. */
export const blankDocx = (page: Page): BlankPart[] => [
  {
    path: "word/document.xml",
    contentType: `${TYPE}.document.main+xml`,
    xml: document(page),
    links: {
      rId1: ["styles", "styles.xml"],
      rId2: ["numbering", "numbering.xml"],
      rId3: ["settings", "settings.xml"],
      rId4: ["theme", "theme/theme1.xml"],
    },
  },
  { path: "word/styles.xml", contentType: `${TYPE}.styles+xml`, xml: styles(page) },
  { path: "word/numbering.xml", contentType: `${TYPE}.numbering+xml`, xml: numbering },
  { path: "word/settings.xml", contentType: `${TYPE}.settings+xml`, xml: settings },
  blankTheme("word/theme/theme1.xml"),
];
