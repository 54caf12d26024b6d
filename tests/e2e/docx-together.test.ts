import { strFromU8, unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BROWSERS } from "../support/browsers.ts";
import type { lab as Lab, Person } from "../support/editor-lab/page.ts";
import { type EditorLab, openEditorLab } from "../support/editor-lab.ts";
import { sampleDocx } from "../support/sample-docx.ts";
import { until } from "../support/until.ts";

declare const lab: typeof Lab;

/** More than alice has made, however slowly the keys came. */
const STEPS = 12;
const BENIGN = /^ResizeObserver loop/;

describe.each(BROWSERS)("two people in one text document in %s", (name) => {
  const original = sampleDocx();
  let at: EditorLab;
  beforeAll(async () => {
    at = await openEditorLab(name);
    await at.page.evaluate((bytes) => lab.open(bytes), Buffer.from(original).toString("base64"));
  });
  afterAll(() => at?.close());

  const says = (person: Person, words: string) =>
    until(`“${words}” before ${person}`, async () =>
      (await at.page.evaluate((who) => lab.text(who), person)).includes(words),
    );
  const areSame = () =>
    until("one text", () => at.page.evaluate(() => lab.prose("alice") === lab.prose("bob")));
  const press = async (key: "b" | "y" | "z") => {
    await at.page.keyboard.down("Control");
    await at.page.keyboard.press(key);
    await at.page.keyboard.up("Control");
  };

  /** Clicks the end of the line that says this, and types. */
  async function typeAfter(person: Person, line: string, words: string): Promise<void> {
    const spot = await at.page.evaluate(
      (who, wanted) => {
        const spans = [...document.querySelectorAll(`#${who} .layout-page span`)];
        const span = spans.findLast((each) => each.textContent?.includes(wanted));
        span?.scrollIntoView({ block: "center" });
        const box = span?.getBoundingClientRect();
        return box && { x: box.right - 1, y: box.top + box.height / 2 };
      },
      person,
      line,
    );
    if (!spot) throw new Error(`${person} does not see “${line}”`);
    await at.page.mouse.click(spot.x, spot.y);
    await at.page.keyboard.press("End");
    await at.page.keyboard.type(words);
  }

  /** By two clicks, as a person does. */
  async function selectWord(person: Person, line: string): Promise<void> {
    await typeAfter(person, line, "");
    const spot = await at.page.evaluate(
      (who, wanted) => {
        const spans = [...document.querySelectorAll(`#${who} .layout-page span`)];
        const box = spans.findLast((each) => each.textContent?.includes(wanted))?.getBoundingClientRect();
        return box && { x: box.left + 8, y: box.top + box.height / 2 };
      },
      person,
      line,
    );
    if (spot) await at.page.mouse.click(spot.x, spot.y, { count: 2 });
  }

  const saved = async (person: Person) => {
    const { bytes, report, revision } = await at.page.evaluate((who) => lab.save(who), person);
    return { parts: unzipSync(Buffer.from(bytes, "base64")), report, revision };
  };
  const xml = (parts: Record<string, Uint8Array>, path: string) => strFromU8(parts[path] ?? new Uint8Array());

  it("opens without a change, and saves the very same file", async () => {
    expect(
      await at.page.evaluate(() => [lab.revision("alice"), lab.revision("bob"), lab.bytesSent()]),
    ).toEqual([0, 0, 0]);
    const { bytes, report } = await at.page.evaluate(() => lab.save("alice"));
    expect(Buffer.from(bytes, "base64").equals(Buffer.from(original))).toBe(true);
    expect(report).toEqual({ fallbacks: 0, missing: [] });
  });

  it("shows each what the other types, with a caret and a name", async () => {
    await typeAfter("alice", "The end.", " Alice was here.");
    await says("bob", "Alice was here.");
    await until("alice's name before bob", () =>
      at.page.evaluate(() => document.querySelector("#bob .person-caret-name")?.textContent === "alice"),
    );
    await typeAfter("bob", "Alice was here.", " Bob too.");
    await says("alice", "Bob too.");
    await areSame();
    expect(await at.page.evaluate(() => [lab.dirty("alice") > 0, lab.dirty("bob") > 0])).toEqual([
      true,
      true,
    ]);
  });

  it("keeps a caret beside its words when the room for the pages becomes another one", async () => {
    const isBeside = (words: string) =>
      at.page.evaluate((wanted) => {
        const spans = [...document.querySelectorAll("#alice .layout-page span")];
        const text = spans.findLast((each) => each.textContent?.endsWith(wanted))?.getBoundingClientRect();
        const caret = document.querySelector("#alice .person-caret")?.getBoundingClientRect();
        if (!text || !caret || document.getAnimations().length > 0) return false;
        return Math.abs(caret.left - text.right) < 3 && Math.abs(caret.top - text.top) < 6;
      }, words);
    await until("bob's caret beside his words", () => isBeside("Bob too."));
    for (const room of ["500px", "820px", ""]) {
      await at.page.evaluate((width) => {
        const alice = document.querySelector<HTMLElement>("#alice");
        if (alice) alice.style.flex = width && `0 0 ${width}`;
      }, room);
      await until(`bob's caret in ${room || "the old room"}`, () => isBeside("Bob too."));
    }
  });

  it("brings together what both wrote while they were apart", async () => {
    await at.page.evaluate(() => lab.cut());
    await typeAfter("alice", "Bob too.", " (A)");
    await typeAfter("bob", "Bob too.", " (B)");
    await at.page.evaluate(() => lab.mend());
    await says("alice", "(B)");
    await says("bob", "(A)");
    await areSame();
  });

  it("undoes one's own changes only, a new paragraph too", async () => {
    await typeAfter("alice", "Bob too.", "\nA line by alice.");
    await says("bob", "A line by alice.");
    for (let i = 0; i < STEPS; i++) await press("z");
    await until("alice's words gone", async () => {
      const text = await at.page.evaluate(() => lab.text("bob"));
      return !/Alice was here|A line|\(A\)/.test(text) && /Bob too\..*\(B\)/.test(text);
    });
    await areSame();
    for (let i = 0; i < STEPS; i++) await press("y");
    await says("bob", "A line by alice.");
    await says("bob", "Alice was here.");
    await areSame();
  });

  it("saves both people's changes, the same for both, and nothing else is another", async () => {
    const [alice, bob] = [await saved("alice"), await saved("bob")];
    expect(alice.report).toEqual({ fallbacks: 0, missing: [] });
    const [mine, theirs] = [xml(alice.parts, "word/document.xml"), xml(bob.parts, "word/document.xml")];
    expect(mine).toBe(theirs);
    for (const words of ["Alice was here.", "Bob too.", "(A)", "(B)", "A line by alice."]) {
      expect(mine.replaceAll(/<[^>]+>/g, "")).toContain(words);
    }
    for (const kept of [
      'TOC \\o "1-3" \\h',
      "PAGEREF law",
      'r:id="rId6"',
      'r:embed="rId5"',
      "<w:ins ",
      'w:fldCharType="begin"',
    ])
      expect(mine).toContain(kept);
    const before = unzipSync(original);
    expect(Object.keys(alice.parts)).toEqual(Object.keys(before));
    for (const path of Object.keys(before).filter((each) => each !== "word/document.xml")) {
      expect(
        Buffer.compare(alice.parts[path] ?? new Uint8Array(), before[path] ?? new Uint8Array()),
        path,
      ).toBe(0);
    }
  });

  it("takes weight away again, from text that was bold and from text that was not", async () => {
    const weightOf = (words: string) => {
      const run = new RegExp(`<w:r>(?:(?!</w:r>).)*${words}`);
      return async (person: Person) =>
        run.exec(xml((await saved(person)).parts, "word/document.xml"))?.[0] ?? "";
    };
    await selectWord("alice", "The rent is");
    await press("b");
    await until("no bold", async () => {
      const run = await weightOf("The")("bob");
      return !/<w:b\/>/.test(run);
    });
    await selectWord("alice", "The contract");
    await press("b");
    await until("bold", async () => /<w:b\/>/.test(await weightOf("The")("bob")));
    await press("b");
    await until("not bold", async () => !/<w:b\/>/.test(await weightOf("The")("bob")));
  });

  it("asks nobody anything, and breaks no rule of the page", async () => {
    const { violations, errors } = await at.page.evaluate(() => lab.trouble());
    expect([...at.foreign, ...violations, ...errors.filter((each) => !BENIGN.test(each))]).toEqual([]);
  });
});
