import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodeStateAsUpdate } from "yjs";
import type { Slide, SlideElement } from "../../../../extension/editors/pptx/slide.ts";
import {
  Editing,
  hasPresentations,
  presentation,
  twoPeople,
  whyWithout,
} from "../../../support/pptx-people.ts";

interface Step {
  readonly who: 0 | 1;
  readonly what:
    | "type"
    | "move"
    | "format"
    | "add"
    | "remove"
    | "newSlide"
    | "dropSlide"
    | "moveSlide"
    | "undo"
    | "meet";
  readonly a: number;
  readonly b: number;
  readonly word: string;
}

const steps = fc.array(
  fc.record<Step>({
    who: fc.constantFrom(0, 1),
    what: fc.constantFrom(
      ...([
        "type",
        "type",
        "move",
        "format",
        "add",
        "remove",
        "newSlide",
        "dropSlide",
        "moveSlide",
        "undo",
        "meet",
      ] as const),
    ),
    a: fc.nat(20),
    b: fc.nat(20),
    word: fc.constantFrom("and", "wörd", "😀", "x\ny", ""),
  }),
  { maxLength: 25 },
);

const withText = (element: SlideElement, at: number, word: string): SlideElement => {
  const text = [...(element.text ?? "")];
  const next = text.toSpliced(at % (text.length + 1), 1, word).join("");
  return { ...element, text: next, textSegments: [{ ...element.textSegments?.[0], text: next }] };
};

let made = 0;

function take(person: Editing, { what, a, b, word }: Step): void {
  const { slides } = person;
  const at = slides.length === 0 ? 0 : a % slides.length;
  const elements = slides[at]?.elements ?? [];
  const on = (make: (elements: readonly SlideElement[]) => readonly SlideElement[]): void =>
    person.change((all) =>
      all.map((slide, i) => (i === at ? { ...slide, elements: make(slide.elements) } : slide)),
    );
  const change = (make: (element: SlideElement) => SlideElement): void =>
    on((all) => all.map((each, i) => (i === b % all.length ? make(each) : each)));
  const id = `made-${made++}`;
  if (what === "undo") person.deck.undo();
  else if (what === "newSlide") {
    const slide: Slide = { id, elements: [] };
    person.change((all) => [
      ...all.slice(0, b % (all.length + 1)),
      slide,
      ...all.slice(b % (all.length + 1)),
    ]);
  } else if (what === "dropSlide" && slides.length > 1)
    person.change((all) => all.filter((_each, i) => i !== at));
  else if (what === "moveSlide" && slides.length > 1) {
    const [slide, others] = [slides[at]!, slides.filter((_each, i) => i !== at)];
    person.change(() => [...others.slice(0, b % slides.length), slide, ...others.slice(b % slides.length)]);
  } else if (what === "add")
    on((all) => [...all, { id, type: "text", x: a, y: b, text: word, textSegments: [{ text: word }] }]);
  else if (what === "remove") on((all) => all.filter((_each, i) => i !== b % all.length));
  else if (elements.length === 0) return;
  else if (what === "move") change((each) => ({ ...each, x: a, width: b }));
  else if (what === "type") change((each) => withText(each, a, word));
  else if (what === "format") {
    change((each) => ({
      ...each,
      textSegments: each.textSegments?.map((segment) => ({
        ...segment,
        style: { ...segment.style, bold: a % 2 === 0 },
      })),
    }));
  }
}

const shown = (slides: readonly Slide[]) =>
  slides.map(({ id, elements }) => ({
    id,
    elements: elements.map(({ id: element, x, width, text }) => ({ element, x, width, text })),
  }));

describe.skipIf(!hasPresentations)(`a presentation that two people change in any order${whyWithout}`, () => {
  it("is the same for both, and for whoever joins, once they have met", async () => {
    const { base, state } = await twoPeople(presentation("shp-shapes.pptx"));
    fc.assert(
      fc.property(steps, (script) => {
        const people = [new Editing(base, state), new Editing(base, state)] as const;
        const meet = (): void => people[0].meet(people[1]);
        for (const step of script) {
          if (step.what === "meet") meet();
          else take(people[step.who], step);
        }
        meet();
        expect(shown(people[0].slides)).toEqual(shown(people[1].slides));
        const joined = new Editing(base, encodeStateAsUpdate(people[0].doc));
        expect(shown(joined.slides)).toEqual(shown(people[0].slides));
      }),
      { seed: 20261123, numRuns: 60 },
    );
  }, 60_000);
});
