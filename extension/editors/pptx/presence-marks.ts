/**
 * Shows who else is where: a frame in the person's colour around the elements that they selected, with their name. Drawn by a
 * style sheet over the library's elements, so that the library's own drawing is left alone.
 */
import type { Awareness } from "y-protocols/awareness";
import type { Presence } from "../adapter.ts";

/** Where somebody is in a presentation: ids only. */
interface Place {
  readonly slide: string;
  readonly elements: readonly string[];
}

interface PersonThere {
  readonly name: string;
  readonly color: string;
  readonly place: Place;
}

/** More than this nobody selects by hand; what comes from elsewhere is cut. */
const ELEMENTS_MAX = 50;

function placeOf(cursor: unknown): Place | null {
  if (typeof cursor !== "object" || cursor === null) return null;
  const { slide, elements } = cursor as { slide?: unknown; elements?: unknown };
  if (typeof slide !== "string" || !Array.isArray(elements)) return null;
  const ids = elements.filter((id): id is string => typeof id === "string").slice(0, ELEMENTS_MAX);
  return { slide, elements: ids };
}

function peopleIn({ clientID, states }: Awareness): PersonThere[] {
  return [...states].flatMap(([client, state]) => {
    const { user, cursor } = state as Partial<Presence>;
    const place = placeOf(cursor);
    if (client === clientID || place === null || user === undefined) return [];
    const color = /^#[0-9a-f]{6}$/i.test(String(user.color)) ? user.color : "#888888";
    return [{ name: String(user.name).slice(0, 100), color, place }];
  });
}

/** As a string of a style sheet: nothing in a name or id can end it. */
const quoted = (text: string): string =>
  `"${text.replace(/[^\w \-./]/gu, (character) => `\\${character.codePointAt(0)?.toString(16)} `)}"`;

function rulesFor(person: PersonThere, slide: string | undefined): string {
  if (person.place.slide !== slide) return "";
  return person.place.elements
    .map((id) => {
      const element = `[data-pptx-viewer] [data-element-id=${quoted(id)}]`;
      return `${element}{outline:2px solid ${person.color};outline-offset:2px}
${element}::after{content:${quoted(person.name)};position:absolute;left:-2px;bottom:100%;padding:0 4px;font:12px/1.4 sans-serif;white-space:nowrap;color:#fff;background:${person.color};pointer-events:none}`;
    })
    .join("\n");
}

export class PresenceMarks {
  readonly #awareness: Awareness;
  readonly #sheet = document.createElement("style");
  #slide: string | undefined;

  constructor(element: HTMLElement, awareness: Awareness) {
    this.#awareness = awareness;
    element.after(this.#sheet);
    awareness.on("change", this.#draw);
  }

  /** Tells the others where the person is, and shows those who are on the same slide. */
  moveTo(slide: string | undefined, elements: readonly string[]): void {
    this.#slide = slide;
    const cursor = slide === undefined ? undefined : { slide, elements: elements.slice(0, ELEMENTS_MAX) };
    const before = JSON.stringify(this.#awareness.getLocalState()?.cursor);
    if (before !== JSON.stringify(cursor)) this.#awareness.setLocalStateField("cursor", cursor);
    this.#draw();
  }

  stop(): void {
    this.#awareness.off("change", this.#draw);
    this.#sheet.remove();
  }

  readonly #draw = (): void => {
    this.#sheet.textContent = peopleIn(this.#awareness)
      .map((person) => rulesFor(person, this.#slide))
      .join("\n");
  };
}
