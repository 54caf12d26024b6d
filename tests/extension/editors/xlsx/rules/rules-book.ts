import type { Plain } from "../../../../../shared/bytes.ts";
import { bookBytes, type Cells } from "../books.ts";

const TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles";
/** Two looks: red behind the text, and bold. */
const STYLES =
  '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dxfs count="2"><dxf><fill><patternFill><bgColor rgb="FFFF0000"/></patternFill></fill></dxf><dxf><font><b/></font></dxf></dxfs></styleSheet>';

/** A sheet "Data" with these cells and rules (`cfRule` elements by their `sqref`), and a sheet "Other". */
export function rulesBook(cells: Cells, rules: Readonly<Record<string, string>>): Plain {
  const lists = Object.entries(rules).map(
    ([sqref, rule]) => `<conditionalFormatting sqref="${sqref}">${rule}</conditionalFormatting>`,
  );
  return bookBytes(
    { Data: cells, Other: { A1: 3 } },
    {
      behind: { Data: lists.join("") },
      parts: {
        "xl/styles.xml": STYLES,
        "xl/_rels/workbook.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${TYPE.replace("styles", "worksheet")}" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${TYPE.replace("styles", "worksheet")}" Target="worksheets/sheet2.xml"/><Relationship Id="rId3" Type="${TYPE}" Target="styles.xml"/></Relationships>`,
      },
    },
  );
}

export const rule = (type: string, attributes = "", inner = ""): string =>
  `<cfRule type="${type}" dxfId="0" priority="1" ${attributes}>${inner}</cfRule>`;

export const formula = (text: string): string => `<formula>${text}</formula>`;
