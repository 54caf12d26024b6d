import { afterEach, describe, expect, it } from "vitest";
import { Menu } from "../../../../extension/ui/overlays/Menu.tsx";
import type { MenuEntry } from "../../../../extension/ui/overlays/menu-entry.ts";
import { findTyped } from "../../../../extension/ui/overlays/menu-entry.ts";
import { button, clear, click, find, findAll, focus, press, show } from "../../../support/show.tsx";

const chosen: string[] = [];

const item = (label: string, isDisabled = false): MenuEntry => ({
  kind: "item",
  id: label,
  label,
  isDisabled,
  onSelect: () => chosen.push(label),
});

const ENTRIES = [
  item("Open"),
  item("Rename"),
  item("Move", true),
  { kind: "separator" },
  item("Remove"),
] as const;

function openMenu(): void {
  chosen.length = 0;
  show(<Menu label="Actions" entries={ENTRIES} />);
  focus(button("Actions"));
  click(button("Actions"));
}

const focused = () => document.activeElement?.textContent;

describe("menu", () => {
  afterEach(clear);

  it("opens on its first item and says so to screen readers", () => {
    openMenu();
    expect(focused()).toBe("Open");
    expect(button("Actions").getAttribute("aria-expanded")).toBe("true");
  });

  it("opens with arrow down", () => {
    show(<Menu label="Actions" entries={ENTRIES} />);
    focus(button("Actions"));
    press("ArrowDown");
    expect(focused()).toBe("Open");
  });

  it.each([
    ["ArrowDown", "Rename"],
    ["ArrowUp", "Remove"],
    ["End", "Remove"],
    ["Home", "Open"],
    ["m", "Move"],
    ["r", "Rename"],
  ])("goes with %s to %s", (key, label) => {
    openMenu();
    press(key);
    expect(focused()).toBe(label);
  });

  it("goes round with the same letter, and on with a whole word", () => {
    openMenu();
    press("r");
    press("r");
    expect(focused()).toBe("Remove");
    expect(findTyped(["Open", "Rename", "Remove"], "rem", 1)).toBe(2);
    expect(findTyped(["Open"], "x", 0)).toBeNull();
  });

  it("closes with Esc and gives the focus back", () => {
    openMenu();
    press("Escape");
    expect(findAll("[role=menu]")).toHaveLength(0);
    expect(document.activeElement).toBe(button("Actions"));
  });

  it("does what was chosen, once, after it has closed", () => {
    openMenu();
    click(button("Rename"));
    expect(chosen).toEqual(["Rename"]);
    expect(findAll("[role=menu]")).toHaveLength(0);
  });

  it("does nothing for an item that cannot be chosen", () => {
    openMenu();
    click(button("Move"));
    expect(chosen).toEqual([]);
    expect(find("[role=menu]")).toBeTruthy();
  });

  it("keeps its keys from the list below it", () => {
    openMenu();
    const heard: string[] = [];
    const listener = (event: KeyboardEvent) => heard.push(event.key);
    document.body.addEventListener("keydown", listener);
    press("ArrowDown");
    press("Escape");
    document.body.removeEventListener("keydown", listener);
    expect(heard).toEqual([]);
  });
});
