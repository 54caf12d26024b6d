/** What the merge has to know about presentations. Schema order: ISO 29500-1, 19.3 and 20.1. */
import type { FormatRules } from "./format-rules.ts";
import { attributeOf, type XmlElement } from "./xml-tree.ts";

const A = "{http://schemas.openxmlformats.org/drawingml/2006/main}";

const words = (list: string): readonly string[] => list.split(" ");
const FILLS = "noFill solidFill gradFill blipFill pattFill grpFill";

const ORDER: FormatRules["order"] = {
  spPr: words(`xfrm custGeom prstGeom ${FILLS} ln effectLst effectDag scene3d sp3d extLst`),
  grpSpPr: words(`xfrm ${FILLS} effectLst effectDag scene3d extLst`),
  pPr: words(
    "lnSpc spcBef spcAft buClrTx buClr buSzTx buSzPct buSzPts buFontTx buFont buNone buAutoNum buChar buBlip tabLst defRPr extLst",
  ),
  rPr: words(
    `ln ${FILLS} effectLst effectDag highlight uLnTx uLn uFillTx uFill latin ea cs sym hlinkClick hlinkMouseOver rtl extLst`,
  ),
  tcPr: words(`lnL lnR lnT lnB lnTlToBr lnBlToTr cell3D ${FILLS} headers extLst`),
  tblPr: words(`${FILLS} effectLst effectDag tableStyle tableStyleId extLst`),
  bodyPr: words("prstTxWarp noAutofit normAutofit spAutoFit scene3d sp3d flatTx extLst"),
  bgPr: words(`${FILLS} effectLst effectDag extLst`),
  xfrm: words("off ext chOff chExt"),
  ln: words("noFill solidFill gradFill pattFill prstDash custDash round bevel miter headEnd tailEnd extLst"),
  txBody: words("bodyPr lstStyle p"),
  sp: words("nvSpPr spPr style txBody extLst"),
  pic: words("nvPicPr blipFill spPr style extLst"),
  cxnSp: words("nvCxnSpPr spPr style extLst"),
  cSld: words("bg spTree custDataLst controls extLst"),
  sld: words("cSld clrMapOvr AlternateContent transition timing extLst"),
  tbl: words("tblPr tblGrid tr"),
  presentation: words(
    "sldMasterIdLst notesMasterIdLst handoutMasterIdLst sldIdLst sldSz notesSz smartTags embeddedFontLst custShowLst photoAlbum custDataLst kinsoku defaultTextStyle modifyVerifier extLst",
  ),
};
for (const name of ["endParaRPr", "defRPr"]) Object.assign(ORDER, { [name]: ORDER.rPr });

const SHAPE = /^(sp|pic|graphicFrame|cxnSp|grpSp|contentPart)$/;

function identityOf(element: XmlElement): string | null {
  if (/^(sldId|sldMasterId|sldLayoutId)$/.test(element.local)) return `slide ${attributeOf(element, "id")}`;
  if (!SHAPE.test(element.local)) return null;
  const shape = element.elements[0]?.elements.find(({ local }) => local === "cNvPr");
  return shape === undefined ? null : `${element.local} ${attributeOf(shape, "id")}`;
}

const VOLATILE = new Set(["dirty", "smtClean", "err"]);

export const pptxRules: FormatRules = {
  paragraph: {
    paragraph: `${A}p`,
    run: `${A}r`,
    runProperties: `${A}rPr`,
    texts: [`${A}t`],
    propertiesInFront: `${A}pPr`,
    propertiesBehind: `${A}endParaRPr`,
    asksForSpace: false,
  },
  isVolatile: (_, key) => VOLATILE.has(key),
  isIgnored: ({ local }) => /^(modified|lastModifiedBy|revision)$/.test(local),
  identityOf,
  sequences: new Set(words("p r tr tc gridCol").map((local) => A + local)),
  order: ORDER,
  switches: new Set(),
  ranges: {},
  atomName: (local) => local,
};
