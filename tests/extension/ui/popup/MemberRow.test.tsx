import { afterEach, describe, expect, it } from "vitest";
import { type MemberItem, MemberRow } from "../../../../extension/ui/popup/MemberRow.tsx";
import type { Level } from "../../../../shared/rights/levels.ts";
import { button, clear, click, during, find, findAll, show } from "../../../support/show.tsx";

afterEach(clear);

const DORA: MemberItem = {
  ...{ id: "dora", kind: "person", name: "Dora", notes: [], level: "Viewer" },
  ...{ levelsToGive: ["ContentCreator", "Editor", "Viewer"], mayRemove: false },
};

function drawn(isBusy = false): { given: Level[]; menu: HTMLSelectElement } {
  const given: Level[] = [];
  const onLevel = (level: Level) => given.push(level);
  show(<MemberRow member={DORA} isBusy={isBusy} onLevel={onLevel} onRemove={() => undefined} />);
  return { given, menu: find("select") as HTMLSelectElement };
}
/** What a browser does with a key on a closed menu: it tells of the key, and of each step. */
function key(menu: HTMLElement, name: string, init: KeyboardEventInit = {}): void {
  during(() =>
    menu.dispatchEvent(new KeyboardEvent("keydown", { key: name, bubbles: true, cancelable: true, ...init })),
  );
}
function step(menu: HTMLSelectElement, value: Level): void {
  during(() => {
    menu.value = value;
    menu.dispatchEvent(new Event("change", { bubbles: true }));
  });
}
function walk(menu: HTMLSelectElement): void {
  key(menu, "ArrowUp");
  step(menu, "Editor");
  key(menu, "ArrowUp");
  step(menu, "ContentCreator");
}

describe("a member's level", () => {
  it("is given by Enter, not by the arrow keys on the way to it", () => {
    const { given, menu } = drawn();
    walk(menu);
    expect(given).toEqual([]);
    expect(menu.value).toBe("ContentCreator");
    key(menu, "Enter");
    expect(given).toEqual(["ContentCreator"]);
  });

  it("is given by the button that appears beside it", () => {
    const { given, menu } = drawn();
    expect(findAll("button")).toEqual([]);
    walk(menu);
    click(button("Set the level of \u2068Dora\u2069"));
    expect(given).toEqual(["ContentCreator"]);
    expect(findAll("button")).toEqual([]);
    // The button that was pressed is gone
    expect(document.activeElement).toBe(menu);
  });

  it("tells who reads by ear that Enter is what gives it", () => {
    const { menu } = drawn();
    const note = () => document.getElementById(menu.getAttribute("aria-describedby") ?? "")?.textContent;
    expect(note()).toBeUndefined();
    walk(menu);
    expect(note()).toBe("Enter sets it, Escape leaves it as it was.");
    // There is no room for it to be seen
    expect(find(`#${menu.getAttribute("aria-describedby")}`).className).toBe("visually-hidden");
    key(menu, "Enter");
    expect(note()).toBeUndefined();
  });

  it("stays what it was when the menu is left, but not on the way to its button", () => {
    const { given, menu } = drawn();
    menu.focus();
    walk(menu);
    during(() => find("button").focus());
    expect(menu.value).toBe("ContentCreator");
    during(() => find("button").blur());
    expect([menu.value, findAll("button"), given]).toEqual(["Viewer", [], []]);
  });

  it("waits while something else is done, and is not dropped", () => {
    const { given, menu } = drawn(true);
    walk(menu);
    key(menu, "Enter");
    during(() => menu.dispatchEvent(new MouseEvent("mousedown", { bubbles: true })));
    step(menu, "Editor");
    expect([menu.value, given]).toEqual(["Editor", []]);
  });

  it("stays what it was after Escape", () => {
    const { given, menu } = drawn();
    walk(menu);
    key(menu, "Escape");
    expect(menu.value).toBe("Viewer");
    key(menu, "Enter");
    expect(given).toEqual([]);
  });

  it("is given at once when it is chosen from the open list", () => {
    const { given, menu } = drawn();
    key(menu, "ArrowDown", { altKey: true });
    step(menu, "Editor");
    during(() => menu.dispatchEvent(new MouseEvent("mousedown", { bubbles: true })));
    step(menu, "ContentCreator");
    expect(given).toEqual(["Editor", "ContentCreator"]);
  });
});
