import type { EditorAdapter } from "../adapter.ts";
import { openText, type TextKind } from "./open-text.ts";
import { noSeed } from "./open-view.ts";

export function plainContent(text: string): HTMLElement {
  const content = document.createElement("pre");
  content.textContent = text;
  return content;
}

const PLAIN: TextKind = {
  className: "viewer-text",
  contentOf: async (text) => ({ content: plainContent(text) }),
  countedIn: (whole) => whole,
};

/** Plain text, as it is. */
export const textViewer: EditorAdapter = {
  kinds: ["text"],
  seed: noSeed,
  mount: (options) => openText(options, PLAIN),
};
