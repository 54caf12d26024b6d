/** Random edits to whole documents: what is saved has to open again and show the same. */

import { strFromU8, unzipSync } from "fflate";
import { DOCUMENT_KINDS, type DocumentKind } from "../../extension/editors/document-kinds.ts";
import { parseXml } from "../../extension/editors/package/xml-parse.ts";
import { checkPackage } from "../../extension/editors/package-check.ts";
import { equalBytes, type Plain } from "../../shared/bytes.ts";
import { AppError } from "../../shared/errors.ts";
import { type Driver, type OpenFile, pick, type Random } from "../fidelity/driver.ts";
import { upTo } from "./mutate.ts";
import type { Sample } from "./samples.ts";
import { demand, type Target } from "./target.ts";

const EDITS_MAX = 6;
const SAVES_MAX = 3;

const DRIVERS: Readonly<Record<DocumentKind, () => Promise<Driver>>> = {
  docx: async () => (await import("../fidelity/docx-driver.ts")).docxDriver,
  pptx: async () => (await import("../fidelity/pptx-driver.ts")).pptxDriver,
  xlsx: async () => (await import("../fidelity/xlsx-driver.ts")).xlsxDriver,
};

export const mergeTargets = (samples: readonly Sample[]): Promise<Target[]> =>
  Promise.all(
    DOCUMENT_KINDS.map(async (kind): Promise<Target> => {
      const driver = await DRIVERS[kind]();
      const files = samples.filter((sample) => sample.kind === kind && isOpened(sample));
      const run = (random: Random) => editAndSave(driver, pick(files, random), random);
      return { name: `merge: ${kind}`, refusals: [], run };
    }),
  );

function isOpened({ bytes, kind }: Sample): boolean {
  try {
    checkPackage(bytes, kind);
    return true;
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  }
}

/** What was no markup before may stay as it was. */
function demandWellFormed(before: Plain, after: Plain): void {
  const old = unzipSync(before);
  for (const [path, content] of Object.entries(unzipSync(after))) {
    const was = old[path];
    const isKept = was !== undefined && equalBytes(was, content);
    if (isMarkup(path) && !isKept) parseXml(strFromU8(content));
  }
}

const isMarkup = (path: string): boolean => /\.(xml|rels)$/.test(path);

/** Saved again and again, each time from what the time before gave. */
async function editAndSave(driver: Driver, sample: Sample | undefined, random: Random): Promise<void> {
  if (sample === undefined) return;
  let { bytes } = sample;
  for (let saves = 1 + upTo(SAVES_MAX, random); saves > 0; saves--) {
    const open = await driver.open(bytes);
    const edits = editRandomly(open, driver, random);
    const saved = await open.save();
    const told = `${sample.name} after ${edits.join(", ")}`;
    checkPackage(saved.bytes, sample.kind);
    demandWellFormed(bytes, saved.bytes);
    const after = await driver.open(saved.bytes);
    demandSame(withoutEnd(open.seen()), withoutEnd(after.seen()), told);
    bytes = saved.bytes;
  }
}

/** The library ends each text with an empty paragraph when a table is the last of it. */
const withoutEnd = (seen: readonly string[]): readonly string[] =>
  seen.slice(0, seen.findLastIndex((line) => line !== "") + 1);

function demandSame(before: readonly string[], after: readonly string[], told: string): void {
  const at = before.findIndex((line, index) => line !== after[index]);
  if (at < 0 && before.length === after.length) return;
  const lines = [before[at], after[at]].map((line) => JSON.stringify(line?.slice(0, 80)));
  demand(false, `shows something else: ${told}: ${lines.join(" became ")}`);
}

function editRandomly(open: OpenFile, { edits }: Driver, random: Random): string[] {
  const made: string[] = [];
  for (let left = upTo(EDITS_MAX, random); left > 0; left--) {
    const edit = pick(edits, random) ?? "";
    if (open.edit(edit, random)) made.push(edit);
  }
  return made;
}
