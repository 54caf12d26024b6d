import { Marked } from "marked";

/**
 * Markdown as HTML, whatever stands in it; null where it is nested too deep to be read. A short text of many stars or underscores
 * can take minutes, so pages have a thread do it: markdown-thread.ts.
 */
export function markdownHtml(text: string): string | null {
  try {
    return new Marked({ gfm: true, async: false }).parse(text, { async: false });
  } catch {
    return null;
  }
}
