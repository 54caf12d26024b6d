import { strFromU8, unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BROWSERS } from "../support/browsers.ts";
import type { lab as Lab, Person } from "../support/editor-lab/page.ts";
import { type EditorLab, openEditorLab } from "../support/editor-lab.ts";
import { sampleDocx } from "../support/sample-docx.ts";
import { until } from "../support/until.ts";

declare const lab: typeof Lab;

describe.each(BROWSERS)("beside the text of a shared document in %s", (name) => {
  let at: EditorLab;
  beforeAll(async () => {
    at = await openEditorLab(name);
    const bytes = Buffer.from(sampleDocx()).toString("base64");
    await at.page.evaluate((b) => lab.open(b), bytes);
  });
  afterAll(() => at?.close());

  const textOf = (person: Person) => at.page.evaluate((who) => lab.text(who), person);
  const says = (person: Person, words: string) =>
    until(`“${words}” before ${person}`, async () => (await textOf(person)).includes(words));
  const areSame = () =>
    until("one text", () => at.page.evaluate(() => lab.prose("alice") === lab.prose("bob")));

  /** Where these words end on the page that a person sees. */
  async function endOf(person: Person, words: string): Promise<{ x: number; y: number }> {
    return until(`“${words}” before ${person}`, () =>
      at.page.evaluate(
        (who, wanted) => {
          const spans = [...document.querySelectorAll(`#${who} .layout-page span`)];
          const span = spans.findLast((each) => each.textContent?.includes(wanted));
          span?.scrollIntoView({ block: "center" });
          const box = span?.getBoundingClientRect();
          return box && { x: box.right - 2, y: box.top + box.height / 2 };
        },
        person,
        words,
      ),
    );
  }

  async function clickAt(person: Person, words: string, count = 1): Promise<void> {
    const { x, y } = await endOf(person, words);
    await at.page.mouse.click(count === 1 ? x : x - 12, y, { count });
  }

  /** Clicks a button of a person's editor, or of a dialog, by what it says. */
  const pressButton = (person: Person, words: string) =>
    until(`the button “${words}” before ${person}`, () =>
      at.page.evaluate(
        (who, wanted) => {
          const buttons = [
            ...document.querySelectorAll<HTMLButtonElement>(`#${who} button, [role=dialog] button`),
          ];
          const button = buttons.find(
            (each) => (each.textContent?.trim() === wanted || each.title === wanted) && !each.disabled,
          );
          button?.dispatchEvent(new MouseEvent("mousedown", { bubbles: true, cancelable: true }));
          button?.click();
          return button !== undefined;
        },
        person,
        words,
      ),
    );

  async function saved(person: Person): Promise<Record<string, string>> {
    const { bytes, report } = await at.page.evaluate((who) => lab.save(who), person);
    expect(report).toMatchObject({ missing: [] });
    const parts = unzipSync(Buffer.from(bytes, "base64"));
    return Object.fromEntries(Object.entries(parts).map(([path, part]) => [path, strFromU8(part)]));
  }
  const plain = (xml = "") => xml.replaceAll(/<[^>]+>/g, "");

  it("shows what is typed into a header, and both save it", async () => {
    await clickAt("alice", "Between us", 2);
    await until("the open header", () =>
      at.page.evaluate(() => document.querySelector("#alice .hf-inline-editor") !== null),
    );
    await at.page.keyboard.type("Only ");
    await says("bob", "Only ");
    await at.page.keyboard.press("Escape");
    const parts = [await saved("alice"), await saved("bob")];
    for (const each of parts) expect(plain(each["word/header1.xml"])).toMatch(/Only .*us|us.*Only /);
    expect(parts[0]).toEqual(parts[1]);
  });

  it("shows a comment, which has a number of its own", async () => {
    await clickAt("alice", "The end.", 2);
    const add = "#alice button[style*='z-index: 50']";
    await at.page.waitForSelector(add);
    await at.page.$eval(add, (button) =>
      button.dispatchEvent(new MouseEvent("mousedown", { bubbles: true, cancelable: true })),
    );
    await at.page.waitForSelector("#alice .docx-unified-sidebar textarea");
    await at.page.$eval("#alice .docx-unified-sidebar textarea", (box) => (box as HTMLElement).focus());
    await at.page.keyboard.type("Is this all?");
    await pressButton("alice", "Comment");
    await until("alice's comment before bob", () =>
      at.page.evaluate(
        () => document.querySelector("#bob aside")?.textContent?.includes("Is this all?") ?? false,
      ),
    );
    const parts = await saved("bob");
    expect(plain(parts["word/comments.xml"])).toContain("Is this all?");
    expect(plain(parts["word/comments.xml"])).toContain("Is it enough?");
    const ids = [...(parts["word/comments.xml"] ?? "").matchAll(/<w:comment [^>]*w:id="(-?\d+)"/g)].map(
      ([, id]) => id,
    );
    expect(new Set(ids).size).toBe(2);
    for (const id of ids) expect(parts["word/document.xml"]).toContain(`<w:commentRangeStart w:id="${id}"/>`);
    expect(parts["word/document.xml"]).not.toContain('w:id="-1"');
  });

  it("does not take what bob types for a suggestion of alice, who only suggests", async () => {
    await pressButton("alice", "Editing");
    await until("the mode", () =>
      at.page.evaluate(() => {
        const button = [...document.querySelectorAll<HTMLElement>("#alice button")].find((each) =>
          each.textContent?.startsWith("Suggesting"),
        );
        button?.click();
        return button !== undefined;
      }),
    );
    await clickAt("bob", "Paid ");
    await at.page.keyboard.type("(Bob)");
    await says("alice", "(Bob)");
    await clickAt("alice", "The contract");
    await at.page.keyboard.type(" Suggested.");
    await says("bob", "Suggested.");
    await areSame();
    const written = (await saved("bob"))["word/document.xml"] ?? "";
    const suggested = [...written.matchAll(/<w:ins [^>]*w:author="alice"[^>]*>(.*?)<\/w:ins>/g)];
    expect(suggested.map(([, xml]) => plain(xml)).join("")).toMatch(/^ ?Suggested\.$/);
  });

  it("lets a reader read on, and change nothing", async () => {
    await at.page.evaluate(() => lab.setReadOnly("bob", true));
    const before = await at.page.evaluate(() => lab.revision("bob"));
    await clickAt("bob", "The contract");
    await at.page.keyboard.type("no");
    await at.page.keyboard.down("Control");
    await at.page.keyboard.press("z");
    await at.page.keyboard.up("Control");
    expect(await at.page.evaluate(() => lab.revision("bob"))).toBe(before);
    await clickAt("alice", "The contract");
    await at.page.keyboard.type(" Yes.");
    await says("bob", "Yes.");
    await areSame();
  });

  it("takes the page set-up over", async () => {
    const width = (person: Person) =>
      at.page.evaluate(
        (who) => document.querySelector<HTMLElement>(`#${who} .layout-page`)?.offsetWidth ?? 0,
        person,
      );
    const before = await width("bob");
    await pressButton("alice", "File");
    await pressButton("alice", "Page setup");
    await at.page.waitForSelector("[role=dialog] select");
    const selects = await at.page.$$("[role=dialog] select");
    await selects[1]?.select("landscape");
    await pressButton("alice", "Apply");
    await until("wide pages before bob", async () => (await width("bob")) > before * 1.3);
    const parts = [await saved("alice"), await saved("bob")];
    for (const each of parts) expect(each["word/document.xml"]).toMatch(/<w:pgSz [^>]*w:orient="landscape"/);
    expect(parts[0]?.["word/document.xml"]).toBe(parts[1]?.["word/document.xml"]);
  });
});
