import type { EditorAdapter } from "../adapter.ts";
import { markdownFragment } from "./markdown-fragment.ts";
import { openText, type TextKind } from "./open-text.ts";
import { noSeed } from "./open-view.ts";

const MARKDOWN: TextKind = {
  className: "viewer-markdown",
  contentOf(text) {
    const content = document.createElement("article");
    content.append(markdownFragment(text));
    return content;
  },
  countedIn: (_, content) => content.textContent ?? "",
};

/** Markdown, set as a page. */
export const markdownViewer: EditorAdapter = {
  kinds: ["markdown"],
  seed: noSeed,
  mount: (options) => openText(options, MARKDOWN),
};
