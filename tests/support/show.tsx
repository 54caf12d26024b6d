import { type ComponentChildren, type JSX, render } from "preact";
import { act } from "preact/test-utils";
import { LocaleProvider } from "../../extension/ui/LocaleProvider.tsx";
import { ENGLISH, type Locale } from "../../extension/ui/locale.ts";

/** Runs what changes the page and waits until all of it is drawn. Nothing here is asynchronous. */
export function during(change: () => unknown): void {
  void act(() => {
    change();
  });
}

/** Draws a component into the page under test, in place of what was there. */
export function show(children: ComponentChildren, locale: Locale = ENGLISH): void {
  during(() => render(<LocaleProvider locale={locale}>{children}</LocaleProvider>, stage()));
}

/** Takes away what `show` drew. */
export function clear(): void {
  during(() => render(null, stage()));
  document.body.replaceChildren();
}

function stage(): Element {
  const existing = document.querySelector("#stage");
  if (existing) return existing;
  const created = document.createElement("div");
  created.id = "stage";
  document.body.append(created);
  return created;
}

/** Draws `view` again whenever it asks to: `again` goes into its callbacks. */
export function showLive(view: (again: () => void) => JSX.Element): void {
  const again = (): void => show(view(again));
  again();
}

/** The one element that a selector finds; fails when there is none. */
export function find(selector: string): HTMLElement {
  const found = document.querySelector<HTMLElement>(selector);
  if (!found) throw new Error(`nothing matches ${selector}`);
  return found;
}

export const findAll = (selector: string): HTMLElement[] => [
  ...document.querySelectorAll<HTMLElement>(selector),
];

/** The button or menu item with these words. */
export function button(words: string): HTMLElement {
  const found = findAll("button, a, [role=menuitem]").find(
    (element) => element.getAttribute("aria-label") === words || element.textContent?.trim() === words,
  );
  if (!found) throw new Error(`no button says ${words}`);
  return found;
}

export type Keys = Partial<Record<"shiftKey" | "ctrlKey" | "metaKey", boolean>>;

/** Presses a key where the focus is. Gives false when the page took the key for itself. */
export function press(key: string, keys: Keys = {}): boolean {
  let isLeft = true;
  const target = document.activeElement ?? document.body;
  during(() => {
    isLeft = target.dispatchEvent(
      new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...keys }),
    );
  });
  return isLeft;
}

export function click(element: Element, keys: Keys = {}): void {
  during(() => {
    element.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, ...keys }));
  });
}

/** Types a text into a field, replacing what was there. */
export function type(element: Element, text: string): void {
  during(() => {
    if (element instanceof HTMLInputElement) element.value = text;
    element.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

export function focus(element: HTMLElement): void {
  during(() => element.focus());
}
