import type { Plain } from "../../../../shared/bytes.ts";
import { bookBytes } from "./books.ts";

const RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships";
const DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const DRAWING = "http://schemas.openxmlformats.org/drawingml/2006";

const points = (values: readonly (string | number)[]): string =>
  values.map((each, i) => `<c:pt idx="${i}"><c:v>${each}</c:v></c:pt>`).join("");

const series = (name: string, values: readonly number[]): string =>
  `<c:ser><c:tx><c:strRef><c:strCache>${points([name])}</c:strCache></c:strRef></c:tx><c:cat><c:strRef><c:strCache>${points(["May", "June", "July"])}</c:strCache></c:strRef></c:cat><c:val><c:numRef><c:f>Data!$A$1:$A$3</c:f><c:numCache>${points(values)}</c:numCache></c:numRef></c:val></c:ser>`;

const chartXml = (kind: string, more = ""): string =>
  `<c:chartSpace xmlns:c="${DRAWING}/chart" xmlns:a="${DRAWING}/main"><c:chart><c:title><c:tx><c:rich><a:p><a:r><a:t>A ${kind}</a:t></a:r></a:p></c:rich></c:tx></c:title><c:plotArea><c:${kind}>${more}${series("Rent", [3, 4, 5])}${series("Food", [2, 1, 4])}</c:${kind}></c:plotArea></c:chart></c:chartSpace>`;

const relationship = (id: string, type: string, target: string): string =>
  `<Relationship Id="${id}" Type="${DOCUMENT}/${type}" Target="${target}"/>`;

const corner = (tag: string, column: number, row: number): string =>
  `<xdr:${tag}><xdr:col>${column}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>${row}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:${tag}>`;

const anchor = (at: number): string =>
  `<xdr:twoCellAnchor>${corner("from", (at % 3) * 4 + 1, Math.floor(at / 3) * 10 + 3)}${corner("to", (at % 3) * 4 + 5, Math.floor(at / 3) * 10 + 12)}<xdr:graphicFrame><a:graphic><a:graphicData><c:chart r:id="rId${at + 1}"/></a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor>`;

export const KINDS = ["barChart", "lineChart", "pieChart", "scatterChart", "areaChart", "radarChart"];

/** A sheet with a chart of each kind, the first at B4; `change` is what mallory does to its parts. */
export function chartedBook(change: (xml: string, part: string) => string = (xml) => xml): Plain {
  const parts: Record<string, string> = {
    "xl/worksheets/_rels/sheet1.xml.rels": `<Relationships xmlns="${RELATIONSHIPS}">${relationship("rId1", "drawing", "../drawings/drawing1.xml")}</Relationships>`,
    "xl/drawings/drawing1.xml": `<xdr:wsDr xmlns:xdr="${DRAWING}/spreadsheetDrawing" xmlns:a="${DRAWING}/main" xmlns:c="${DRAWING}/chart" xmlns:r="${DOCUMENT}">${KINDS.map((_, i) => anchor(i)).join("")}</xdr:wsDr>`,
    "xl/drawings/_rels/drawing1.xml.rels": `<Relationships xmlns="${RELATIONSHIPS}">${KINDS.map((_, i) => relationship(`rId${i + 1}`, "chart", `../charts/chart${i + 1}.xml`)).join("")}</Relationships>`,
  };
  KINDS.forEach((kind, i) => {
    parts[`xl/charts/chart${i + 1}.xml`] = chartXml(kind, kind === "barChart" ? '<c:barDir val="col"/>' : "");
  });
  for (const [part, xml] of Object.entries(parts)) parts[part] = change(xml, part);
  return bookBytes({ Data: { A1: 3, A2: 4, A3: 5 } }, { behind: { Data: '<drawing r:id="rId1"/>' }, parts });
}
