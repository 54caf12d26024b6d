import { writeFile } from "node:fs/promises";
import { FOLDER, type Shot } from "./capture.ts";

/** Writes the contact sheet: one row a state, both browsers side by side, to be looked at by people. */
export async function writeSheet(shots: readonly Shot[]): Promise<string> {
  const states = [...new Set(shots.map(({ state }) => state))];
  const rows = states
    .map((state) =>
      row(
        state,
        shots.filter((shot) => shot.state === state),
      ),
    )
    .join("\n");
  const path = `${FOLDER}/index.html`;
  await writeFile(path, page(rows));
  return path;
}

const row = (state: string, shots: readonly Shot[]): string =>
  `<section><h2>${state}</h2><div>${shots.map(figure).join("")}</div></section>`;

const figure = ({ path, browser, width, theme }: Shot): string =>
  `<figure><a href="${path}"><img src="${path}" loading="lazy" alt=""></a><figcaption>${browser} · ${width} · ${theme}</figcaption></figure>`;

const page = (rows: string): string => `<!doctype html>
<meta charset="utf-8">
<title>Strongroom: every page and state</title>
<style>
  body { margin: 24px; background: #5b6470; color: #fff; font: 14px system-ui; }
  div { display: flex; flex-wrap: wrap; gap: 12px; align-items: start; }
  figure { margin: 0; }
  img { display: block; inline-size: 320px; }
</style>
${rows}
`;
