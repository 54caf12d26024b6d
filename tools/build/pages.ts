import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { PAGES } from "./bundle.ts";

/**
 * Writes `<page>.html` beside its built script. The source names `./main.tsx` (or `./main.ts`); styles that the
 * script imports, also those of its lazy parts, stand in `<page>.css` and are linked here.
 */
export async function writePages(outdir: string): Promise<void> {
  for (const page of PAGES) {
    const source = `extension/pages/${page}/index.html`;
    if (existsSync(source)) {
      const hasStyles = existsSync(join(outdir, `${page}.css`));
      await writeFile(join(outdir, `${page}.html`), fill(await readFile(source, "utf8"), page, hasStyles));
    }
  }
}

function fill(html: string, page: string, hasStyles: boolean): string {
  const link = hasStyles ? `  <link rel="stylesheet" href="${page}.css">\n  ` : "";
  return html.replace(/\.\/main\.tsx?/g, `${page}.js`).replace("</head>", `${link}</head>`);
}
