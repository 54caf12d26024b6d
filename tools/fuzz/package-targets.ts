/** Office files: the ZIP around them, the markup in them, formulas, and the workbook that comes of it. */
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { DOCUMENT_KINDS } from "../../extension/editors/document-kinds.ts";
import { parseXml } from "../../extension/editors/package/xml-parse.ts";
import { checkPackage } from "../../extension/editors/package-check.ts";
import { joinFormula, moveFormula, splitFormula } from "../../extension/editors/xlsx/formula/formula-text.ts";
import { parseMarkup } from "../../extension/editors/xlsx/package/parse-markup.ts";
import { readWorkbook } from "../../extension/editors/xlsx/package/read-workbook.ts";
import { asPlain, type Bytes, concat } from "../../shared/bytes.ts";
import { pick, type Random } from "../fidelity/driver.ts";
import { mutated, mutatedText, upTo } from "./mutate.ts";
import type { Sample } from "./samples.ts";
import { demand, type Target } from "./target.ts";

const DOCUMENT_REFUSALS = [
  "DOCUMENT_EMPTY",
  "DOCUMENT_NOT_PACKAGE",
  "DOCUMENT_OLD_FORMAT",
  "DOCUMENT_PASSWORD_PROTECTED",
  "DOCUMENT_WRONG_KIND",
  "DOCUMENT_UNSAFE_XML",
  "DOCUMENT_BOMB",
  "DOCUMENT_DAMAGED",
  "DOCUMENT_TOO_LARGE",
];
/** The directory of a package, and the place where it begins: the rest is what `unpackEntry` reads. */
const TAIL_BYTES = 2000;
// biome-ignore format: a list of words
const XML_WORDS = ["<", ">", "</", "/>", "<a>", "</a>", "<!--", "-->", "<![CDATA[", "]]>", "<?x?>", "<!DOCTYPE x>", "&amp;", "&#0;", "&#x110000;", "&x;", '"', "'", "=", ' r="A1"', ' r="ZZZZ99999999"', ' xmlns="x"', "\u0000", "\ud800", "😀", "-1", "1e400", "NaN", "__proto__"];
// biome-ignore format: a list of words
const FORMULA_WORDS = ["=", "(", ")", ",", ";", ":", "!", "$", "'", '"', "''", "A1", "$XFD$1048576", "XFE1", "A0", "1:1", "A:A", "Sheet1!", "'It''s'!", "[1]Data!", "#REF!", "{1,2}", "SUM(", "Table[[#All],[a]]", "@", "1E+5", " ", "é", "😀"];

export const packageTargets = (samples: readonly Sample[]): Target[] => [
  zipTarget(samples),
  workbookTarget(samples.filter(({ kind }) => kind === "xlsx")),
  markupTarget("markup: patch writer", samples, parseXml),
  markupTarget("markup: spreadsheets", samples, parseMarkup),
  formulaTarget,
];

function zipTarget(samples: readonly Sample[]): Target {
  const run = (random: Random): void => {
    const bytes = pick(samples, random)?.bytes ?? new Uint8Array();
    const at = random() < 0.5 ? Math.max(0, bytes.length - TAIL_BYTES) : 0;
    const changed = mutated(bytes.slice(at), random);
    checkPackage(concat(bytes.slice(0, at), changed), pick(DOCUMENT_KINDS, random) ?? "docx");
  };
  return { name: "package: ZIP", refusals: DOCUMENT_REFUSALS, run };
}

/** A whole package around one part with other text, so that the readers behind the check get to see it. */
function workbookTarget(samples: readonly Sample[]): Target {
  const run = (random: Random): void => {
    const files = unzipSync(pick(samples, random)?.bytes ?? new Uint8Array());
    const path = pick(Object.keys(files).filter(isMarkup), random) ?? "";
    const text = mutatedText(textOf(files[path]), XML_WORDS, random);
    const bytes: Bytes = new Uint8Array(zipSync({ ...files, [path]: strToU8(text) }, { level: 0 }));
    checkPackage(bytes, "xlsx");
    readWorkbook(asPlain(bytes));
  };
  return { name: "package: workbook", refusals: DOCUMENT_REFUSALS, run };
}

const isMarkup = (path: string): boolean => /\.(xml|rels)$/.test(path);
const textOf = (bytes: Uint8Array | undefined): string => strFromU8(bytes ?? new Uint8Array());

/** Refused as a SyntaxError, which their callers turn into an answer. */
function markupTarget(name: string, samples: readonly Sample[], parse: (text: string) => unknown): Target {
  const texts = samples.flatMap(({ bytes }) => {
    const files = unzipSync(bytes, {
      filter: ({ name, originalSize }) => isMarkup(name) && originalSize < 60_000,
    });
    return Object.values(files).map(textOf);
  });
  const run = (random: Random): void => {
    try {
      parse(mutatedText(pick(texts, random) ?? "", XML_WORDS, random));
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
    }
  };
  return { name, refusals: [], run };
}

/** What is no reference stays as it is, to the letter. */
const formulaTarget: Target = {
  name: "formulas",
  refusals: [],
  run: (random) => {
    const words = Array.from({ length: 1 + upTo(12, random) }, () => pick(FORMULA_WORDS, random) ?? "");
    const formula = mutatedText(words.join(""), FORMULA_WORDS, random);
    const once = joinFormula(splitFormula(formula));
    demand(joinFormula(splitFormula(once)) === once, `other letters each time: ${JSON.stringify(formula)}`);
    moveFormula(formula, upTo(2000, random) - 1000, upTo(200, random) - 100);
  },
};
