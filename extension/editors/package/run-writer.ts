/** Markup of runs, from pieces of text and objects with their format. */
import type { MergeContext } from "./merge-context.ts";
import { prefixOf } from "./transplant.ts";
import { escapeText } from "./xml-text.ts";
import type { XmlElement } from "./xml-tree.ts";

/** Something in a run: characters, or an object as markup. */
export type RunItem =
  | { readonly kind: "text"; readonly text: string; readonly local: string }
  | { readonly kind: "markup"; readonly markup: string };

/** Neighbouring items of one format, or markup that stands between runs. */
export type Piece =
  | { readonly kind: "run"; readonly properties: string; readonly items: readonly RunItem[] }
  | { readonly kind: "between"; readonly markup: string };

const NEEDS_SPACE = /^\s|\s$|\s\s/;

function writeText(context: MergeContext, prefix: string, local: string, text: string): string {
  const name = prefix === "" ? local : `${prefix}:${local}`;
  const space = context.rules.paragraph.asksForSpace && NEEDS_SPACE.test(text) ? ' xml:space="preserve"' : "";
  return `<${name}${space}>${escapeText(text)}</${name}>`;
}

/** Neighbouring texts of one kind become one element. */
function writeItems(context: MergeContext, prefix: string, items: readonly RunItem[]): string {
  const written: string[] = [];
  for (let from = 0; from < items.length; ) {
    const first = items[from++];
    if (first === undefined) break;
    if (first.kind === "markup") {
      written.push(first.markup);
      continue;
    }
    let text = first.text;
    for (let next = items[from]; next?.kind === "text" && next.local === first.local; next = items[++from])
      text += next.text;
    written.push(writeText(context, prefix, first.local, text));
  }
  return written.join("");
}

/** Joins neighbours of the same format. */
function joinPieces(pieces: readonly Piece[]): Piece[] {
  const joined: Piece[] = [];
  let last: { properties: string; items: RunItem[] } | null = null;
  for (const piece of pieces) {
    if (piece.kind === "run" && last?.properties === piece.properties) last.items.push(...piece.items);
    else if (piece.kind === "run") {
      last = { properties: piece.properties, items: [...piece.items] };
      joined.push({ kind: "run", ...last });
    } else {
      last = null;
      joined.push(piece);
    }
  }
  return joined;
}

/** Runs whose tags are `<name …>` as in `open`. */
export function writePieces(
  context: MergeContext,
  pieces: readonly Piece[],
  run: { readonly name: string; readonly open: string },
): string {
  const prefix = prefixOf(run.name);
  const written = joinPieces(pieces).map((piece) =>
    piece.kind === "between"
      ? piece.markup
      : `${run.open}${piece.properties}${writeItems(context, prefix, piece.items)}</${run.name}>`,
  );
  return written.join("");
}

/** The tags that new pieces of an old run get: those that it has. */
export function tagsOf(run: XmlElement): { name: string; open: string } {
  const open = run.document.source.slice(run.start, run.openEnd);
  return { name: run.name, open: run.isSelfClosing ? open.replace(/\s*\/>$/, ">") : open };
}

/** The tags of a run that is new in this paragraph. */
export function newTags(context: MergeContext, paragraph: XmlElement): { name: string; open: string } {
  const prefix = prefixOf(paragraph.name);
  const local = context.rules.paragraph.run.replace(/^.*}/, "");
  const name = prefix === "" ? local : `${prefix}:${local}`;
  return { name, open: `<${name}>` };
}
