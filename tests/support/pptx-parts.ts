import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";

/** Looking into the parts of a presentation. */

export const slide = (bytes: Uint8Array, number: number): string =>
  strFromU8(unzipSync(bytes)[`ppt/slides/slide${number}.xml`] ?? new Uint8Array());

/** Parts of `after` that are not the bytes they were. */
export function changedParts(before: Uint8Array, after: Uint8Array): string[] {
  const [old, next] = [unzipSync(before), unzipSync(after)];
  return [...new Set([...Object.keys(old), ...Object.keys(next)])].filter(
    (path) => Buffer.compare(old[path] ?? Buffer.alloc(0), next[path] ?? Buffer.alloc(0)) !== 0,
  );
}

/** A slide with a list of two points, the second word of the first in bold. */
export function withBullets(bytes: Uint8Array): Uint8Array {
  const parts = unzipSync(bytes);
  const point = (runs: string): string =>
    `<a:p><a:pPr marL="342900" indent="-342900"><a:buChar char="&#x2022;"/></a:pPr>${runs}</a:p>`;
  const run = (text: string, bold = ""): string =>
    `<a:r><a:rPr lang="en-US"${bold}/><a:t>${text}</a:t></a:r>`;
  const body = point(run("First ") + run("bold", ' b="1"')) + point(run("Second"));
  const source = slide(bytes, 1).replace(
    /<a:p>\s*<a:r>\s*<a:rPr[^>]*>\s*<a:t>Title Text[\s\S]*?<\/a:p>/,
    body,
  );
  return zipSync({ ...parts, "ppt/slides/slide1.xml": strToU8(source) });
}
