import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { createBlankDocument } from "../../extension/files/blank/blank-document.ts";
import { grainyPicture } from "./grainy-picture.ts";

const IMAGE_EVERY_PAGES = 2;
const IMAGE = { widthEmu: 4_572_000, heightEmu: 2_571_750 };
const EPOCH = new Date(1980, 0, 1);
const WORDS = "the room holds what its members wrote and nobody else can read a single line of it".split(" ");
const NAMESPACES =
  'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" ' +
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"';
const IMAGE_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image";

/** A .docx of so many pages with headings, text, tables and pictures. The same number gives the same bytes. */
export function longDocument(pageCount: number): Uint8Array<ArrayBuffer> {
  const files = unzipSync(createBlankDocument("docx", { locale: "en-GB" }));
  const edit = (path: string, change: (xml: string) => string) => {
    files[path] = strToU8(change(strFromU8(files[path] ?? new Uint8Array())));
  };
  const pages = Array.from({ length: pageCount }, (_, page) => pageXml(page));
  const pictures = pages.flatMap((_, page) => (hasPicture(page) ? [page] : []));
  edit("word/document.xml", (xml) =>
    xml.replace("<w:document ", `<w:document ${NAMESPACES} `).replace(/<w:p>.*<\/w:p>/, pages.join("")),
  );
  edit("word/_rels/document.xml.rels", (xml) =>
    xml.replace("</Relationships>", `${pictures.map(linkXml).join("")}</Relationships>`),
  );
  edit("[Content_Types].xml", (xml) =>
    xml.replace("<Override", '<Default Extension="png" ContentType="image/png"/><Override'),
  );
  for (const page of pictures) files[`word/media/picture${page}.png`] = grainyPicture(page);
  return new Uint8Array(zipSync(files, { mtime: EPOCH }));
}

const hasPicture = (page: number): boolean => page % IMAGE_EVERY_PAGES === 0;
const linkXml = (page: number): string =>
  `<Relationship Id="picture${page}" Type="${IMAGE_LINK}" Target="media/picture${page}.png"/>`;

const pageXml = (page: number): string =>
  [
    paragraph(`Chapter ${page + 1}`, `<w:pStyle w:val="Heading1"/>${page > 0 ? "<w:pageBreakBefore/>" : ""}`),
    ...[0, 1, 2].map((index) => paragraph(sentence(page * 7 + index, 60))),
    paragraph(`What chapter ${page + 1} counts`, '<w:pStyle w:val="Heading2"/>'),
    hasPicture(page) ? pictureXml(page) : tableXml(page),
    paragraph(sentence(page * 11, 40)),
  ].join("");

const paragraph = (text: string, properties = ""): string =>
  `<w:p><w:pPr>${properties}</w:pPr><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;

const sentence = (seed: number, length: number): string =>
  `${Array.from({ length }, (_, index) => WORDS[(seed + index * (1 + (seed % 5))) % WORDS.length]).join(" ")}.`;

function tableXml(page: number): string {
  const cell = (text: string) =>
    `<w:tc><w:tcPr><w:tcW w:w="2250" w:type="dxa"/></w:tcPr>${paragraph(text)}</w:tc>`;
  const row = (index: number) =>
    `<w:tr>${[0, 1, 2, 3].map((column) => cell(`${page + 1}.${index}.${column}`)).join("")}</w:tr>`;
  return (
    '<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="9000" w:type="dxa"/></w:tblPr>' +
    `<w:tblGrid>${'<w:gridCol w:w="2250"/>'.repeat(4)}</w:tblGrid>${[0, 1, 2, 3, 4, 5].map(row).join("")}</w:tbl>`
  );
}

const pictureXml = (page: number): string =>
  `<w:p><w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="${IMAGE.widthEmu}" cy="${IMAGE.heightEmu}"/>` +
  `<wp:docPr id="${page + 1}" name="Picture ${page + 1}"/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">` +
  `<pic:pic><pic:nvPicPr><pic:cNvPr id="${page + 1}" name="picture${page}.png"/><pic:cNvPicPr/></pic:nvPicPr>` +
  `<pic:blipFill><a:blip r:embed="picture${page}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>` +
  `<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="${IMAGE.widthEmu}" cy="${IMAGE.heightEmu}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>` +
  "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>";
