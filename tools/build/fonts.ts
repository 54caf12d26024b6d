import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Fonts with the same widths as the ones that documents name, so that pages break alike for everybody. */
const FONTS: readonly { family: string; standsFor: readonly string[] }[] = [
  { family: "carlito", standsFor: ["Calibri", "Carlito"] },
  { family: "caladea", standsFor: ["Cambria", "Caladea"] },
  { family: "arimo", standsFor: ["Arial", "Helvetica", "Liberation Sans", "Arimo"] },
  { family: "tinos", standsFor: ["Times New Roman", "Liberation Serif", "Tinos"] },
  { family: "cousine", standsFor: ["Courier New", "Liberation Mono", "Cousine"] },
];
const FACES = ["400", "400-italic", "700", "700-italic"];

/** Writes `fonts/fonts.css` with one face for each name, style and script, the font files, and their licences. */
export async function writeFonts(outdir: string): Promise<void> {
  const folder = join(outdir, "fonts");
  await mkdir(folder, { recursive: true });
  const sheets = await Promise.all(FONTS.map((font) => writeFont(folder, font.family, font.standsFor)));
  await writeFile(join(folder, "fonts.css"), sheets.join(""));
}

async function writeFont(folder: string, family: string, names: readonly string[]): Promise<string> {
  const source = join("node_modules/@fontsource", family);
  await copyFile(join(source, "LICENSE"), join(folder, `OFL-${family}.txt`));
  const sheets = await Promise.all(FACES.map((face) => readFile(join(source, `${face}.css`), "utf8")));
  const faces = sheets.flatMap((sheet) => [...sheet.matchAll(/@font-face\s*\{([^}]*)\}/g)]).map(parseFace);
  await Promise.all(faces.map(({ file }) => copyFile(join(source, "files", file), join(folder, file))));
  return names.flatMap((name) => faces.map((face) => renderFace(name, face))).join("");
}

interface Face {
  readonly file: string;
  readonly style: string;
  readonly weight: string;
  readonly range: string;
}

function parseFace([, body = ""]: RegExpMatchArray): Face {
  const find = (pattern: RegExp): string => pattern.exec(body)?.[1]?.trim() ?? "";
  const face = {
    file: find(/url\(\.\/files\/([\w.-]+\.woff2)\)/),
    style: find(/font-style:\s*([^;]+);/),
    weight: find(/font-weight:\s*([^;]+);/),
    range: find(/unicode-range:\s*([^;]+);/),
  };
  if (Object.values(face).includes("")) throw new Error(`A font's style sheet has another form now: ${body}`);
  return face;
}

// From the root: the editor prints in a window of its own, whose base address is another.
const renderFace = (name: string, { file, style, weight, range }: Face): string =>
  `@font-face{font-family:"${name}";font-style:${style};font-weight:${weight};font-display:block;` +
  `src:url(/fonts/${file}) format("woff2");unicode-range:${range}}\n`;
