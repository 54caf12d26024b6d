import { markdownHtml } from "./markdown-html.ts";

// One text, then the page ends this thread.

self.addEventListener("message", ({ data }: MessageEvent<string>) => {
  self.postMessage(markdownHtml(data));
});
