import type { Plain } from "../../../../shared/bytes.ts";
import { AppError } from "../../../../shared/errors.ts";
import { colorReader } from "./colors.ts";
import type { Markup } from "./markup.ts";
import { Parts } from "./parts.ts";
import { FormulaRoom, sharedText } from "./read-cells.ts";
import { type BookFacts, readSheet } from "./read-sheet.ts";
import { readDifferences, readStyles } from "./read-styles.ts";
import type { BaseSheet, DefinedName, Workbook } from "./workbook.ts";

/** The workbook's own part, which nearly every program calls xl/workbook.xml. */
export function workbookPart(parts: Parts): string {
  const [named] = parts.related("", "officeDocument");
  const part = named ?? parts.nameOf("xl/workbook.xml");
  if (part === null) throw new SyntaxError("no workbook");
  return part;
}

function readNames(root: Markup): DefinedName[] {
  return [...(root.child("definedNames")?.elements("definedName") ?? [])].map((each) => {
    const sheet = each.number("localSheetId");
    return { name: each.get("name") ?? "", formula: each.text, ...(sheet === null ? {} : { sheet }) };
  });
}

const partOf = (parts: Parts, workbook: string, type: string): Markup | null => {
  const [part] = parts.related(workbook, type);
  return part === undefined ? null : parts.markup(part);
};

function readSheets(parts: Parts, workbook: string, root: Markup, facts: BookFacts): BaseSheet[] {
  const relationships = new Map(parts.relationships(workbook).map((each) => [each.id, each]));
  return [...(root.child("sheets")?.elements("sheet") ?? [])].map((each, i) =>
    readSheet(
      parts,
      {
        id: `s${i}`,
        name: each.get("name") ?? "",
        isHidden: (each.get("state") ?? "visible") !== "visible",
        relationship: relationships.get(each.getPrefixed("id") ?? ""),
      },
      facts,
    ),
  );
}

/** Reads a workbook from a package whose parts stay at hand, as the writer needs them. @throws SyntaxError, TypeError */
export function readParts(parts: Parts): Workbook {
  const part = workbookPart(parts);
  const root = parts.markup(part);
  if (root === null) throw new SyntaxError("no workbook");
  const styleSheet = partOf(parts, part, "styles");
  const color = colorReader(partOf(parts, part, "theme"), styleSheet);
  const texts = [...(partOf(parts, part, "sharedStrings")?.elements("si") ?? [])].map(sharedText);
  const sheets = readSheets(parts, part, root, { texts, color, formulaRoom: new FormulaRoom() });
  if (sheets.length === 0) throw new SyntaxError("no sheets");
  const styles = readStyles(styleSheet, color);
  return {
    sheets,
    styles,
    differences: readDifferences(styleSheet, color),
    defaultStyle: styles[0] ?? {},
    names: readNames(root),
    countsFrom1904: root.child("workbookPr")?.flag("date1904") ?? false,
  };
}

/**
 * Reads a workbook that passed `checkPackage`.
 * @throws DOCUMENT_DAMAGED when its parts are no XML, or there is no workbook or no sheet in it; DOCUMENT_BOMB when its
 * shared formulas written out would not fit into memory
 */
export function readWorkbook(bytes: Plain): Workbook {
  try {
    return readParts(new Parts(bytes));
  } catch (cause) {
    throw cause instanceof AppError ? cause : new AppError("DOCUMENT_DAMAGED", { cause });
  }
}
