import "./viewers.css";
import { chooseLanguage } from "../../ui/strings/languages.ts";
import { loadLocale } from "../../ui/strings/load-locale.ts";
import type { MountOptions, OpenEditor } from "../adapter.ts";
import { cutNote, viewerNote } from "./cut-note.ts";
import { countText, decodeText, shownText } from "./decode-text.ts";
import { createFindBar } from "./find-bar.tsx";
import { findInElement } from "./find-in-element.ts";
import { openView } from "./open-view.ts";
import { printSheet } from "./print-sheet.ts";

export interface TextKind {
  readonly className: string;
  /** What the text becomes in the page; unset when it could not be set as its kind is, and stands there as it is. */
  contentOf(text: string): Promise<{ readonly content: HTMLElement; readonly isUnset?: boolean }>;
  /** What its words are counted in. */
  countedIn(whole: string, content: HTMLElement): string;
}

/** Shows a file that is text, to be read, searched, printed and counted. */
export async function openText(options: MountOptions, kind: TextKind): Promise<OpenEditor> {
  const locale = await loadLocale(chooseLanguage([options.locale]));
  const whole = decodeText(options.bytes);
  const { text, cutAt } = shownText(whole);
  const root = document.createElement("div");
  root.className = `viewer ${kind.className}`;
  const { content, isUnset = false } = await kind.contentOf(text);
  content.dir = "auto";
  const notes = isUnset ? [viewerNote(locale.strings.document.viewer.unset)] : [];
  root.append(...cutNote(cutAt, locale), ...notes, content);
  const bar = createFindBar(root, locale, findInElement(content));
  return openView(options, {
    root,
    dispose: bar.dispose,
    openFind: bar.open,
    print: () => printSheet([content.cloneNode(true)]),
    statistics: () => ({
      isSelection: false,
      ...countText(kind.countedIn(whole, content), options.locale),
    }),
  });
}
