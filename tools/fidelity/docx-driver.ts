/** Text documents: changed as ProseMirror transactions, written and merged as the editor does it. */
import type { Mark, Node } from "prosemirror-model";
import { EditorState, type Transaction } from "prosemirror-state";
import { type ReadDocx, readDocx } from "../../extension/editors/docx/read-docx.ts";
import { writeDocx } from "../../extension/editors/docx/write-docx.ts";
import { mergePackages } from "../../extension/editors/package/merge-packages.ts";
import { asPlain, type Plain } from "../../shared/bytes.ts";
import { type Driver, type OpenFile, pick, type Random, type Saved } from "./driver.ts";

interface Block {
  readonly node: Node;
  readonly at: number;
  readonly isTop: boolean;
}

function blocksOf(document: Node): Block[] {
  const blocks: Block[] = [];
  document.descendants((node, at, parent) => {
    if (node.isTextblock) blocks.push({ node, at, isTop: parent === document });
    return !node.isTextblock;
  });
  return blocks;
}

/** Beginning and end, in the document, of one word of a paragraph. */
function wordIn({ node, at }: Block, random: Random): readonly [number, number] | null {
  const words: [number, number][] = [];
  node.descendants((child, offset) => {
    const text = child.isText ? (child.text ?? "") : "";
    for (const { index, 0: word } of text.matchAll(/\p{L}+/gu)) {
      const from = at + 1 + offset + index;
      words.push([from, from + word.length]);
    }
  });
  return pick(words, random) ?? null;
}

type Edit = (state: EditorState, random: Random) => Transaction | null;

const written = (state: EditorState): Block[] =>
  blocksOf(state.doc).filter(({ node }) => /\p{L}/u.test(node.textContent));

function atWord(state: EditorState, random: Random, change: (from: number, to: number) => Transaction) {
  const block = pick(written(state), random);
  const word = block === undefined ? null : wordIn(block, random);
  return word === null ? null : change(...word);
}

function toggled(name: string): Edit {
  return (state, random) => {
    const type = state.schema.marks[name];
    if (type === undefined) return null;
    return atWord(state, random, (from, to) =>
      state.doc.rangeHasMark(from, to, type)
        ? state.tr.removeMark(from, to, type)
        : state.tr.addMark(from, to, type.create()),
    );
  };
}

/** The paragraph as Enter makes it: alike, but with no id of its own yet. */
function splitAt(state: EditorState, from: number): Transaction {
  const { parent } = state.doc.resolve(from);
  return state.tr.split(from, 1, [
    { type: parent.type, attrs: { ...parent.attrs, paraId: null, textId: null, bookmarks: null } },
  ]);
}

/** A copy of a table's row below it, with a word in each of its paragraphs. */
function addRow(state: EditorState, random: Random): Transaction | null {
  const rows: { node: Node; at: number }[] = [];
  state.doc.descendants((node, at) => {
    if (node.type.name === "tableRow") rows.push({ node, at });
    return true;
  });
  const row = pick(rows, random);
  return row === undefined ? null : state.tr.insert(row.at + row.node.nodeSize, row.node);
}

const tops = (state: EditorState): Block[] => blocksOf(state.doc).filter(({ isTop }) => isTop);

const EDITS: Readonly<Record<string, Edit>> = {
  insert: (state, random) => atWord(state, random, (from) => state.tr.insertText("lorem & <ipsum> ", from)),
  type: (state, random) => {
    const block = pick(blocksOf(state.doc), random);
    return block === undefined ? null : state.tr.insertText(" dolor ", block.at + block.node.nodeSize - 1);
  },
  delete: (state, random) => atWord(state, random, (from, to) => state.tr.delete(from, to)),
  replace: (state, random) => atWord(state, random, (from, to) => state.tr.insertText("sit", from, to)),
  bold: toggled("bold"),
  italic: toggled("italic"),
  split: (state, random) => atWord(state, random, (from) => splitAt(state, from)),
  join: (state, random) => {
    const all = tops(state);
    const follows = ({ at, node }: Block): boolean => all.some((other) => other.at === at + node.nodeSize);
    const block = pick(all.filter(follows), random);
    return block === undefined ? null : state.tr.join(block.at + block.node.nodeSize);
  },
  move: (state, random) => {
    const [from, to] = [pick(tops(state), random), pick(tops(state), random)];
    if (from === undefined || to === undefined || from.at === to.at) return null;
    const moved = state.tr.delete(from.at, from.at + from.node.nodeSize);
    return moved.insert(moved.mapping.map(to.at), from.node);
  },
  remove: (state, random) => {
    const all = tops(state);
    const block = all.length < 2 ? undefined : pick(all, random);
    return block === undefined ? null : state.tr.delete(block.at, block.at + block.node.nodeSize);
  },
  row: addRow,
};

const SEEN_MARKS = /^(bold|italic|underline|strike|hyperlink|insertion|deletion)$/;

const markNames = (marks: readonly Mark[]): string =>
  marks
    .map(({ type }) => type.name)
    .filter((name) => SEEN_MARKS.test(name))
    .sort()
    .join("+");

function seenBlock(node: Node): string {
  const pieces: { marks: string; text: string }[] = [];
  node.descendants((child) => {
    if (!child.isLeaf) return true;
    const [text, marks] = [
      child.isText ? (child.text ?? "") : `<${child.type.name}>`,
      markNames(child.marks),
    ];
    const last = pieces.at(-1);
    if (last?.marks === marks) last.text += text;
    else pieces.push({ marks, text });
    return false;
  });
  // The library drops a paragraph's only text when it is blank.
  if (pieces.every(({ text }) => text.trim() === "")) return "";
  return pieces.map(({ marks, text }) => (marks === "" ? text : `{${marks} ${text}}`)).join("");
}

class OpenDocument implements OpenFile {
  readonly #original: Plain;
  readonly #read: ReadDocx;
  readonly #before: Plain;
  #state: EditorState;

  constructor(original: Plain, read: ReadDocx, before: Plain) {
    this.#original = original;
    this.#read = read;
    this.#before = before;
    this.#state = EditorState.create({ doc: read.body });
  }

  edit(name: string, random: Random): boolean {
    const transaction = EDITS[name]?.(this.#state, random) ?? null;
    if (transaction === null || !transaction.docChanged) return false;
    this.#state = this.#state.apply(transaction);
    return true;
  }

  async save(): Promise<Saved> {
    const after = await writeDocx({ ...this.#read, body: this.#state.doc }, this.#original);
    const { bytes, report } = mergePackages({
      original: this.#original,
      before: this.#before,
      after: asPlain(after),
      kind: "docx",
    });
    const { fallbacks, hazards, unplaced } = report;
    return { bytes, byLibrary: after, fallbacks: fallbacks.length, hazards: hazards.length, unplaced };
  }

  seen(): string[] {
    return blocksOf(this.#state.doc).map(({ node }) => seenBlock(node));
  }
}

export const docxDriver: Driver = {
  kind: "docx",
  edits: Object.keys(EDITS),
  changes: (edit) => ({
    parts: /^word\/document\d*\.xml$/,
    paragraphs: edit === "join" ? 2 : 1,
    others: 0,
  }),
  open: async (bytes) => {
    const read = await readDocx(bytes);
    return new OpenDocument(bytes, read, asPlain(await writeDocx(read, bytes)));
  },
};
