// Test vectors that nobody on the project wrote. They are not part of it: where the folder is absent, their tests are skipped.
import { existsSync, readFileSync } from "node:fs";

const FOLDER = new URL("../../../shared/vectors/", import.meta.url);

export const hasForeignVectors = existsSync(FOLDER);
export const WHY_SKIPPED = hasForeignVectors ? "" : " (skipped: no ../shared/vectors)";

/** One file's content, or `empty` where the folder is absent. */
export function foreign<Content>(name: string, empty: Content): Content {
  if (!hasForeignVectors) return empty;
  return JSON.parse(readFileSync(new URL(`${name}.json`, FOLDER), "utf8")) as Content;
}

export const fromHex = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(Buffer.from(text, "hex"));
