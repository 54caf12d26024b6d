import { strToU8, zipSync } from "fflate";
import type { Bytes } from "../../../shared/bytes.ts";

/** ZIP's own epoch, in local time because ZIP has no zone: the same fields, so the same bytes, everywhere. */
const EPOCH = new Date(1980, 0, 1);
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";

/** One part of a package: where it stands, what it is, what it holds, and the parts that it points to. */
export interface BlankPart {
  /** Without a leading slash: `word/document.xml`. */
  readonly path: string;
  readonly contentType: string;
  /** Without the XML declaration. */
  readonly xml: string;
  /** Relationship id -> last word of an officeDocument relationship type and the target, relative to this part. */
  readonly links?: Readonly<Record<string, readonly [type: string, target: string]>>;
}

/** Text as element content or in a double-quoted attribute; characters that XML 1.0 cannot hold are left out. */
export function xmlText(text: string): string {
  const allowed = text
    .toWellFormed()
    .replaceAll(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, "");
  return allowed
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

const relationships = (rows: readonly string[]): string =>
  `${XML}<Relationships xmlns="${RELATIONSHIPS}">${rows.join("")}</Relationships>`;

const relationship = (id: string, type: string, target: string): string =>
  `<Relationship Id="${id}" Type="${type}" Target="${target}"/>`;

function contentTypes(parts: readonly BlankPart[]): string {
  const overrides = parts.map(
    ({ path, contentType }) => `<Override PartName="/${path}" ContentType="${contentType}"/>`,
  );
  return (
    `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    `<Default Extension="xml" ContentType="application/xml"/>${overrides.join("")}</Types>`
  );
}

/** Title only: no author, program or time, which would tell about the machine. The prefixes stand ready for editors that add a date. */
const coreProperties = (title: string): BlankPart => ({
  path: "docProps/core.xml",
  contentType: "application/vnd.openxmlformats-package.core-properties+xml",
  xml:
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" ' +
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" ' +
    `xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${xmlText(title)}</dc:title></cp:coreProperties>`,
});

function linksFile({ path, links }: BlankPart): [path: string, xml: string] | null {
  if (links === undefined) return null;
  const rows = Object.entries(links).map(([id, [type, target]]) =>
    relationship(id, `${OFFICE}/${type}`, target),
  );
  return [path.replace(/[^/]+$/, "_rels/$&.rels"), relationships(rows)];
}

/**
 * Packs parts as an Open Packaging Conventions package (ECMA-376, part 2). The first part is the main one.
 * Deterministic: the same parts give the same bytes.
 */
export function packBlank(parts: readonly BlankPart[], title: string): Bytes {
  const all = [...parts, coreProperties(title)];
  const main = parts[0]?.path ?? "";
  const files: [path: string, xml: string][] = [
    ["[Content_Types].xml", contentTypes(all)],
    [
      "_rels/.rels",
      relationships([
        relationship("rId1", `${OFFICE}/officeDocument`, main),
        relationship("rId2", CORE, "docProps/core.xml"),
      ]),
    ],
  ];
  for (const part of all) {
    files.push([part.path, XML + part.xml]);
    const links = linksFile(part);
    if (links !== null) files.push(links);
  }
  const entries = files.map(([path, xml]) => [path, strToU8(xml)] as const);
  return new Uint8Array(zipSync(Object.fromEntries(entries), { mtime: EPOCH, level: 6 }));
}
