import { existsSync, globSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { asPlain, type Plain } from "../../../../shared/bytes.ts";

/** Real documents beside the project, when they are there. */
const FOLDER = process.env.CORPUS ?? "../shared/corpus";

export const corpusFiles = (): string[] =>
  existsSync(FOLDER) ? globSync(`${FOLDER}/docx/*.docx`).sort() : [];

export const nameOf = (path: string): string => basename(path);
export const bytesOf = (path: string): Plain => asPlain(new Uint8Array(readFileSync(path)));
