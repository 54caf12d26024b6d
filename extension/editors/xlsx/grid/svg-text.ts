/** Small pieces of SVG. */
const UNFIT = /[\p{Cc}\p{Cs}\ufffe\uffff]/gu;

export const escaped = (words: string): string =>
  words
    .replace(UNFIT, " ")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");

/** A tenth of a pixel is seen by nobody. */
export const px = (value: number): string => String(Math.round(value * 10) / 10);

interface TextLook {
  readonly anchor?: "start" | "middle" | "end";
  readonly size?: number;
}

export const text = (
  x: number,
  y: number,
  words: string,
  { anchor = "start", size = 11 }: TextLook = {},
): string =>
  `<text x="${px(x)}" y="${px(y)}" font-size="${size}" text-anchor="${anchor}" fill="#404040">${escaped(words)}</text>`;

interface Rectangle {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export const rectangle = ({ left, top, width, height }: Rectangle, fill: string, more = ""): string =>
  `<rect x="${px(left)}" y="${px(top)}" width="${px(Math.max(0, width))}" height="${px(Math.max(0, height))}" fill="${fill}"${more}/>`;

export const line = (x1: number, y1: number, x2: number, y2: number, stroke: string): string =>
  `<line x1="${px(x1)}" y1="${px(y1)}" x2="${px(x2)}" y2="${px(y2)}" stroke="${stroke}"/>`;
