import { markdownHtml } from "./markdown-html.ts";

const SCRIPT = "/markdown.worker.js";
/** Any text that people write takes a fraction of it. */
const PATIENCE_MS = 5_000;

/** Markdown as HTML, made in a thread of its own; null when it cannot be made, or takes too long. */
export async function htmlInThread(text: string): Promise<string | null> {
  if (typeof Worker === "undefined") return markdownHtml(text);
  const thread = new Worker(SCRIPT);
  try {
    return await new Promise<string | null>((resolve) => {
      thread.onmessage = ({ data }: MessageEvent<string | null>) => resolve(data);
      thread.onerror = () => resolve(null);
      setTimeout(() => resolve(null), PATIENCE_MS);
      thread.postMessage(text);
    });
  } finally {
    thread.terminate();
  }
}
