/**
 * Undoes what the library's writer (@eigenpal/docx-editor-core 1.9.0) does to parts that nobody edited:
 * it embeds every picture once more at each save, and it can leave the document's properties as no XML.
 */
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { type Bytes, equalBytes } from "../../../shared/bytes.ts";
import { isWellFormed } from "../well-formed.ts";

type Parts = Record<string, Uint8Array>;

interface PictureLink {
  /** The whole `<Relationship …/>` as written. */
  readonly xml: string;
  readonly id: string;
  readonly path: string;
}

const PROPERTIES = "docProps/core.xml";
const RELATIONSHIPS = /^(.*)_rels\/([^/]+)\.rels$/;
const RELATIONSHIP = /<Relationship\b[^>]*>/g;

const attribute = (xml: string, name: string): string =>
  new RegExp(`\\b${name}="([^"]*)"`).exec(xml)?.[1] ?? "";

function pictureLinks(parts: Parts, path: string, folder: string): PictureLink[] {
  const text = strFromU8(parts[path] ?? new Uint8Array());
  return [...text.matchAll(RELATIONSHIP)].flatMap(([xml]) => {
    const target = attribute(xml, "Target");
    const isPicture = /\/image$/.test(attribute(xml, "Type")) && attribute(xml, "TargetMode") !== "External";
    return isPicture
      ? [{ xml, id: attribute(xml, "Id"), path: target.startsWith("/") ? target.slice(1) : folder + target }]
      : [];
  });
}

const samePicture = (a: Uint8Array | undefined, b: Uint8Array | undefined): boolean =>
  a !== undefined && b !== undefined && equalBytes(a, b);

/** Points what was pointed at a second copy back at the picture that was there. True when something was changed. */
function relink(written: Parts, opened: Parts, path: string): boolean {
  const [, folder = "", owner = ""] = RELATIONSHIPS.exec(path) ?? [];
  const before = pictureLinks(opened, path, folder);
  let links = strFromU8(written[path] ?? new Uint8Array());
  let text = strFromU8(written[folder + owner] ?? new Uint8Array());
  let isChanged = false;
  for (const copy of pictureLinks(written, path, folder)) {
    if (before.some(({ id }) => id === copy.id)) continue;
    const original = before.find((link) => samePicture(opened[link.path], written[copy.path]));
    if (original === undefined) continue;
    text = text.replaceAll(`="${copy.id}"`, `="${original.id}"`);
    links = links.replace(copy.xml, "");
    isChanged = true;
  }
  if (!isChanged) return false;
  written[path] = strToU8(links);
  written[folder + owner] = strToU8(text);
  return true;
}

/** Leaves out the pictures that the writer added and that nothing points at any more. */
function dropOrphans(written: Parts, opened: Parts): void {
  const wanted = new Set<string>();
  for (const path of Object.keys(written)) {
    const folder = RELATIONSHIPS.exec(path)?.[1];
    if (folder !== undefined) for (const link of pictureLinks(written, path, folder)) wanted.add(link.path);
  }
  for (const path of Object.keys(written)) {
    if (/\/media\//.test(path) && !Object.hasOwn(opened, path) && !wanted.has(path)) delete written[path];
  }
}

function restorePictures(written: Parts, opened: Parts): boolean {
  const changed = Object.keys(opened).filter(
    (path) => RELATIONSHIPS.test(path) && relink(written, opened, path),
  );
  if (changed.length > 0) dropOrphans(written, opened);
  return changed.length > 0;
}

/** The writer puts the time of saving under prefixes that a document need not declare. */
function restoreProperties(written: Parts, opened: Parts): boolean {
  const spoilt = written[PROPERTIES];
  const original = opened[PROPERTIES];
  if (spoilt === undefined || original === undefined || isWellFormed(spoilt)) return false;
  written[PROPERTIES] = original;
  return true;
}

/** Gives back `written` with the pictures and properties of `opened` where they mean the same; itself when nothing was spoilt. */
export function restoreParts(written: Bytes, opened: Bytes): Bytes {
  const parts = unzipSync(written);
  const before = unzipSync(opened);
  const isChanged = [restorePictures(parts, before), restoreProperties(parts, before)].includes(true);
  return isChanged ? new Uint8Array(zipSync(parts)) : written;
}
