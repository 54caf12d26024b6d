import { describe, expect, it } from "vitest";
import {
  applyUpdate,
  Doc,
  encodeStateAsUpdate,
  Array as SharedArray,
  Map as SharedMap,
  type Text,
} from "yjs";
import { REMOTE } from "../../../../extension/editors/adapter.ts";
import type { Slide } from "../../../../extension/editors/pptx/slide.ts";
import { Editing, presentation, twoPeople } from "../../../support/pptx-people.ts";

const FILE = presentation("ph-populated-placeholders.pptx");

const opened = twoPeople(FILE);

interface Target {
  readonly doc: Doc;
  readonly slide: string;
  readonly element: string;
}

const fields = ({ doc }: Target): SharedMap<unknown> => doc.getMap("fields");
const textOf = ({ doc, slide, element }: Target): Text =>
  doc.getMap("texts").get(`${slide}\n${element}`) as Text;

/** What one who may write can put into the shared state. */
const HOSTILE: readonly [string, (target: Target) => void][] = [
  ["a slide's field that does not parse", (t) => fields(t).set(`s\n${t.slide}\nname`, "x")],
  ["a slide's field that is no text", (t) => fields(t).set(`s\n${t.slide}\nname`, 5)],
  ["an element's field that does not parse", (t) => fields(t).set(`e\n${t.slide}\n${t.element}\nx`, "{")],
  ["a field that is a map", (t) => fields(t).set(`e\n${t.slide}\n${t.element}\nx`, new SharedMap())],
  ["a place of text", (t) => fields(t).set(`e\n${t.slide}\n${t.element}\nx`, '"far"')],
  ["an element that is a number", (t) => fields(t).set(`e\n${t.slide}\n${t.element}\n`, "5")],
  ["an element without anything", (t) => fields(t).set(`e\n${t.slide}\n${t.element}\n`, "")],
  ["an element without a kind", (t) => fields(t).set(`e\n${t.slide}\n${t.element}\ntype`, "")],
  ["an element of another's id", (t) => fields(t).set(`e\n${t.slide}\n${t.element}\nid`, '"other"')],
  ["a text of a number", (t) => fields(t).set(`e\n${t.slide}\n${t.element}\ntext`, "5")],
  ["runs of null", (t) => fields(t).set(`e\n${t.slide}\n${t.element}\ntextSegments`, "[null]")],
  ["a slide that is a number", (t) => fields(t).set(`s\n${t.slide}\n`, "5")],
  ["a slide of another's id", (t) => fields(t).set(`s\n${t.slide}\nid`, "[]")],
  ["a very deep field", (t) => fields(t).set(`s\n${t.slide}\n${"a\t".repeat(100_000)}a`, "1")],
  ["a value of many levels", (t) => fields(t).set(`s\n${t.slide}\na`, "[".repeat(1e5) + "]".repeat(1e5))],
  ["a field without a name", (t) => fields(t).set("", "x")],
  [
    "a new slide that is none",
    (t) => {
      fields(t).set("s\nmade\n", "x");
      t.doc.getArray<unknown>("order").push(["made", 5, null, {}]);
    },
  ],
  [
    "a new element that is none",
    (t) => {
      fields(t).set(`e\n${t.slide}\nmade\n`, "null");
      (t.doc.getMap("orders").get(t.slide) as SharedArray<unknown>).push(["made", 5, null, {}]);
    },
  ],
  ["an order that is text", (t) => t.doc.getMap<unknown>("orders").set("elsewhere", "x")],
  ["a text that is a number", (t) => t.doc.getMap<unknown>("texts").set(`${t.slide}\n${t.element}`, 5)],
  ["a text that is a list", (t) => t.doc.getMap<unknown>("texts").set("a\nb", new SharedArray())],
  ["formatting that does not parse", (t) => textOf(t).format(0, 2, { "style.bold": "x" })],
  ["formatting that is no text", (t) => textOf(t).format(0, 2, { "style.bold": 5, bulletInfo: {} })],
  ["a bullet that is null", (t) => textOf(t).format(0, 2, { bulletInfo: "null" })],
  ["a bullet that does not parse", (t) => textOf(t).format(0, 2, { bulletInfo: "x" })],
];

const said = (slides: readonly Slide[]): unknown =>
  slides.map(({ id, elements }) => [
    id,
    elements.map(({ id: own, type, text, x, y }) => [own, type, text, x, y]),
  ]);

async function scene(hostile: (target: Target) => void) {
  const { base, state } = await opened;
  const slide = base.find(({ elements }) => elements.some(({ text }) => (text ?? "").length > 2))!;
  const element = slide.elements.find(({ text }) => (text ?? "").length > 2)!;
  const doc = new Doc();
  applyUpdate(doc, state);
  const mallory = { doc, slide: slide.id, element: element.id };
  hostile(mallory);
  const at = base.indexOf(slide);
  const other = base.findIndex(({ elements }, i) => i !== at && elements.length > 0);
  return { base, state, mallory, other };
}

describe("what mallory writes into a presentation by hand", () => {
  it.each(HOSTILE)("does not keep bob from opening it: %s", async (_, hostile) => {
    const { base, mallory } = await scene(hostile);
    expect(said(new Editing(base, encodeStateAsUpdate(mallory.doc)).slides)).toEqual(said(base));
  });

  it.each(HOSTILE)("does not keep alice's changes from bob: %s", async (_, hostile) => {
    const { base, state, mallory, other } = await scene(hostile);
    const [alice, bob] = [new Editing(base, state), new Editing(base, state)];
    for (const { doc } of [alice, bob]) applyUpdate(doc, encodeStateAsUpdate(mallory.doc), REMOTE);
    expect(said(bob.slides)).toEqual(said(base));
    alice.changeElement(other, 0, (each) => ({ ...each, x: 123 }));
    alice.meet(bob);
    expect(bob.slides[other]!.elements[0]).toMatchObject({ x: 123 });
    const { slide, element } = mallory;
    bob.deck.startTyping(slide, element, "");
    bob.deck.typed("typed");
    bob.deck.endTyping();
    expect(said(alice.slides)).not.toEqual([]);
  });
});
