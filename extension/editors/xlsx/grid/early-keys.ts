const MOVES = ["Enter", "Backspace", "Delete", "Escape", "F2"];
const PLACES = ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Home", "End", "PageUp", "PageDown"];
const TAKEN: ReadonlySet<string> = new Set([...MOVES, ...PLACES]);
const IS_MAC = navigator.platform.startsWith("Mac");

/** What is typed while a spreadsheet still opens. It is kept, and given to the grid in its order once that takes keys. */
export class EarlyKeys {
  readonly #element: HTMLElement;
  readonly #kept: KeyboardEvent[] = [];
  readonly #hearing = new AbortController();

  /** To be made before the grid, which asks its own shortcuts at the same place. */
  constructor(element: HTMLElement) {
    this.#element = element;
    const options = { capture: true, signal: this.#hearing.signal };
    window.addEventListener("keydown", (event) => this.#keep(event), options);
  }

  /** Gives what was kept to what has the focus; keys that come meanwhile wait behind it. */
  async give(): Promise<void> {
    for (let event = this.#kept.shift(); event !== undefined; event = this.#kept.shift()) {
      retype(event);
      await turn();
    }
    this.end();
  }

  get areKept(): boolean {
    return this.#kept.length > 0;
  }

  end(): void {
    this.#hearing.abort();
  }

  #keep(event: KeyboardEvent): void {
    if (!event.isTrusted || event.isComposing || !this.#isMeant(event)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    this.#kept.push(event);
  }

  /** Nothing is taken from fields and buttons of the page around, nor a shortcut from anybody. */
  #isMeant(event: KeyboardEvent): boolean {
    const { key, target } = event;
    const isOwn = key.length === 1 ? isText(event) : TAKEN.has(key) && !isShortcut(event);
    if (!isOwn) return false;
    return target === document.body || (target instanceof Node && this.#element.contains(target));
  }
}

const isShortcut = ({ ctrlKey, metaKey, altKey }: KeyboardEvent): boolean => ctrlKey || metaKey || altKey;

/** Also the letters that a keyboard has only beside AltGr, or beside Option on a Mac. */
const isText = (event: KeyboardEvent): boolean =>
  event.getModifierState("AltGraph") || !(event.ctrlKey || event.metaKey || (event.altKey && !IS_MAC));

function retype(event: KeyboardEvent): void {
  const { key, code, keyCode, shiftKey } = event;
  const init = { key, code, keyCode, shiftKey, bubbles: true, cancelable: true, composed: true };
  const isFree = (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent("keydown", init));
  // Of a made event the browser itself makes no text.
  if (isFree && key.length === 1) document.execCommand("insertText", false, key);
}

/** Lets what the last key began come to its end, as between two keys of a hand. */
const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));
