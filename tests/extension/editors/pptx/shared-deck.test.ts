import { describe, expect, it } from "vitest";
import type { Slide, SlideElement } from "../../../../extension/editors/pptx/slide.ts";
import {
  Editing,
  hasPresentations,
  presentation,
  twoPeople,
  whyWithout,
} from "../../../support/pptx-people.ts";

const retyped = (element: SlideElement, text: string): SlideElement => ({
  ...element,
  text,
  textSegments: [{ ...element.textSegments?.[0], text }],
});

const firstText = (slides: readonly Slide[]): { at: number; element: number } => {
  const at = slides.findIndex(({ elements }) => elements.some(({ text }) => (text ?? "").length > 2));
  const element = slides[at]!.elements.findIndex(({ text }) => (text ?? "").length > 2);
  return { at, element };
};

/** What people see and what is saved, without what follows from the place or is only kept by the library. */
const shown = (slides: readonly Slide[]) =>
  slides.map(({ isDirty: _dirty, slideNumber: _number, ...slide }) => JSON.parse(JSON.stringify(slide)));

const same = (alice: Editing, bob: Editing): void => expect(shown(alice.slides)).toEqual(shown(bob.slides));

describe.skipIf(!hasPresentations)(`a presentation that two people change${whyWithout}`, () => {
  const file = () => presentation("ph-populated-placeholders.pptx");

  it("is the file's own when nobody changed anything", async () => {
    const { base, alice } = await twoPeople(file());
    expect(shown(alice.slides)).toEqual(shown(base));
    expect(alice.deck.revision).toBe(0);
  });

  it("keeps what both typed into one text at the same time", async () => {
    const { alice, bob, meet } = await twoPeople(file());
    const { at, element } = firstText(alice.slides);
    const text = alice.slides[at]!.elements[element]!.text ?? "";
    alice.changeElement(at, element, (each) => retyped(each, `Alice ${text}`));
    bob.changeElement(at, element, (each) => retyped(each, `${text} Bob`));
    meet();
    expect(alice.slides[at]!.elements[element]!.text).toBe(`Alice ${text} Bob`);
    same(alice, bob);
  });

  it("keeps one's place and the other's size of one shape", async () => {
    const { alice, bob, meet } = await twoPeople(file());
    const { at, element } = firstText(alice.slides);
    alice.changeElement(at, element, (each) => ({ ...each, x: 11, y: 12 }));
    bob.changeElement(at, element, (each) => ({ ...each, width: 300 }));
    meet();
    expect(bob.slides[at]!.elements[element]).toMatchObject({ x: 11, y: 12, width: 300 });
    same(alice, bob);
  });

  it("keeps a slide that one added beside the slide that the other deleted", async () => {
    const { alice, bob, meet } = await twoPeople(file());
    const added: Slide = { id: "slide-new", elements: [], slideNumber: 2 };
    alice.change((slides) => [slides[0]!, added, ...slides.slice(1)]);
    bob.change((slides) => slides.slice(1));
    meet();
    expect(alice.slides.map(({ id }) => id).slice(0, 2)).toEqual(["slide-new", "ppt/slides/slide2.xml"]);
    same(alice, bob);
  });

  it("keeps changes on a slide that somebody else moves meanwhile", async () => {
    const { alice, bob, meet } = await twoPeople(file());
    alice.change(([first, ...others]) => [...others, first!]);
    const { at, element } = firstText(bob.slides);
    bob.changeElement(at, element, (each) => retyped(each, "Bob was here"));
    meet();
    expect(JSON.stringify(shown(alice.slides))).toContain("Bob was here");
    same(alice, bob);
  });

  it("shows new elements, their order and their pictures to the other", async () => {
    const { alice, bob, meet } = await twoPeople(file());
    const picture: SlideElement = {
      id: "el-1",
      type: "image",
      x: 1,
      y: 2,
      width: 3,
      height: 4,
      imageData: "data:,",
    };
    alice.change(([first, ...others]) => [{ ...first!, elements: [picture, ...first!.elements] }, ...others]);
    meet();
    expect(bob.slides[0]!.elements[0]).toEqual(picture);
    same(alice, bob);
  });

  it("takes back only one's own", async () => {
    const { alice, bob, meet, base } = await twoPeople(file());
    const { at, element } = firstText(alice.slides);
    alice.changeElement(at, element, (each) => ({ ...each, x: 77 }));
    meet();
    bob.changeElement(at, element, (each) => ({ ...each, y: 88 }));
    meet();
    alice.deck.undo();
    meet();
    expect(bob.slides[at]!.elements[element]).toMatchObject({ x: base[at]!.elements[element]!.x, y: 88 });
    alice.deck.redo();
    expect(alice.slides[at]!.elements[element]).toMatchObject({ x: 77, y: 88 });
    expect(bob.deck.canUndo).toBe(true);
  });

  /** Alice has a text open and has added a mark to it. */
  async function aliceTypes() {
    const { alice, bob, meet } = await twoPeople(file());
    const { at, element } = firstText(alice.slides);
    const slide = alice.slides[at]!;
    const text = slide.elements[element]!.text ?? "";
    alice.deck.startTyping(slide.id, slide.elements[element]!.id, text);
    alice.deck.typed(`${text}!`);
    return { alice, bob, meet, slide, at, element, text };
  }

  it("shares each letter while it is typed, and keeps it whichever way the field is left", async () => {
    const { alice, bob, meet, at, element, text } = await aliceTypes();
    meet();
    expect(bob.slides[at]!.elements[element]!.text).toBe(`${text}!`);
    expect(alice.slides[at]!.elements[element]!.text).toBe(text);
    bob.changeElement(at, element, (each) => retyped(each, `¿${text}!`));
    meet();
    alice.deck.typed(`${text}!?`);
    alice.deck.endTyping();
    meet();
    expect(alice.slides[at]!.elements[element]!.text).toBe(`¿${text}!?`);
    same(alice, bob);
  });

  it("is saved with what bob typed into the text that alice has open, also before she sees it", async () => {
    const { alice, bob, meet, slide, at, element, text } = await aliceTypes();
    bob.changeElement(at, element, (each) => retyped(each, `¿${text}`));
    meet();
    expect(alice.slides[at]!.elements[element]!.text).toBe(text);
    expect(alice.deck.written[at]!.elements[element]!.text).toBe(`¿${text}!`);
    expect(alice.deck.written[at]!.elements).toHaveLength(slide.elements.length);
  });

  it("brings what bob types into the field that alice has open, and takes it for nobody's typing", async () => {
    const { alice, bob, meet } = await twoPeople(file());
    const { at, element } = firstText(alice.slides);
    const slide = alice.slides[at]!;
    const text = slide.elements[element]!.text ?? "";
    let field = text;
    alice.deck.putIntoField = ({ at: place, removed, inserted }) => {
      field = field.slice(0, place) + inserted + field.slice(place + removed);
      return field;
    };
    alice.deck.startTyping(slide.id, slide.elements[element]!.id, field);
    bob.changeElement(at, element, (each) => retyped(each, `¿${text}`));
    meet();
    expect(field).toBe(`¿${text}`);
    field += "!";
    alice.deck.typed(field);
    alice.deck.endTyping();
    meet();
    expect(bob.slides[at]!.elements[element]!.text).toBe(`¿${text}!`);
    same(alice, bob);
  });

  it("is not doubled by what the library takes over when the field is left", async () => {
    const { alice, bob, meet } = await twoPeople(file());
    const { at, element } = firstText(alice.slides);
    const slide = alice.slides[at]!;
    const text = slide.elements[element]!.text ?? "";
    alice.deck.startTyping(slide.id, slide.elements[element]!.id, text);
    alice.deck.typed(`${text} more`);
    alice.changeElement(at, element, (each) => retyped(each, `${text} more`));
    alice.deck.endTyping();
    meet();
    expect(bob.slides[at]!.elements[element]!.text).toBe(`${text} more`);
    same(alice, bob);
  });

  it("is the same for somebody who joins later", async () => {
    const { alice, bob, meet, base } = await twoPeople(file());
    const { at, element } = firstText(alice.slides);
    alice.changeElement(at, element, (each) => retyped(each, "Changed"));
    bob.change((slides) => [...slides.slice(1), slides[0]!]);
    meet();
    const { encodeStateAsUpdate } = await import("yjs");
    same(alice, new Editing(base, encodeStateAsUpdate(bob.doc)));
  });

  it("hears nothing from somebody who may only read", async () => {
    const { alice, bob, meet, base } = await twoPeople(file());
    bob.deck.mayWrite = false;
    const { at, element } = firstText(bob.slides);
    bob.changeElement(at, element, (each) => retyped(each, "mallory"));
    bob.deck.undo();
    meet();
    expect(shown(alice.slides)).toEqual(shown(base));
    expect(alice.deck.revision).toBe(0);
  });
});
