import type { Node } from "prosemirror-model";
import type { EditorState } from "prosemirror-state";

export interface TextCount {
  readonly isSelection: boolean;
  readonly words: number;
  readonly characters: number;
}

const textOf = (node: Node, from: number, to: number): string => node.textBetween(from, to, "\n", " ");

function wordsOf(text: string): number {
  let words = 0;
  for (const { isWordLike } of new Intl.Segmenter(undefined, { granularity: "word" }).segment(text)) {
    if (isWordLike) words += 1;
  }
  return words;
}

/** Words and characters (without line ends) of the selection, of the whole text where nothing is selected. */
export function countText({ doc, selection }: EditorState): TextCount {
  const text = selection.empty ? textOf(doc, 0, doc.content.size) : textOf(doc, selection.from, selection.to);
  return {
    isSelection: !selection.empty,
    words: wordsOf(text),
    characters: [...text.replaceAll("\n", "")].length,
  };
}
