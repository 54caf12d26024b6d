/**
 * Whether what people wrote is in the bytes that are saved: asked of the editor's own text, so that a fault of the library's
 * writer is found as well as one of the merge.
 */
import { strFromU8, unzipSync } from "fflate";
import type { Node } from "prosemirror-model";
import type { Bytes } from "../../../shared/bytes.ts";
import { unescapeXml } from "../package/xml-text.ts";

const TEXT_PART = /^word\/(document\d*|header\d*|footer\d*)\.xml$/;
const PARAGRAPH_BOUND = /<\/?(?:\w+:)?p(?=[\s>/])[^>]*>/;
const TEXT = /<(?:\w+:)?(?:t|delText)(?:\s[^>]*)?>([^<]*)</g;
const SHOWN_CHARACTERS_MAX = 80;

/** Text between two things that are no text: a field's words are not the editor's to write. */
function piecesOf(paragraph: Node): string[] {
  const pieces = [""];
  paragraph.forEach((child) => {
    if (child.isText) pieces.push(`${pieces.pop() ?? ""}${child.text}`);
    else pieces.push("");
  });
  return pieces.filter((piece) => piece.trim() !== "");
}

function allPieces(documents: Iterable<Node>): Set<string> {
  const pieces = new Set<string>();
  for (const document of documents) {
    document.descendants((node) => {
      if (node.isTextblock) for (const piece of piecesOf(node)) pieces.add(piece);
    });
  }
  return pieces;
}

function paragraphsIn(bytes: Bytes): string[] {
  const parts = unzipSync(bytes, { filter: ({ name }) => TEXT_PART.test(name) });
  return Object.values(parts).flatMap((part) =>
    strFromU8(part)
      .split(PARAGRAPH_BOUND)
      .map((xml) => [...xml.matchAll(TEXT)].map(([, text = ""]) => unescapeXml(text)).join("")),
  );
}

/** The texts that `now` has and `before` had not, and that stand in no paragraph of `saved`. */
export function missingText(before: Iterable<Node>, now: Iterable<Node>, saved: Bytes): string[] {
  const known = allPieces(before);
  const written = [...allPieces(now)].filter((piece) => !known.has(piece));
  if (written.length === 0) return [];
  const paragraphs = paragraphsIn(saved);
  return written
    .filter((piece) => !paragraphs.some((paragraph) => paragraph.includes(piece)))
    .map((piece) => piece.slice(0, SHOWN_CHARACTERS_MAX));
}
