import { unzipSync } from "fflate";
import type { KeyInput } from "puppeteer-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createBlankDocument } from "../../extension/files/blank/blank-document.ts";
import { BROWSERS } from "../support/browsers.ts";
import { changedParts, slide, withBullets } from "../support/pptx-parts.ts";
import { hasPresentations, presentation, whyWithout } from "../support/pptx-people.ts";
import { openDesk, openFor, type PresentationDesk, savedBy } from "../support/presentation-desk.ts";
import type { Desk } from "../support/presentation-desk-page.ts";
import { until } from "../support/until.ts";

declare const desk: Desk;

interface Shown {
  readonly id: string;
  readonly text: string;
  readonly x: number;
  readonly y: number;
}

describe.each(BROWSERS)("a presentation in %s", (name) => {
  let at: PresentationDesk;
  beforeAll(async () => {
    at = await openDesk(name);
  });
  afterEach(async () => {
    await at.page.evaluate(() => desk.closeAll());
  });
  afterAll(() => at?.close());

  const shown = (person: string): Promise<Shown[]> =>
    at.page.evaluate((who) => {
      const elements = document.querySelectorAll(`#${who} [data-pptx-element][data-element-id]`);
      return [...elements]
        .map((each) => ({ box: each.getBoundingClientRect(), each }))
        .filter(({ box }) => box.width > 150)
        .map(({ box, each }) => ({
          id: each.getAttribute("data-element-id") ?? "",
          text: each.textContent ?? "",
          x: box.x + box.width / 2,
          y: box.y + box.height / 2,
        }));
    }, person);
  const sees = (person: string, text: string): Promise<unknown> =>
    until(`“${text}” before ${person}`, async () =>
      (await shown(person)).some((each) => each.text.includes(text)),
    );
  /** Drags at a person's pace: the slide is drawn between two steps of the mouse. */
  async function drag(from: Shown, right: number, down: number): Promise<void> {
    const { mouse } = at.page;
    await mouse.move(from.x, from.y);
    await mouse.down();
    for (const part of [0.2, 0.4, 0.6, 0.8, 1]) {
      await mouse.move(from.x + right * part, from.y + down * part);
      await at.page.evaluate(() => new Promise((drawn) => requestAnimationFrame(drawn)));
    }
    await mouse.up();
  }
  async function pressed(modifier: KeyInput, key: KeyInput): Promise<void> {
    await at.page.keyboard.down(modifier);
    await at.page.keyboard.press(key);
    await at.page.keyboard.up(modifier);
  }
  /** Opens the text of the element that says `text` for editing; the caret stands at its end. */
  async function editText(person: string, text: string): Promise<void> {
    const isOpen = async (): Promise<boolean> =>
      (await at.page
        .waitForSelector(`#${person} [data-inline-editor]`, { timeout: 1500 })
        .catch(() => null)) !== null;
    await until(`“${text}” open before ${person}`, async () => {
      const element = (await shown(person)).find((each) => each.text.includes(text));
      if (element === undefined) return false;
      await at.page.mouse.click(element.x, element.y);
      await at.page.mouse.click(element.x, element.y, { count: 2 });
      return isOpen();
    });
    // A browser may have marked the word under the second click
    await pressed("Control", "End");
  }
  const nothingLeaked = async (): Promise<void> => {
    expect(at.foreign).toEqual([]);
    expect(await at.page.evaluate(() => [...desk.violations, ...desk.problems])).toEqual([]);
  };

  it.skipIf(!hasPresentations)(
    `is saved byte for byte as it was when nobody changed anything${whyWithout}`,
    async () => {
      const bytes = presentation("ph-populated-placeholders.pptx");
      await openFor(at, ["alice"], bytes);
      expect(await at.page.evaluate(() => desk.revision("alice"))).toBe(0);
      const saved = await savedBy(at, "alice");
      expect(Buffer.compare(saved.bytes, bytes)).toBe(0);
      await nothingLeaked();
    },
  );

  it("is read once by alice, who begins the session, and once by bob", async () => {
    await at.page.evaluate(() => {
      desk.readings = 0;
    });
    const bytes = createBlankDocument("pptx", { title: "Talk", locale: "en-GB" });
    await openFor(at, ["alice", "bob"], bytes);
    expect(await at.page.evaluate(() => desk.readings)).toBe(2);
    await nothingLeaked();
  });

  it.skipIf(!hasPresentations)(
    `shows alice what bob types into the text that she has open, her caret staying where it is${whyWithout}`,
    async () => {
      const bytes = withBullets(presentation("ph-inherit-props.pptx"));
      await openFor(at, ["alice", "bob"], bytes);
      await editText("alice", "Second");
      await at.page.keyboard.type(" hers");
      await sees("bob", "Second hers");
      await at.page.evaluate(() => desk.typeBehind("bob", "Seco", "<his>"));
      const typed = () =>
        at.page.evaluate(() => document.querySelector<HTMLElement>("[data-inline-editor]")?.innerText);
      await until("bob's letters in alice's field", async () =>
        (await typed())?.includes("Seco<his>nd hers"),
      );
      await at.page.keyboard.type("!");
      await sees("bob", "Seco<his>nd hers!");
      const saved = await savedBy(at, "alice");
      expect(saved.report).toMatchObject({ fallbacks: 0, missing: [] });
      expect(slide(saved.bytes, 1)).toContain("Seco&lt;his&gt;nd hers!");
      await at.page.keyboard.press("Escape");
      await sees("alice", "Seco<his>nd hers!");
      expect((await savedBy(at, "bob")).report).toMatchObject({ missing: [] });
      await nothingLeaked();
    },
  );

  it.skipIf(!hasPresentations)(
    `shows what one types to the other at each letter, keeps it after Escape, and both save both${whyWithout}`,
    async () => {
      const bytes = withBullets(presentation("ph-inherit-props.pptx"));
      await openFor(at, ["alice", "bob"], bytes);
      await editText("alice", "Second");
      await at.page.keyboard.type(" typed");
      await sees("bob", "Second typed");
      await at.page.keyboard.press("Enter");
      await at.page.keyboard.type("third");
      await at.page.keyboard.press("Escape");
      await sees("alice", "third");
      await editText("bob", "Body Text");
      await at.page.keyboard.type(" by Bob");
      await at.page.keyboard.press("Escape");
      await sees("alice", "Body Text by Bob");
      for (const person of ["alice", "bob"]) {
        const saved = await savedBy(at, person);
        expect(saved.report).toEqual({ fallbacks: 0, missing: [] });
        expect(changedParts(bytes, saved.bytes)).toEqual(["ppt/slides/slide1.xml"]);
        const xml = slide(saved.bytes, 1);
        const texts = [...xml.matchAll(/<a:t>([^<]*)<\/a:t>/g)].map(([, text]) => text);
        expect(texts).toEqual(["First ", "bold", "Second typed", "third", "Body Text by Bob"]);
        expect(xml.match(/<a:buChar char="&#x2022;"\/>/g)).toHaveLength(3);
      }
      await nothingLeaked();
    },
  );

  it.skipIf(!hasPresentations)(
    `moves an element for both, also one whose place is its layout's${whyWithout}`,
    async () => {
      const bytes = presentation("ph-inherit-props.pptx");
      await openFor(at, ["alice", "bob"], bytes);
      const title = (await shown("alice")).find(({ text }) => text.includes("Title Text"))!;
      const heightOf = async (person: string): Promise<number> =>
        (await shown(person)).find(({ id }) => id === title.id)?.y ?? Number.NaN;
      const before = { alice: await heightOf("alice"), bob: await heightOf("bob") };
      const hasMoved = async (person: keyof typeof before): Promise<boolean> =>
        (await heightOf(person)) > before[person] + 20;
      // The slide may still find its place when the mouse comes: it is taken again then, as a person does
      await until("the move", async () => {
        await drag((await shown("alice")).find(({ id }) => id === title.id) ?? title, 30, 40);
        return hasMoved("alice");
      });
      const once = await heightOf("alice");
      // Words marked by the first drag must not be dragged in the element's place
      await until("a second move", async () => {
        await drag((await shown("alice")).find(({ id }) => id === title.id) ?? title, 0, 20);
        return (await heightOf("alice")) > once + 10;
      });
      await until("the move before bob", () => hasMoved("bob"));
      const saved = await savedBy(at, "bob");
      expect(saved.report).toEqual({ fallbacks: 0, missing: [] });
      expect(changedParts(bytes, saved.bytes)).toEqual(["ppt/slides/slide1.xml"]);
      expect(slide(saved.bytes, 1).match(/<a:off /g)?.length).toBeGreaterThan(
        slide(bytes, 1).match(/<a:off /g)?.length ?? 0,
      );
      await nothingLeaked();
    },
  );

  it.skipIf(!hasPresentations)(`takes back one's own only${whyWithout}`, async () => {
    await openFor(at, ["alice", "bob"], presentation("ph-inherit-props.pptx"));
    await editText("alice", "Title Text");
    await at.page.keyboard.type(" of Alice");
    await at.page.keyboard.press("Escape");
    await sees("bob", "of Alice");
    await editText("bob", "Body Text");
    await at.page.keyboard.type(" of Bob");
    await at.page.keyboard.press("Escape");
    await sees("alice", "of Bob");
    await at.page.click('#alice button[aria-label*="Undo" i], #alice button[title*="Undo" i]');
    await until("Alice's words gone before bob", async () =>
      (await shown("bob")).every(({ text }) => !text.includes("of Alice")),
    );
    await sees("alice", "of Bob");
  });

  it("takes new slides, and a blank one can be written on", async () => {
    const bytes = createBlankDocument("pptx", { title: "Talk", locale: "en-GB" });
    await openFor(at, ["alice", "bob"], bytes);
    const slides = (person: string): Promise<number> =>
      at.page.evaluate((who) => desk.slideCount(who), person);
    const before = await slides("bob");
    await at.page.evaluate(() => {
      const buttons = [...document.querySelectorAll<HTMLElement>("#alice button")];
      buttons.find(({ textContent }) => textContent?.trim() === "Add Slide")?.click();
    });
    await until("the slide before bob", async () => (await slides("bob")) === before + 1);
    const saved = await savedBy(at, "bob");
    expect(saved.report).toEqual({ fallbacks: 0, missing: [] });
    const names = Object.keys(unzipSync(saved.bytes)).filter((each) =>
      /^ppt\/slides\/slide\d+\.xml$/.test(each),
    );
    expect(names).toHaveLength(before + 1);
    await nothingLeaked();
  });

  it.skipIf(!hasPresentations)(`cannot be changed by somebody who may only read${whyWithout}`, async () => {
    await openFor(at, ["alice", "bob"], presentation("ph-inherit-props.pptx"));
    await at.page.evaluate(() => desk.readOnly("bob", true));
    const title = (await shown("bob")).find(({ text }) => text.includes("Title Text"))!;
    await at.page.mouse.click(title.x, title.y, { count: 2 });
    await at.page.keyboard.type("mallory");
    await at.page.keyboard.press("Delete");
    await editText("alice", "Title Text");
    await at.page.keyboard.type("!");
    await sees("bob", "Title Text!");
    expect((await shown("alice")).some(({ text }) => text.includes("mallory"))).toBe(false);
  });
});
