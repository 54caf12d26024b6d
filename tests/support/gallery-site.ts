import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { build } from "esbuild";

/** The gallery of `tests/support/gallery` as a site of its own, for real browsers. */

export interface GallerySite {
  /** The address of a scene, by its name. */
  sceneUrl(name: string): string;
  close(): void;
}

export async function openGallery(): Promise<GallerySite> {
  const { url, close } = await serve(await bundled());
  // A new query loads the page anew: a scene does not live on in the next one
  return { sceneUrl: (name) => `${url}/?${name}#scene=${name}`, close };
}

type Files = Readonly<Record<string, Uint8Array>>;

const ENTRIES = {
  "gallery-page": "tests/support/gallery/gallery.tsx",
  ui: "extension/ui/ui.css",
  pages: "extension/pages/shell/pages.css",
};

const PAGE = `<!doctype html>
<html lang="en">
  <meta charset="utf-8">
  <title>Strongroom</title>
  <link rel="stylesheet" href="/ui.css">
  <link rel="stylesheet" href="/pages.css">
  <script type="module" src="/gallery-page.js"></script>
  <body></body>
</html>`;

async function bundled(): Promise<Files> {
  const { outputFiles } = await build({
    entryPoints: ENTRIES,
    bundle: true,
    write: false,
    outdir: "/",
    format: "esm",
    jsx: "automatic",
    jsxImportSource: "preact",
    charset: "utf8",
  });
  const files = outputFiles.map(({ path, contents }) => [path, contents] as const);
  return { "/": Buffer.from(PAGE), ...Object.fromEntries(files) };
}

const TYPES: Readonly<Record<string, string>> = { css: "text/css", js: "text/javascript" };

async function serve(files: Files): Promise<{ readonly url: string; close(): void }> {
  const server = createServer(({ url = "/" }, response) => {
    const { pathname } = new URL(url, "http://localhost");
    const type = TYPES[pathname.split(".").at(-1) ?? ""] ?? "text/html";
    response.setHeader("content-type", type);
    response.end(files[pathname]);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() };
}
