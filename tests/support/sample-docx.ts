import { zipSync } from "fflate";

/** A document with what editors lose: a table of contents, a link, a picture, header, footer, a comment, a suggestion. */

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml";
const PIXEL =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

const text = (words: string, format = ""): string =>
  `<w:r>${format && `<w:rPr>${format}</w:rPr>`}<w:t xml:space="preserve">${words}</w:t></w:r>`;
const paragraph = (...runs: string[]): string => `<w:p>${runs.join("")}</w:p>`;
const mark = (type: string): string => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`;
const field = (instruction: string, shown: string): string =>
  `${mark("begin")}<w:r><w:instrText xml:space="preserve"> ${instruction} </w:instrText></w:r>${mark("separate")}${text(shown)}${mark("end")}`;

const PICTURE = `<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0"><wp:extent cx="952500" cy="952500"/><wp:docPr id="1" name="Seal"/><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr><pic:cNvPr id="1" name="seal.png"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rId5"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="952500" cy="952500"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`;

const BODY = [
  paragraph(field('TOC \\o "1-3" \\h', "Contents: Rent, page 1")),
  paragraph(text("The contract between Alice and Bob.")),
  paragraph(
    '<w:commentRangeStart w:id="0"/>',
    text("The rent is 900.", "<w:b/>"),
    '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>',
  ),
  paragraph(
    text("See "),
    `<w:hyperlink r:id="rId6">${text("the law")}</w:hyperlink>`,
    text(" on page "),
    field("PAGEREF law", "3"),
  ),
  paragraph(
    text("Paid "),
    `<w:ins w:id="7" w:author="Carol" w:date="2026-01-02T03:04:05Z">${text("monthly")}</w:ins>`,
    text("."),
  ),
  paragraph(PICTURE),
  paragraph(text("The end.")),
];

const SECTION =
  '<w:sectPr><w:headerReference w:type="default" r:id="rId3"/><w:footerReference w:type="default" r:id="rId4"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="708" w:footer="708" w:gutter="0"/></w:sectPr>';

const relationship = (id: string, type: string, target: string, mode = ""): string =>
  `<Relationship Id="${id}" Type="${TYPE}/${type}" Target="${target}"${mode && ` TargetMode="${mode}"`}/>`;
const relationships = (...rows: string[]): string =>
  `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${rows.join("")}</Relationships>`;
const override = (part: string, type: string): string =>
  `<Override PartName="/word/${part}.xml" ContentType="${WORD}.${type}+xml"/>`;

const PARTS: Readonly<Record<string, string>> = {
  "[Content_Types].xml": `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>${override("document", "document.main")}${override("header1", "header")}${override("footer1", "footer")}${override("comments", "comments")}</Types>`,
  "_rels/.rels": relationships(relationship("rId1", "officeDocument", "word/document.xml")),
  "word/_rels/document.xml.rels": relationships(
    relationship("rId2", "comments", "comments.xml"),
    relationship("rId3", "header", "header1.xml"),
    relationship("rId4", "footer", "footer1.xml"),
    relationship("rId5", "image", "media/seal.png"),
    relationship("rId6", "hyperlink", "https://law.example/", "External"),
  ),
  "word/document.xml": `${XML}<w:document ${W} ${R}><w:body>${BODY.join("")}${SECTION}</w:body></w:document>`,
  "word/header1.xml": `${XML}<w:hdr ${W}>${paragraph(text("Between us"))}</w:hdr>`,
  "word/footer1.xml": `${XML}<w:ftr ${W}>${paragraph(text("Page "), field("PAGE", "1"))}</w:ftr>`,
  "word/comments.xml": `${XML}<w:comments ${W}><w:comment w:id="0" w:author="Carol" w:date="2026-01-02T03:04:05Z" w:initials="C">${paragraph(text("Is it enough?"))}</w:comment></w:comments>`,
};

export function sampleDocx(): Uint8Array {
  const parts = Object.entries(PARTS).map(([path, xml]) => [path, Buffer.from(xml)] as const);
  return zipSync({
    ...Object.fromEntries(parts),
    "word/media/seal.png": Buffer.from(PIXEL, "base64"),
  });
}
