import { unzipSync } from "fflate";
import { checkPackage } from "../../extension/editors/package-check.ts";
import { type Bytes, equalBytes, type Plain } from "../../shared/bytes.ts";
import { AppError } from "../../shared/errors.ts";
import { type Comparison, compare } from "./compare.ts";
import { type Driver, type OpenFile, seeded } from "./driver.ts";

/** One edit of one file: opened, changed, saved, opened again. */
export interface EditResult extends Comparison {
  readonly edit: string;
  /** The file opened again shows what the editor showed. */
  readonly hasArrived: boolean;
  /** The library's own save shows it. Where that fails too, the editor's view of the file is at fault, not the save. */
  readonly hasArrivedByLibrary: boolean;
  readonly fallbacks: number;
  readonly hazards: number;
  readonly unplaced: readonly string[];
}

export interface FileResult {
  readonly name: string;
  readonly kind: string;
  /** The sentence's code when the file is refused, before an editor sees it or by the editor. */
  readonly refused: string | null;
  /** A save without an edit is the file itself. */
  readonly isIdle: boolean;
  readonly edits: readonly EditResult[];
}

const partsOf = (bytes: Bytes): Map<string, Uint8Array> =>
  new Map(Object.entries(unzipSync(bytes)).filter(([path]) => !path.endsWith("/")));

const isSame = (a: Bytes, b: Bytes): boolean => a.length === b.length && equalBytes(a, b);

async function shows(driver: Driver, bytes: Bytes, wanted: readonly string[]): Promise<boolean> {
  try {
    const seen = (await driver.open(bytes as Plain)).seen();
    return seen.length === wanted.length && seen.every((line, i) => line === wanted[i]);
  } catch {
    return false;
  }
}

/** Saves an edited document and looks at what came out; also gives the saved bytes, for another program to open. */
export async function measureSave(
  driver: Driver,
  original: Bytes,
  opened: OpenFile,
  edit: string,
): Promise<{ result: EditResult; bytes: Plain }> {
  const { bytes, byLibrary, fallbacks, hazards, unplaced } = await opened.save();
  const wanted = opened.seen();
  const hasArrived = await shows(driver, bytes, wanted);
  const result = {
    edit,
    hasArrived,
    hasArrivedByLibrary: hasArrived || byLibrary === null || (await shows(driver, byLibrary, wanted)),
    fallbacks,
    hazards,
    unplaced,
    ...compare(partsOf(original), partsOf(bytes), driver.changes(edit)),
  };
  return { result, bytes };
}

export interface MeasuredFile {
  readonly result: FileResult;
  /** After the first edit that could be made; null when there was none. */
  readonly edited: { readonly edit: string; readonly bytes: Plain } | null;
}

const codeOf = (cause: unknown): string => (cause instanceof AppError ? cause.code : "EDITOR_FAILED");

/** Opens a file once for each edit that the editor of its kind knows, and once for none. */
export async function measureFile(driver: Driver, name: string, bytes: Plain): Promise<MeasuredFile> {
  const { kind } = driver;
  const edits: EditResult[] = [];
  let edited: MeasuredFile["edited"] = null;
  try {
    checkPackage(bytes, kind);
    const isIdle = isSame((await (await driver.open(bytes)).save()).bytes, bytes);
    for (const [n, edit] of driver.edits.entries()) {
      const opened = await driver.open(bytes);
      if (!opened.edit(edit, seeded(n))) continue;
      const saved = await measureSave(driver, bytes, opened, edit);
      edits.push(saved.result);
      edited ??= { edit, bytes: saved.bytes };
    }
    return { result: { name, kind, refused: null, isIdle, edits }, edited };
  } catch (cause) {
    return { result: { name, kind, refused: codeOf(cause), isIdle: false, edits }, edited };
  }
}
