import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { createBlankDocument } from "../../extension/files/blank/blank-document.ts";
import { grainyPicture } from "./grainy-picture.ts";

const EPOCH = new Date(1980, 0, 1);
const PICTURE_EVERY_SLIDES = 2;
const POINTS = 6;
const NAMESPACES =
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" ' +
  'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" ' +
  'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"';
const LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const SLIDE_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.slide+xml";

/** A .pptx of so many slides, each with a title and a list, every other one with a picture. The same number gives the same bytes. */
export function longDeck(slideCount: number): Uint8Array<ArrayBuffer> {
  const files = unzipSync(createBlankDocument("pptx", { locale: "en-GB" }));
  const edit = (path: string, change: (xml: string) => string) => {
    files[path] = strToU8(change(strFromU8(files[path] ?? new Uint8Array())));
  };
  const numbers = Array.from({ length: slideCount }, (_, index) => index + 1);
  const more = numbers.slice(1);
  const join = (make: (number: number) => string): string => more.map(make).join("");
  edit("ppt/presentation.xml", (xml) =>
    xml.replace(
      "</p:sldIdLst>",
      `${join((number) => `<p:sldId id="${256 + number}" r:id="slide${number}"/>`)}</p:sldIdLst>`,
    ),
  );
  edit("ppt/_rels/presentation.xml.rels", (xml) =>
    xml.replace(
      "</Relationships>",
      `${join((number) => linkXml(`slide${number}`, "slide", `slides/slide${number}.xml`))}</Relationships>`,
    ),
  );
  edit("[Content_Types].xml", (xml) =>
    xml
      .replace("<Override", '<Default Extension="png" ContentType="image/png"/><Override')
      .replace("</Types>", `${join(overrideXml)}</Types>`),
  );
  for (const number of numbers) {
    files[`ppt/slides/slide${number}.xml`] = strToU8(slideXml(number));
    files[`ppt/slides/_rels/slide${number}.xml.rels`] = strToU8(linksXml(number));
    if (hasPicture(number)) files[`ppt/media/picture${number}.png`] = grainyPicture(number);
  }
  return new Uint8Array(zipSync(files, { mtime: EPOCH }));
}

const hasPicture = (number: number): boolean => number % PICTURE_EVERY_SLIDES === 0;
const linkXml = (id: string, type: string, target: string): string =>
  `<Relationship Id="${id}" Type="${LINKS}/${type}" Target="${target}"/>`;
const overrideXml = (number: number): string =>
  `<Override PartName="/ppt/slides/slide${number}.xml" ContentType="${SLIDE_TYPE}"/>`;

const linksXml = (number: number): string =>
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' +
  linkXml("rId1", "slideLayout", "../slideLayouts/slideLayout2.xml") +
  (hasPicture(number) ? linkXml("rId2", "image", `../media/picture${number}.png`) : "") +
  "</Relationships>";

function slideXml(number: number): string {
  const points = Array.from({ length: POINTS }, (_, index) =>
    paragraph(`Point ${index + 1} of slide ${number}: what the room holds, and who reads it`),
  );
  return (
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<p:sld ${NAMESPACES}><p:cSld><p:spTree>` +
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>' +
    textXml(2, '<p:ph type="title"/>', "", paragraph(`Slide ${number}`)) +
    textXml(3, '<p:ph idx="1"/>', frameXml([838_200, 1_825_625, 6_000_000, 4_351_338]), points.join("")) +
    (hasPicture(number) ? pictureXml() : "") +
    "</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>"
  );
}

const paragraph = (text: string): string => `<a:p><a:r><a:rPr lang="en-GB"/><a:t>${text}</a:t></a:r></a:p>`;
const frameXml = ([x, y, width, height]: readonly [number, number, number, number]): string =>
  `<a:xfrm><a:off x="${x}" y="${y}"/><a:ext cx="${width}" cy="${height}"/></a:xfrm>`;

const textXml = (id: number, place: string, frame: string, paragraphs: string): string =>
  `<p:sp><p:nvSpPr><p:cNvPr id="${id}" name="Text ${id}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>${place}</p:nvPr></p:nvSpPr>` +
  `<p:spPr>${frame}</p:spPr><p:txBody><a:bodyPr/><a:lstStyle/>${paragraphs}</p:txBody></p:sp>`;

const pictureXml = (): string =>
  '<p:pic><p:nvPicPr><p:cNvPr id="4" name="Picture 4" descr="Coloured slopes"/><p:cNvPicPr/><p:nvPr/></p:nvPicPr>' +
  '<p:blipFill><a:blip r:embed="rId2"/><a:stretch><a:fillRect/></a:stretch></p:blipFill>' +
  `<p:spPr>${frameXml([7_200_000, 2_200_000, 4_200_000, 2_362_500])}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>`;
