import { afterEach, describe, expect, it } from "vitest";
import { activeName, ITEMS, names, openList, rows, selection } from "../../../support/file-list.tsx";
import { fileItem, MENU } from "../../../support/gallery/samples.ts";
import { button, clear, click, find, findAll, press } from "../../../support/show.tsx";

describe("file list", () => {
  afterEach(clear);

  it("shows folders first, then names as people count", () => {
    openList();
    expect(names()).toEqual(["Zebra", "alpha.docx", "beta 9.docx", "beta 10.docx"]);
  });

  it.each([
    ["Size", ["Zebra", "alpha.docx", "beta 9.docx", "beta 10.docx"], "descending"],
    ["Changed", ["Zebra", "alpha.docx", "beta 9.docx", "beta 10.docx"], "descending"],
    ["Name", ["Zebra", "beta 10.docx", "beta 9.docx", "alpha.docx"], "descending"],
    ["By", ["Zebra", "beta 9.docx", "beta 10.docx", "alpha.docx"], "ascending"],
  ])("sorts by %s on a click and says how", (column, order, direction) => {
    openList();
    click(button(column));
    expect(names()).toEqual(order);
    const head = button(column).closest("[role=columnheader]");
    expect(head?.getAttribute("aria-sort")).toBe(direction);
  });

  describe("by keyboard", () => {
    it("goes down and up with the arrows and stays inside the list", () => {
      const world = openList();
      press("ArrowDown");
      expect(activeName()).toBe("Zebra");
      press("ArrowDown");
      expect(activeName()).toBe("alpha.docx");
      expect(selection(world)).toBe("a");
      press("End");
      press("ArrowDown");
      expect(activeName()).toBe("beta 10.docx");
      press("Home");
      press("ArrowUp");
      expect(activeName()).toBe("Zebra");
    });

    it("extends with Shift from where it began, forward and back", () => {
      const world = openList();
      press("ArrowDown");
      press("ArrowDown");
      press("ArrowDown", { shiftKey: true });
      press("ArrowDown", { shiftKey: true });
      expect(selection(world)).toBe("a b c");
      press("ArrowUp", { shiftKey: true });
      expect(selection(world)).toBe("a c");
    });

    it("walks with Ctrl without selecting and adds with Space", () => {
      const world = openList();
      press("ArrowDown");
      press("End", { ctrlKey: true });
      expect(selection(world)).toBe("f");
      press(" ");
      expect(selection(world)).toBe("b f");
      press(" ");
      expect(selection(world)).toBe("f");
    });

    it("selects all with Ctrl+A and nothing with Esc", () => {
      const world = openList();
      press("a", { ctrlKey: true });
      expect(world.selected.size).toBe(4);
      press("Escape");
      expect(world.selected.size).toBe(0);
    });

    it.each([
      ["Enter", "open a"],
      ["Delete", "delete a"],
      ["/", "search"],
      ["Backspace", "up"],
    ])("takes %s as %s", (key, event) => {
      const world = openList();
      press("ArrowDown");
      press("ArrowDown");
      expect(press(key)).toBe(false);
      expect(world.events).toEqual([event]);
    });

    it("deletes all that is selected, in the order shown", () => {
      const world = openList();
      press("a", { ctrlKey: true });
      press("Delete");
      expect(world.events).toEqual(["delete f a c b"]);
    });

    it("opens the menu of the active row with Shift+F10", () => {
      openList();
      press("ArrowDown");
      press("F10", { shiftKey: true });
      expect(findAll("[role=menuitem]").length).toBeGreaterThan(3);
    });

    it("leaves keys that it does not know to the browser", () => {
      openList();
      expect(press("F5")).toBe(true);
      expect(press("a")).toBe(true);
    });
  });

  describe("by pointer", () => {
    const row = (index: number) => rows()[index]!;

    it("selects one, adds with Ctrl, extends with Shift", () => {
      const world = openList();
      click(row(1));
      expect(selection(world)).toBe("a");
      click(row(3), { ctrlKey: true });
      expect(selection(world)).toBe("a b");
      click(row(1));
      click(row(3), { shiftKey: true });
      expect(selection(world)).toBe("a b c");
    });

    it("opens on a click on the name, but selects when a modifier is held", () => {
      const world = openList();
      click(row(1).querySelector(".file-open")!);
      expect(world.events).toEqual(["open a"]);
      click(row(2).querySelector(".file-open")!, { ctrlKey: true });
      expect(world.events).toEqual(["open a"]);
      expect(selection(world)).toBe("c");
    });

    it("opens the menu for the whole selection when the row belongs to it", () => {
      const asked: string[] = [];
      openList(ITEMS, {
        menuFor: (ids) => {
          asked.push(ids.join(" "));
          return MENU;
        },
      });
      press("a", { ctrlKey: true });
      click(row(1).querySelector(".cell-menu button")!);
      expect(asked.at(-1)).toBe("f a c b");
    });

    it("moves the selection onto a folder, and onto nothing else", () => {
      const world = openList();
      click(row(1));
      const transfer = new DataTransfer();
      const drag = (name: string, target: Element) => {
        const event = new Event(name, { bubbles: true, cancelable: true });
        Object.defineProperty(event, "dataTransfer", { value: transfer });
        target.dispatchEvent(event);
        return event.defaultPrevented;
      };
      drag("dragstart", row(1));
      expect([...transfer.types]).toEqual(["application/x-strongroom-rows"]);
      expect(drag("dragover", row(2))).toBe(false);
      expect(drag("dragover", row(0))).toBe(true);
      drag("drop", row(0));
      expect(world.events).toEqual(["move a into f"]);
    });
  });

  it("draws only a part of a long list, and goes to its end all the same", () => {
    openList(Array.from({ length: 1_000 }, (_, index) => fileItem(`n${index}`, `File ${index}.docx`)));
    expect(rows().length).toBeLessThan(100);
    expect(find("[role=grid]").getAttribute("aria-rowcount")).toBe("1001");
    press("ArrowDown");
    press("PageDown");
    expect(activeName()).toMatch(/^File \d+\.docx$/);
  });
});
