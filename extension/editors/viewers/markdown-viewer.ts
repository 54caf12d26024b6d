import type { EditorAdapter } from "../adapter.ts";
import { markdownFragment } from "./markdown-fragment.ts";
import { htmlInThread } from "./markdown-thread.ts";
import { openText, type TextKind } from "./open-text.ts";
import { noSeed } from "./open-view.ts";
import { plainContent } from "./text-viewer.ts";

const MARKDOWN: TextKind = {
  className: "viewer-markdown",
  async contentOf(text) {
    const html = await htmlInThread(text);
    if (html === null) return { content: plainContent(text), isUnset: true };
    const content = document.createElement("article");
    content.append(markdownFragment(html));
    return { content };
  },
  countedIn: (_, content) => content.textContent ?? "",
};

/** Markdown, set as a page. */
export const markdownViewer: EditorAdapter = {
  kinds: ["markdown"],
  seed: noSeed,
  mount: (options) => openText(options, MARKDOWN),
};
