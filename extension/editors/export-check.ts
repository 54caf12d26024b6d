import { unzipSync } from "fflate";
import { asPlain, type Bytes, type Plain } from "../../shared/bytes.ts";
import { AppError } from "../../shared/errors.ts";
import type { DocumentKind } from "./document-kinds.ts";
import { checkPackage } from "./package-check.ts";
import { isWellFormed } from "./well-formed.ts";

const MAIN_PART_PATH: Readonly<Record<DocumentKind, string>> = {
  docx: "word/document.xml",
  xlsx: "xl/workbook.xml",
  pptx: "ppt/presentation.xml",
};

function refuseUnreadable(bytes: Bytes, kind: DocumentKind): void {
  checkPackage(bytes, kind);
  const parts = unzipSync(bytes, { filter: ({ name }) => /\.(xml|rels)$/i.test(name) });
  if (!Object.hasOwn(parts, MAIN_PART_PATH[kind])) throw new AppError("DOCUMENT_DAMAGED");
  if (!Object.values(parts).every(isWellFormed)) throw new AppError("DOCUMENT_DAMAGED");
}

/**
 * Reads what an editor wrote as a stranger would, before it may replace anything: a whole package, the main part there,
 * every XML part well-formed.
 * @throws EDITOR_EXPORT_FAILED with the finding as its cause
 */
export function checkExport(bytes: Bytes, kind: DocumentKind): Plain {
  try {
    refuseUnreadable(bytes, kind);
  } catch (cause) {
    throw new AppError("EDITOR_EXPORT_FAILED", { cause });
  }
  return asPlain(bytes);
}
