import { type BlankPart, xmlText } from "./blank-package.ts";
import { blankTheme } from "./blank-theme.ts";
import type { Page } from "./page.ts";

const NAMESPACES =
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" ' +
  'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" ' +
  'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"';
const TYPE = "application/vnd.openxmlformats-officedocument.presentationml";

/** 16:9, in EMU (914 400 to the inch). */
const SLIDE = { width: 12_192_000, height: 6_858_000 } as const;
const GROUP =
  '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>' +
  '<p:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>';

interface Placeholder {
  readonly id: number;
  readonly name: string;
  readonly type: string;
  /** x, y, width, height in EMU; inherited from the layout when left out. */
  readonly box?: readonly [x: number, y: number, width: number, height: number];
  readonly anchor?: "b" | "t" | "ctr";
  readonly size?: number;
}

// biome-ignore format: one row a line
const MASTER: readonly Placeholder[] = [
  { id: 2, name: "Title", type: 'type="title"', box: [838200, 365125, 10515600, 1325563], anchor: "ctr" },
  { id: 3, name: "Text", type: 'type="body" idx="1"', box: [838200, 1825625, 10515600, 4351338] },
];
// biome-ignore format: one row a line
const TITLE_LAYOUT: readonly Placeholder[] = [
  { id: 2, name: "Title", type: 'type="ctrTitle"', box: [1524000, 1122363, 9144000, 2387600], anchor: "b", size: 6000 },
  { id: 3, name: "Subtitle", type: 'type="subTitle" idx="1"', box: [1524000, 3602038, 9144000, 1655762], size: 2400 },
];
const CONTENT_LAYOUT: readonly Placeholder[] = [
  { id: 2, name: "Title", type: 'type="title"' },
  { id: 3, name: "Content", type: 'idx="1"' },
];
const TITLE_SLIDE: readonly Placeholder[] = TITLE_LAYOUT.map(({ id, name, type }) => ({ id, name, type }));

const frame = (box: Placeholder["box"]): string =>
  box === undefined
    ? ""
    : `<a:xfrm><a:off x="${box[0]}" y="${box[1]}"/><a:ext cx="${box[2]}" cy="${box[3]}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>`;

const listStyle = (size: number | undefined): string =>
  size === undefined
    ? "<a:lstStyle/>"
    : `<a:lstStyle><a:lvl1pPr marL="0" indent="0" algn="ctr"><a:buNone/><a:defRPr sz="${size}"/></a:lvl1pPr></a:lstStyle>`;

const shape = ({ id, name, type, box, anchor, size }: Placeholder): string =>
  `<p:sp><p:nvSpPr><p:cNvPr id="${id}" name="${name} ${id - 1}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph ${type}/></p:nvPr></p:nvSpPr>` +
  `<p:spPr>${frame(box)}</p:spPr><p:txBody><a:bodyPr${anchor === undefined ? "" : ` anchor="${anchor}"`}><a:normAutofit/></a:bodyPr>` +
  `${listStyle(size)}<a:p><a:endParaRPr/></a:p></p:txBody></p:sp>`;

const tree = (shapes: readonly Placeholder[]): string =>
  `<p:spTree>${GROUP}${shapes.map(shape).join("")}</p:spTree>`;

const bodyLevel = (index: number): string =>
  `<a:lvl${index + 1}pPr marL="${228600 + 457200 * index}" indent="-228600"><a:spcBef><a:spcPts val="${index === 0 ? 1000 : 500}"/></a:spcBef>` +
  `<a:buFont typeface="Arial"/><a:buChar char="\u2022"/><a:defRPr sz="${[2800, 2400, 2000, 1800, 1800][index]}">` +
  '<a:solidFill><a:schemeClr val="tx1"/></a:solidFill><a:latin typeface="+mn-lt"/></a:defRPr>' +
  `</a:lvl${index + 1}pPr>`;

const master =
  `<p:sldMaster ${NAMESPACES}><p:cSld><p:bg><p:bgPr><a:solidFill><a:schemeClr val="bg1"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>${tree(MASTER)}</p:cSld>` +
  '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>' +
  '<p:sldLayoutIdLst><p:sldLayoutId id="2147483649" r:id="rId1"/><p:sldLayoutId id="2147483650" r:id="rId2"/></p:sldLayoutIdLst>' +
  '<p:txStyles><p:titleStyle><a:lvl1pPr><a:buNone/><a:defRPr sz="4400"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill><a:latin typeface="+mj-lt"/></a:defRPr></a:lvl1pPr></p:titleStyle>' +
  `<p:bodyStyle>${[0, 1, 2, 3, 4].map(bodyLevel).join("")}</p:bodyStyle><p:otherStyle><a:defPPr/></p:otherStyle></p:txStyles></p:sldMaster>`;

const layout = (name: string, type: string, shapes: readonly Placeholder[]): string =>
  `<p:sldLayout ${NAMESPACES} type="${type}" preserve="1"><p:cSld name="${name}">${tree(shapes)}</p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>`;

const slide = `<p:sld ${NAMESPACES}><p:cSld>${tree(TITLE_SLIDE)}</p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>`;

const presentation = (page: Page): string =>
  `<p:presentation ${NAMESPACES}${page.isRightToLeft ? ' rtl="1"' : ""}><p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst>` +
  `<p:sldIdLst><p:sldId id="256" r:id="rId2"/></p:sldIdLst><p:sldSz cx="${SLIDE.width}" cy="${SLIDE.height}"/><p:notesSz cx="${SLIDE.height}" cy="9144000"/>` +
  `<p:defaultTextStyle><a:defPPr><a:defRPr lang="${xmlText(page.language)}"/></a:defPPr></p:defaultTextStyle></p:presentation>`;

/** The parts of a presentation with one empty title slide and two layouts. The main part comes first. */
export const blankPptx = (page: Page): BlankPart[] => [
  {
    path: "ppt/presentation.xml",
    contentType: `${TYPE}.presentation.main+xml`,
    xml: presentation(page),
    links: {
      rId1: ["slideMaster", "slideMasters/slideMaster1.xml"],
      rId2: ["slide", "slides/slide1.xml"],
      rId3: ["theme", "theme/theme1.xml"],
    },
  },
  {
    path: "ppt/slideMasters/slideMaster1.xml",
    contentType: `${TYPE}.slideMaster+xml`,
    xml: master,
    links: {
      rId1: ["slideLayout", "../slideLayouts/slideLayout1.xml"],
      rId2: ["slideLayout", "../slideLayouts/slideLayout2.xml"],
      rId3: ["theme", "../theme/theme1.xml"],
    },
  },
  ...[layout("Title Slide", "title", TITLE_LAYOUT), layout("Title and Content", "obj", CONTENT_LAYOUT)].map(
    (xml, i): BlankPart => ({
      path: `ppt/slideLayouts/slideLayout${i + 1}.xml`,
      contentType: `${TYPE}.slideLayout+xml`,
      xml,
      links: { rId1: ["slideMaster", "../slideMasters/slideMaster1.xml"] },
    }),
  ),
  {
    path: "ppt/slides/slide1.xml",
    contentType: `${TYPE}.slide+xml`,
    xml: slide,
    links: { rId1: ["slideLayout", "../slideLayouts/slideLayout1.xml"] },
  },
  blankTheme("ppt/theme/theme1.xml"),
];
