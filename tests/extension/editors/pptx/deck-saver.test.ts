import { strFromU8, unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { DeckSaver } from "../../../../extension/editors/pptx/deck-saver.ts";
import type { DeckTasks } from "../../../../extension/editors/pptx/deck-tasks.ts";
import { createDeckWork } from "../../../../extension/editors/pptx/deck-work.ts";
import { withDeck } from "../../../../extension/editors/pptx/read-deck.ts";
import type { Slide, SlideElement } from "../../../../extension/editors/pptx/slide.ts";
import { EditorThread } from "../../../../extension/editors/thread/editor-thread.ts";
import { asPlain } from "../../../../shared/bytes.ts";
import { AppError } from "../../../../shared/errors.ts";
import { longDeck } from "../../../bench/long-deck.ts";
import { ThreadHere } from "../../../support/thread-here.ts";

const FILE = asPlain(longDeck(3));

/** A presentation that is open, and the threads that were started to save it. */
async function opened() {
  const threads: ThreadHere<DeckTasks>[] = [];
  const thread = new EditorThread<DeckTasks>(() => {
    const next = new ThreadHere(createDeckWork());
    threads.push(next);
    return next;
  });
  const slides = await withDeck(FILE, async (_handler, read) => read);
  return { slides, saver: new DeckSaver(FILE, { slides, options: {} }, thread), threads };
}

const hasWords = ({ text }: SlideElement): boolean => typeof text === "string" && /\p{L}/u.test(text);

/** The first words of a slide are others now. */
function said(slides: readonly Slide[], at: number, text: string): Slide[] {
  return slides.map((slide, i) => {
    const chosen = i === at ? slide.elements.find(hasWords) : undefined;
    const [segment] = chosen?.textSegments ?? [];
    const next = { ...chosen, text, textSegments: [{ ...segment, text }] } as SlideElement;
    return { ...slide, elements: slide.elements.map((each) => (each === chosen ? next : each)) };
  });
}

const textOf = (bytes: Uint8Array, slide: number): string =>
  strFromU8(unzipSync(bytes)[`ppt/slides/slide${slide}.xml`] ?? new Uint8Array());

describe("a presentation saved by its thread", () => {
  it("is the very same file when nothing was changed", async () => {
    const { slides, saver } = await opened();
    const { bytes, report } = await saver.write({ slides, options: {} });
    expect(Buffer.compare(bytes, FILE)).toBe(0);
    expect(report).toEqual({ fallbacks: 0, missing: [] });
  });

  it("has what was said on the one slide, save after save; others are not sent", async () => {
    const { slides, saver, threads } = await opened();
    const first = said(slides, 1, "Alice & Bob");
    const { bytes, report } = await saver.write({ slides: first, options: {} });
    expect(report?.missing).toEqual([]);
    expect(textOf(bytes, 2)).toContain("Alice &amp; Bob");
    expect(textOf(bytes, 1)).toBe(textOf(FILE, 1));
    const sent = threads[0]?.asked.at(-1)?.input as {
      slides: { own: object; elements: { own: object }[] }[];
    };
    expect(
      sent.slides.map(({ elements }) => elements.filter(({ own }) => Object.keys(own).length > 0).length),
    ).toEqual([0, 1, 0]);
    const again = await saver.write({ slides: said(first, 2, "Once more"), options: {} });
    expect(textOf(again.bytes, 2)).toBe(textOf(bytes, 2));
    expect(textOf(again.bytes, 3)).toContain("Once more");
  });

  it("has slides that went and came", async () => {
    const { slides, saver } = await opened();
    const [first, , third] = slides;
    const { bytes } = await saver.write({
      slides: [third, first].filter((each) => each !== undefined),
      options: {},
    });
    const left = Object.keys(unzipSync(bytes)).filter((path) => /^ppt\/slides\/slide/.test(path));
    expect(left.sort()).toEqual(["ppt/slides/slide1.xml", "ppt/slides/slide3.xml"]);
  });

  it("is not saved when the thread dies, and is with the next try", async () => {
    const { slides, saver, threads } = await opened();
    const now = { slides: said(slides, 0, "Alice"), options: {} };
    const saving = saver.write(now);
    threads[0]?.crash();
    await expect(saving).rejects.toEqual(new AppError("EDITOR_EXPORT_FAILED"));
    expect(textOf((await saver.write(now)).bytes, 1)).toContain("Alice");
    expect(threads).toHaveLength(2);
  });
});
