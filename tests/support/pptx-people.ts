import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { applyUpdate, Doc, encodeStateAsUpdate } from "yjs";
import { REMOTE } from "../../extension/editors/adapter.ts";
import { DeckModel } from "../../extension/editors/pptx/deck-model.ts";
import { readDeck } from "../../extension/editors/pptx/read-deck.ts";
import { SharedDeck } from "../../extension/editors/pptx/shared-deck.ts";
import type { Slide, SlideElement } from "../../extension/editors/pptx/slide.ts";

const FOLDER = "../shared/corpus/pptx";

/** Whether the presentations are at hand: they are not part of the tree. */
export const hasPresentations = existsSync(FOLDER);

/** For the name of what is skipped without them. */
export const whyWithout = hasPresentations ? "" : " (the corpus is not on this machine)";

/** A presentation of the corpus. */
export const presentation = (name: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(readFileSync(join(FOLDER, name)));

/** Somebody who has a presentation open: the slides as an editor would show them, and the shared state beneath. */
export class Editing {
  slides: Slide[];
  readonly doc: Doc;
  readonly deck: SharedDeck;

  constructor(base: readonly Slide[], state: Uint8Array) {
    this.doc = new Doc();
    applyUpdate(this.doc, state, REMOTE);
    this.slides = structuredClone([...base]);
    this.deck = new SharedDeck(
      this.doc,
      this.slides,
      (next) => {
        this.slides = next(this.slides);
      },
      () => {},
    );
    this.deck.showAll();
  }

  /** Changes the slides as the library does: a new value with new objects where something changed. */
  change(make: (slides: Slide[]) => Slide[]): void {
    this.slides = make(this.slides);
    this.deck.see(this.slides);
  }

  /** Brings everything of each to the other. */
  meet(other: Editing): void {
    const [own, others] = [encodeStateAsUpdate(this.doc), encodeStateAsUpdate(other.doc)];
    applyUpdate(this.doc, others, REMOTE);
    applyUpdate(other.doc, own, REMOTE);
  }

  changeElement(at: number, element: number, make: (element: SlideElement) => SlideElement): void {
    this.change((slides) =>
      slides.map((slide, i) =>
        i === at
          ? { ...slide, elements: slide.elements.map((each, n) => (n === element ? make(each) : each)) }
          : slide,
      ),
    );
  }
}

/** Two people with the same presentation open. `meet` brings everything of each to the other. */
export async function twoPeople(bytes: Uint8Array<ArrayBuffer>) {
  const base = await readDeck(bytes);
  const seeded = new Doc();
  new DeckModel(seeded, base).seed(base);
  const state = encodeStateAsUpdate(seeded);
  const [alice, bob] = [new Editing(base, state), new Editing(base, state)];
  const meet = (): void => alice.meet(bob);
  return { base, alice, bob, meet, state };
}
