import type { BlankPart } from "./blank-package.ts";
import { blankTheme } from "./blank-theme.ts";
import type { Page } from "./page.ts";

const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml";
/** ECMA-376, 18.3.1.63: 1 is Letter, 9 is A4. */
const PAPER_CODE = { Letter: 1, A4: 9 } as const;

const workbook =
  `<workbook xmlns="${MAIN}" xmlns:r="${RELS}"><bookViews><workbookView/></bookViews>` +
  '<sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>';

/** The second fill is reserved for gray125 by the format, used or not. */
const styles =
  `<styleSheet xmlns="${MAIN}">` +
  '<fonts count="1"><font><sz val="11"/><color theme="1"/><name val="Calibri"/><family val="2"/><scheme val="minor"/></font></fonts>' +
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
  '<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>' +
  '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>';

const sheet = (page: Page): string =>
  `<worksheet xmlns="${MAIN}"><dimension ref="A1"/>` +
  `<sheetViews><sheetView ${page.isRightToLeft ? 'rightToLeft="1" ' : ""}tabSelected="1" workbookViewId="0"/></sheetViews>` +
  '<sheetFormatPr defaultRowHeight="15"/><sheetData/>' +
  '<pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>' +
  `<pageSetup paperSize="${PAPER_CODE[page.paper]}"/></worksheet>`;

/** The parts of an empty workbook with one sheet. The main part comes first. */
export const blankXlsx = (page: Page): BlankPart[] => [
  {
    path: "xl/workbook.xml",
    contentType: `${TYPE}.sheet.main+xml`,
    xml: workbook,
    links: {
      rId1: ["worksheet", "worksheets/sheet1.xml"],
      rId2: ["styles", "styles.xml"],
      rId3: ["theme", "theme/theme1.xml"],
    },
  },
  { path: "xl/worksheets/sheet1.xml", contentType: `${TYPE}.worksheet+xml`, xml: sheet(page) },
  { path: "xl/styles.xml", contentType: `${TYPE}.styles+xml`, xml: styles },
  blankTheme("xl/theme/theme1.xml"),
];
