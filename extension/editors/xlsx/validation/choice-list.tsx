import {
  ComponentManager,
  IShortcutService,
  SheetCanvasPopManagerService,
} from "@univerjs/preset-sheets-core";
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Point } from "../formula/references.ts";
import type { Grid } from "../grid/grid.ts";

/** The name under which the grid finds the component. */
const NAME = "strongroom-choice-list";

export interface Choices {
  readonly label: string;
  readonly texts: readonly string[];
  /** Of the one that stands in the cell; -1 for none. */
  readonly current: number;
  choose(index: number): void;
  /** Back to the cell. */
  close(): void;
  /** The focus is elsewhere already, and stays there. */
  leave(): void;
}

export interface ChoiceListProps {
  readonly popup: { readonly extraProps?: { readonly choices?: Choices } };
}

export function ChoiceList({ popup }: ChoiceListProps): JSX.Element | null {
  const choices = popup.extraProps?.choices;
  const [at, setAt] = useState(Math.max(0, choices?.current ?? 0));
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => list.current?.focus({ preventScroll: true }), []);
  useEffect(() => list.current?.children[at]?.scrollIntoView({ block: "nearest" }), [at]);
  if (choices === undefined) return null;
  const { texts, label, choose, close, leave } = choices;
  const onKeyDown = (event: KeyboardEvent): void => {
    const { key } = event;
    if (event.ctrlKey || event.metaKey || event.altKey || !isOfList(key)) return;
    if (key === "Enter" || key === " ") choose(at);
    else if (key === "Escape" || key === "Tab") close();
    else setAt(destination(key, at, texts) ?? at);
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div
      ref={list}
      class="xlsx-choices"
      role="listbox"
      tabIndex={0}
      aria-label={label}
      aria-activedescendant={`xlsx-choice-${at}`}
      onKeyDown={onKeyDown}
      onBlur={leave}
    >
      {texts.map((text, index) => (
        <div
          key={index}
          id={`xlsx-choice-${index}`}
          class="xlsx-choice"
          role="option"
          tabIndex={-1}
          aria-selected={index === at}
          onMouseDown={(event) => {
            event.preventDefault();
            choose(index);
          }}
        >
          {text}
        </div>
      ))}
    </div>
  );
}

const KEYS = ["Enter", "Escape", "Tab", "ArrowDown", "ArrowUp", "Home", "End"];
/** All others are the browser's or the page's. */
const isOfList = (key: string): boolean => key.length === 1 || KEYS.includes(key);

/** By arrows, Home and End, or to the next one that begins with the letter that was typed. */
function destination(key: string, at: number, texts: readonly string[]): number | null {
  const last = texts.length - 1;
  switch (key) {
    case "ArrowDown":
      return Math.min(last, at + 1);
    case "ArrowUp":
      return Math.max(0, at - 1);
    case "Home":
      return 0;
    case "End":
      return last;
  }
  if (key.length !== 1) return null;
  const starts = (text: string): boolean => text.toLowerCase().startsWith(key.toLowerCase());
  const next = texts.findIndex((text, index) => index > at && starts(text));
  const found = next < 0 ? texts.findIndex(starts) : next;
  return found < 0 ? null : found;
}

/** To be called once for each grid, before the first list. */
export const registerChoices = ({ univer }: Grid): void => {
  univer.__getInjector().get(ComponentManager).register(NAME, ChoiceList);
};

/** Opens a list at a cell; as long as it is open the grid hears no keys. @returns takes it away again */
export function openChoices(grid: Grid, { row, column }: Point, choices: Choices): () => void {
  const injector = grid.univer.__getInjector();
  const sheet = grid.book.getActiveSheet()?.getSheetId();
  const popup = { componentKey: NAME, direction: "bottom-left", extraProps: { choices } } as const;
  const hung = injector
    .get(SheetCanvasPopManagerService)
    .attachPopupToCell(row, column, popup, grid.unit, sheet);
  const keys = injector.get(IShortcutService).forceDisable();
  return () => {
    keys.dispose();
    hung?.dispose();
  };
}
