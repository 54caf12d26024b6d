import { afterEach, describe, expect, it } from "vitest";
import { names, openList, rows, selection } from "../../../support/file-list.tsx";
import { fileItem, HOSTILE_NAMES } from "../../../support/gallery/samples.ts";
import { clear, find, findAll, press, type } from "../../../support/show.tsx";

describe("file row", () => {
  afterEach(clear);

  describe("renaming in place", () => {
    const rename = () => {
      const world = openList();
      press("ArrowDown");
      press("ArrowDown");
      press("F2");
      return world;
    };
    const field = () => find(".name-input input") as HTMLInputElement;

    it("begins with F2 and with the stem selected", () => {
      rename();
      expect(document.activeElement).toBe(field());
      expect(field().value.slice(field().selectionStart ?? 0, field().selectionEnd ?? 0)).toBe("alpha");
    });

    it("keeps the new name with Enter and goes back to the list", () => {
      const world = rename();
      type(field(), "gamma.docx");
      press("Enter");
      expect(world.events).toEqual(["rename a gamma.docx"]);
      expect(document.activeElement).toBe(find("[role=grid]"));
    });

    it("keeps the old name with Esc", () => {
      const world = rename();
      type(field(), "gamma.docx");
      press("Escape");
      expect(world.events).toEqual([]);
      expect(findAll(".name-input")).toHaveLength(0);
    });

    it("says at once why a name cannot be used and does not take it", () => {
      const world = rename();
      type(field(), "a/b.docx");
      expect(find(".name-problem").textContent).toBe("No slashes.");
      press("Enter");
      expect(world.events).toEqual([]);
      expect(field().getAttribute("aria-invalid")).toBe("true");
    });

    it("does not call an unchanged or blank name a new one", () => {
      const world = rename();
      press("Enter");
      expect(world.events).toEqual([]);
    });

    it("does not open or delete rows while one types", () => {
      const world = rename();
      press("Delete");
      press("a", { ctrlKey: true });
      expect(world.events).toEqual([]);
      expect(selection(world)).toBe("a");
    });
  });

  describe("with hostile names", () => {
    const hostile = HOSTILE_NAMES.map((name, index) => fileItem(`h${index}`, name, { changedBy: name }));

    it.each(hostile.map((item) => [JSON.stringify(item.name).slice(0, 40), item] as const))(
      "shows %s isolated, as text, on one line",
      (_, item) => {
        openList([item]);
        const name = find(".file-rows .file-name");
        expect(name.tagName).toBe("BDI");
        expect(name.querySelector("img, script")).toBeNull();
        expect(name.textContent).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069\u200b\ufeff]/u);
        expect(name.textContent?.length).toBeLessThan(600);
        expect(name.textContent?.trim()).not.toBe("");
      },
    );

    it("draws all of them in one list and keeps each by its id", () => {
      const world = openList(hostile);
      expect(rows()).toHaveLength(hostile.length);
      press("a", { ctrlKey: true });
      expect(world.selected.size).toBe(hostile.length);
    });

    it("takes ids such as __proto__ and constructor for what they are", () => {
      const world = openList([fileItem("__proto__", "a.docx"), fileItem("constructor", "b.docx")]);
      press("ArrowDown");
      press("Enter");
      press("ArrowDown");
      press("Enter");
      expect(world.events).toEqual(["open __proto__", "open constructor"]);
    });

    it("survives a time that no calendar has", () => {
      openList([fileItem("t", "late.docx", { changedAtMs: Number.MAX_VALUE })]);
      expect(names()).toEqual(["late.docx"]);
    });
  });

  it("shows a damaged row with its reason and offers no renaming", () => {
    openList([fileItem("d", "ignored", { state: { kind: "damaged", code: "CIPHERTEXT_DAMAGED" } })]);
    expect(find(".file-damaged").textContent).toContain("Name could not be opened");
    expect(find(".file-reason").textContent).toContain("damaged");
    expect(document.body.textContent).not.toContain("ignored");
    press("ArrowDown");
    press("F2");
    expect(findAll(".name-input")).toHaveLength(0);
  });
});
