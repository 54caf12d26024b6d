// @vitest-environment node
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { unzipSync } from "fflate";
import { beforeAll, describe, expect, it } from "vitest";
import { checkPackage } from "../../../../extension/editors/package-check.ts";
import { asPlain, type Bytes, type Plain } from "../../../../shared/bytes.ts";
import { compare } from "../../../../tools/fidelity/compare.ts";
import { docxDriver } from "../../../../tools/fidelity/docx-driver.ts";
import { type Driver, pick, seeded } from "../../../../tools/fidelity/driver.ts";
import { pptxDriver } from "../../../../tools/fidelity/pptx-driver.ts";

const CORPUS = new URL("../../../../../shared/corpus/", import.meta.url);
/** A few of each kind; all of them with CORPUS=all. */
const SAMPLE: Readonly<Record<string, RegExp>> = {
  docx: /^(test|par-hyperlinks|tbl-props|comments-rich-para|hdr-header-footer)\.docx$/,
  pptx: /^(test|shp-shapes|sld-notes|shp-picture)\.pptx$/,
};
const ROUNDS = 3;
const EDITS_PER_ROUND = 4;
const PATIENCE_MS = 120_000;

const hasCorpus = existsSync(CORPUS);

function filesOf(kind: string): string[] {
  if (!hasCorpus) return [];
  const wanted = process.env.CORPUS === "all" ? /./ : (SAMPLE[kind] ?? /./);
  return readdirSync(new URL(kind, CORPUS)).filter((name) => wanted.test(name));
}

const read = (kind: string, name: string): Plain =>
  asPlain(new Uint8Array(readFileSync(new URL(`${kind}/${name}`, CORPUS))));
const partsOf = (bytes: Bytes): Map<string, Uint8Array> =>
  new Map(Object.entries(unzipSync(bytes)).filter(([path]) => !path.endsWith("/")));

/** Some edits, chosen by the seed; the names of those that could be made. */
async function editedOnce(driver: Driver, bytes: Plain, random: () => number) {
  const opened = await driver.open(bytes);
  const done: string[] = [];
  for (let n = 0; n < EDITS_PER_ROUND; n++) {
    const name = pick(driver.edits, random);
    if (name !== undefined && opened.edit(name, random)) done.push(name);
  }
  return { done, saved: await opened.save(), wanted: opened.seen() };
}

beforeAll(() => {
  const silent = (): void => undefined;
  Object.assign(console, { info: silent, warn: silent, debug: silent });
});

describe.skipIf(!hasCorpus).each([docxDriver, pptxDriver])("real $kind files", (driver) => {
  const { kind } = driver;

  it.each(filesOf(kind))(
    "%s: saved without an edit it is the very same file",
    async (name) => {
      const bytes = read(kind, name);
      expect((await (await driver.open(bytes)).save()).bytes).toEqual(bytes);
    },
    PATIENCE_MS,
  );

  it.each(filesOf(kind))(
    "%s: nothing else changes over edits and saves, one after the other",
    async (name) => {
      const random = seeded(name.length);
      let bytes = read(kind, name);
      for (let round = 0; round < ROUNDS; round++) {
        const { done, saved, wanted } = await editedOnce(driver, bytes, random);
        checkPackage(saved.bytes, kind);
        const { partsLost, malformed, broken, changedWithoutCause } = compare(
          partsOf(bytes),
          partsOf(saved.bytes),
          {
            parts: new RegExp(
              [...new Set(["delete", ...done])].map((each) => driver.changes(each).parts.source).join("|"),
            ),
            paragraphs: 0,
            others: 0,
          },
        );
        expect({ done, partsLost, malformed, broken, changedWithoutCause }).toEqual({
          done,
          partsLost: [],
          malformed: [],
          broken: [],
          changedWithoutCause: [],
        });
        const seen = (await driver.open(saved.bytes)).seen();
        const byLibrary = (await driver.open(asPlain(saved.byLibrary ?? saved.bytes))).seen();
        // Where the library's own save does not show the edit, it cannot be found in the difference of two of them.
        if (JSON.stringify(byLibrary) === JSON.stringify(wanted)) expect(seen).toEqual(wanted);
        bytes = saved.bytes;
      }
    },
    PATIENCE_MS,
  );
});
