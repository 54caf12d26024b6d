import type { Row } from "./csv-rows.ts";
import { emptyTable, lineOf, widthOf } from "./csv-table.ts";

/** Lines drawn above and below what is in sight. */
const AHEAD = 30;
/** As tall as viewers.css makes a line; measured once one stands. */
const LINE_PX = 27;

/** A table of which only the lines in sight are in the page. */
export class CsvWindow {
  readonly table: HTMLTableElement;
  readonly #root: HTMLElement;
  readonly #rows: readonly Row[];
  readonly #width: number;
  readonly #body: HTMLTableSectionElement;
  readonly #above = spacer();
  readonly #below = spacer();
  readonly #stop = new AbortController();
  #lines = new Map<number, HTMLTableRowElement>();

  /** @param root what scrolls */
  constructor(root: HTMLElement, rows: readonly Row[]) {
    this.#root = root;
    this.#rows = rows;
    this.#width = widthOf(rows);
    this.table = emptyTable(rows, this.#width);
    this.#body = this.table.createTBody();
    const { signal } = this.#stop;
    root.addEventListener("scroll", () => this.draw(), { signal, passive: true });
    const resized = new ResizeObserver(() => this.draw());
    resized.observe(root);
    signal.addEventListener("abort", () => resized.disconnect(), { once: true });
  }

  draw(): void {
    const line = this.#linePx();
    const top = Math.floor(this.#root.scrollTop / line);
    const shown = Math.ceil(this.#root.clientHeight / line);
    this.#drawLines(Math.max(1, top - AHEAD), Math.min(this.#rows.length, top + shown + AHEAD));
  }

  /** Brings a row into sight. Gives its line; undefined for the head and for what is not there. */
  show(index: number): HTMLTableRowElement | undefined {
    const middle = (index - 1) * this.#linePx() - this.#root.clientHeight / 2;
    if (!this.#lines.has(index)) this.#root.scrollTop = Math.max(0, middle);
    this.draw();
    return this.#lines.get(index) ?? (index === 0 ? this.table.tHead?.rows[0] : undefined);
  }

  stop(): void {
    this.#stop.abort();
  }

  #drawLines(first: number, end: number): void {
    const lines = new Map<number, HTMLTableRowElement>();
    for (let index = first; index < end; index++) {
      const row = this.#rows[index];
      if (row) lines.set(index, this.#lines.get(index) ?? lineOf(row, index + 1, this.#width));
    }
    this.#lines = lines;
    const line = this.#linePx();
    this.#above.style.blockSize = `${(first - 1) * line}px`;
    this.#below.style.blockSize = `${Math.max(0, this.#rows.length - end) * line}px`;
    this.#body.replaceChildren(this.#above, ...lines.values(), this.#below);
  }

  #linePx(): number {
    const [line] = this.#lines.values();
    return line?.getBoundingClientRect().height || LINE_PX;
  }
}

function spacer(): HTMLTableRowElement {
  const row = document.createElement("tr");
  row.ariaHidden = "true";
  return row;
}
