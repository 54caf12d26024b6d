import { afterEach, describe, expect, it } from "vitest";
import { FileList, type FileListProps } from "../../../../extension/ui/files/FileList.tsx";
import type { FileItem } from "../../../../extension/ui/files/file-item.ts";
import { fileItem, HOSTILE_NAMES, MENU, NOW_MS } from "../../../support/gallery/samples.ts";
import { button, clear, click, find, findAll, focus, press, showLive, type } from "../../../support/show.tsx";

interface World {
  selected: ReadonlySet<string>;
  readonly events: string[];
}

const ITEMS = [
  fileItem("b", "beta 10.docx", { sizeBytes: 10, changedAtMs: NOW_MS - 3 }),
  fileItem("a", "alpha.docx", { sizeBytes: 30, changedAtMs: NOW_MS - 1, changedBy: "Carol" }),
  fileItem("c", "beta 9.docx", { sizeBytes: 20, changedAtMs: NOW_MS - 2 }),
  fileItem("f", "Zebra", { kind: "folder", sizeBytes: null }),
];

/** A page around the list that does what pages do: keep the selection, the order and which row is renamed. */
function open(items: readonly FileItem<string>[] = ITEMS, over: Partial<FileListProps<string>> = {}): World {
  const world: World = { selected: new Set(), events: [] };
  let sort: FileListProps<string>["sort"] = { column: "name", direction: "up" };
  let renaming: string | null = null;
  showLive((again) => (
    <FileList
      label="Private Room"
      items={items}
      selected={world.selected}
      onSelect={(selected) => {
        world.selected = selected;
        again();
      }}
      sort={sort}
      onSort={(next) => {
        sort = next;
        again();
      }}
      renaming={renaming}
      onRenaming={(id) => {
        renaming = id;
        again();
      }}
      onRename={(id, name) => world.events.push(`rename ${id} ${name}`)}
      problemOf={(_, name) => (name.includes("/") ? "No slashes." : null)}
      onOpen={(id) => world.events.push(`open ${id}`)}
      onDelete={(ids) => world.events.push(`delete ${ids.join(" ")}`)}
      menuFor={() => MENU}
      onMove={(ids, into) => world.events.push(`move ${ids.join(" ")} into ${into}`)}
      onUploadInto={() => {}}
      onDropFailed={() => {}}
      onSearch={() => world.events.push("search")}
      onUp={() => world.events.push("up")}
      nowMs={NOW_MS}
      {...over}
    />
  ));
  focus(find("[role=grid]"));
  return world;
}

const rows = () => findAll(".file-rows [role=row]");
const names = () => rows().map((row) => row.querySelector(".file-name")?.textContent);
const activeName = () => {
  const id = find("[role=grid]").getAttribute("aria-activedescendant") ?? "";
  return document.getElementById(id)?.querySelector(".file-name")?.textContent;
};
const selection = (world: World) => [...world.selected].sort().join(" ");

describe("file list", () => {
  afterEach(clear);

  it("shows folders first, then names as people count", () => {
    open();
    expect(names()).toEqual(["Zebra", "alpha.docx", "beta 9.docx", "beta 10.docx"]);
  });

  it.each([
    ["Size", ["Zebra", "alpha.docx", "beta 9.docx", "beta 10.docx"], "descending"],
    ["Changed", ["Zebra", "alpha.docx", "beta 9.docx", "beta 10.docx"], "descending"],
    ["Name", ["Zebra", "beta 10.docx", "beta 9.docx", "alpha.docx"], "descending"],
    ["By", ["Zebra", "beta 9.docx", "beta 10.docx", "alpha.docx"], "ascending"],
  ])("sorts by %s on a click and says how", (column, order, direction) => {
    open();
    click(button(column));
    expect(names()).toEqual(order);
    const head = button(column).closest("[role=columnheader]");
    expect(head?.getAttribute("aria-sort")).toBe(direction);
  });

  describe("by keyboard", () => {
    it("goes down and up with the arrows and stays inside the list", () => {
      const world = open();
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
      const world = open();
      press("ArrowDown");
      press("ArrowDown");
      press("ArrowDown", { shiftKey: true });
      press("ArrowDown", { shiftKey: true });
      expect(selection(world)).toBe("a b c");
      press("ArrowUp", { shiftKey: true });
      expect(selection(world)).toBe("a c");
    });

    it("walks with Ctrl without selecting and adds with Space", () => {
      const world = open();
      press("ArrowDown");
      press("End", { ctrlKey: true });
      expect(selection(world)).toBe("f");
      press(" ");
      expect(selection(world)).toBe("b f");
      press(" ");
      expect(selection(world)).toBe("f");
    });

    it("selects all with Ctrl+A and nothing with Esc", () => {
      const world = open();
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
      const world = open();
      press("ArrowDown");
      press("ArrowDown");
      expect(press(key)).toBe(false);
      expect(world.events).toEqual([event]);
    });

    it("deletes all that is selected, in the order shown", () => {
      const world = open();
      press("a", { ctrlKey: true });
      press("Delete");
      expect(world.events).toEqual(["delete f a c b"]);
    });

    it("opens the menu of the active row with Shift+F10", () => {
      open();
      press("ArrowDown");
      press("F10", { shiftKey: true });
      expect(findAll("[role=menuitem]").length).toBeGreaterThan(3);
    });

    it("leaves keys that it does not know to the browser", () => {
      open();
      expect(press("F5")).toBe(true);
      expect(press("a")).toBe(true);
    });
  });

  describe("by pointer", () => {
    const row = (index: number) => rows()[index]!;

    it("selects one, adds with Ctrl, extends with Shift", () => {
      const world = open();
      click(row(1));
      expect(selection(world)).toBe("a");
      click(row(3), { ctrlKey: true });
      expect(selection(world)).toBe("a b");
      click(row(1));
      click(row(3), { shiftKey: true });
      expect(selection(world)).toBe("a b c");
    });

    it("opens on a click on the name, but selects when a modifier is held", () => {
      const world = open();
      click(row(1).querySelector(".file-open")!);
      expect(world.events).toEqual(["open a"]);
      click(row(2).querySelector(".file-open")!, { ctrlKey: true });
      expect(world.events).toEqual(["open a"]);
      expect(selection(world)).toBe("c");
    });

    it("opens the menu for the whole selection when the row belongs to it", () => {
      const asked: string[] = [];
      open(ITEMS, {
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
      const world = open();
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

  describe("renaming in place", () => {
    const rename = () => {
      const world = open();
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
        open([item]);
        const name = find(".file-rows .file-name");
        expect(name.tagName).toBe("BDI");
        expect(name.querySelector("img, script")).toBeNull();
        expect(name.textContent).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069\u200b\ufeff]/u);
        expect(name.textContent?.length).toBeLessThan(600);
        expect(name.textContent?.trim()).not.toBe("");
      },
    );

    it("draws all of them in one list and keeps each by its id", () => {
      const world = open(hostile);
      expect(rows()).toHaveLength(hostile.length);
      press("a", { ctrlKey: true });
      expect(world.selected.size).toBe(hostile.length);
    });

    it("takes ids such as __proto__ and constructor for what they are", () => {
      const world = open([fileItem("__proto__", "a.docx"), fileItem("constructor", "b.docx")]);
      press("ArrowDown");
      press("Enter");
      press("ArrowDown");
      press("Enter");
      expect(world.events).toEqual(["open __proto__", "open constructor"]);
    });

    it("survives a time that no calendar has", () => {
      open([fileItem("t", "late.docx", { changedAtMs: Number.MAX_VALUE })]);
      expect(names()).toEqual(["late.docx"]);
    });
  });

  it("shows a damaged row with its reason and offers no renaming", () => {
    open([fileItem("d", "ignored", { state: { kind: "damaged", code: "CIPHERTEXT_DAMAGED" } })]);
    expect(find(".file-damaged").textContent).toContain("Name could not be opened");
    expect(find(".file-reason").textContent).toContain("damaged");
    expect(document.body.textContent).not.toContain("ignored");
    press("ArrowDown");
    press("F2");
    expect(findAll(".name-input")).toHaveLength(0);
  });

  it("draws only a part of a long list, and goes to its end all the same", () => {
    open(Array.from({ length: 1_000 }, (_, index) => fileItem(`n${index}`, `File ${index}.docx`)));
    expect(rows().length).toBeLessThan(100);
    expect(find("[role=grid]").getAttribute("aria-rowcount")).toBe("1001");
    press("ArrowDown");
    press("PageDown");
    expect(activeName()).toMatch(/^File \d+\.docx$/);
  });
});
