import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { asPlain, type Plain } from "../../../../shared/bytes.ts";

const FOLDER = join(import.meta.dirname, "../../../../../shared/corpus/xlsx");

/** No workbook in it. */
const NO_WORKBOOKS = new Set(["missing-bits.xlsx"]);

/** Real files, if they are at hand: they are not part of the tree. */
export const corpus: readonly string[] = existsSync(FOLDER)
  ? readdirSync(FOLDER).filter((name) => name.endsWith(".xlsx") && !NO_WORKBOOKS.has(name))
  : [];

export const corpusFile = (name: string): Plain => asPlain(new Uint8Array(readFileSync(join(FOLDER, name))));
