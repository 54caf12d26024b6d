/** What the merge has to know about text documents. Schema order: ISO 29500-1, 17.2 to 17.9. */
import type { FormatRules } from "./format-rules.ts";
import { attributeOf, type XmlElement } from "./xml-tree.ts";

const W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}";
const W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}";

const words = (list: string): readonly string[] => list.split(" ");
const keys = (list: string, namespace = W): ReadonlySet<string> =>
  new Set(words(list).map((local) => namespace + local));

const BORDERS = words("top left start bottom right end insideH insideV tl2br tr2bl between bar");

const ORDER: FormatRules["order"] = {
  rPr: words(
    "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath",
  ),
  pPr: words(
    "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
  ),
  sectPr: words(
    "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings sectPrChange",
  ),
  tblPr: words(
    "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription tblPrChange",
  ),
  tcPr: words(
    "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark headers cellIns cellDel cellMerge tcPrChange",
  ),
  numPr: words("ilvl numId numberingChange ins"),
  pBdr: words("top left bottom right between bar"),
  tblBorders: BORDERS,
  tcBorders: BORDERS,
  tbl: words("tblPr tblGrid tr"),
  tr: words("tblPrEx trPr tc"),
  numbering: words("numPicBullet abstractNum num numIdMacAtCleanup"),
  styles: words("docDefaults latentStyles style"),
};

/** Names that Office gives out itself: the same thing keeps its name. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  style: ["styleId"],
  num: ["numId"],
  abstractNum: ["abstractNumId"],
  lvl: ["ilvl"],
  comment: ["id"],
  footnote: ["id"],
  endnote: ["id"],
  font: ["name"],
  headerReference: ["type"],
  footerReference: ["type"],
};

function identityOf(element: XmlElement): string | null {
  const names = element.key === `${W}p` || element.key === `${W}tr` ? ["paraId"] : NAMES[element.local];
  const name = names?.map((each) => attributeOf(element, each)).find((each) => each !== null);
  return name === undefined || name === null ? null : `${element.local} ${name.toUpperCase()}`;
}

const VOLATILE = new Set([
  ...keys("rsidR rsidRDefault rsidP rsidRPr rsidTr rsidSect rsidDel"),
  ...keys("paraId textId", W14),
]);
const VOLATILE_ANYWHERE = /}(anchorId|editId|paraId|paraIdParent|durableId)$/;

/** Marks of tracked changes are numbered through at each save. */
const CHANGE_MARK = /^(ins|del|moveFrom|moveTo|rPrChange|pPrChange|sectPrChange|tblPrChange|tcPrChange)$/;

export const docxRules: FormatRules = {
  paragraph: {
    paragraph: `${W}p`,
    run: `${W}r`,
    runProperties: `${W}rPr`,
    texts: [`${W}t`, `${W}delText`],
    propertiesInFront: `${W}pPr`,
    propertiesBehind: null,
    asksForSpace: true,
  },
  isVolatile: ({ local }, key) =>
    (key === `${W}id` && CHANGE_MARK.test(local)) ||
    VOLATILE.has(key) ||
    VOLATILE_ANYWHERE.test(key) ||
    (/^(docPr|cNvPr)$/.test(local) && (key === "id" || key === "name")),
  isIgnored: ({ local }) => /^(modified|lastModifiedBy|revision|lastRenderedPageBreak|proofErr)$/.test(local),
  identityOf,
  sequences: keys("p tr tbl tc r sdt bookmarkStart bookmarkEnd"),
  order: ORDER,
  switches: keys("b bCs i iCs caps smallCaps strike dstrike vanish"),
  ranges: {
    bookmarkStart: "bookmarkEnd",
    commentRangeStart: "commentRangeEnd",
    permStart: "permEnd",
    moveFromRangeStart: "moveFromRangeEnd",
    moveToRangeStart: "moveToRangeEnd",
  },
  atomName: (local) => (/^(drawing|pict|object|AlternateContent)$/.test(local) ? "picture" : local),
};
