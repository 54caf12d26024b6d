import type { Document } from "@eigenpal/docx-editor-core/types/document";
import type { Plain } from "../../../shared/bytes.ts";
import { AppError } from "../../../shared/errors.ts";
import type { ExportedDocument } from "../adapter.ts";
import { mergePackages } from "../package/merge-packages.ts";
import { exportReport } from "../package/merge-report.ts";
import { missingText } from "./edit-check.ts";
import { readDocx } from "./read-docx.ts";
import { type DocxState, writeDocx } from "./write-docx.ts";

/** The document as opened, and what the library writes of it when nobody has touched it. */
interface Untouched {
  readonly model: Document;
  readonly state: DocxState;
  readonly written: Plain;
}

/**
 * Saves one document by what differs between the library's save of the untouched one and its save now. A page lets a thread
 * do it: a long document takes seconds.
 */
export class DocxExport {
  readonly #original: Plain;
  #untouched: Promise<Untouched> | null = null;

  constructor(original: Plain) {
    this.#original = original;
  }

  /** Read and written once, when it is first asked for. @throws DOCUMENT_DAMAGED or EDITOR_EXPORT_FAILED */
  untouched(): Promise<Untouched> {
    this.#untouched ??= this.#readUntouched();
    return this.#untouched;
  }

  /** The bytes are not read again here. @throws EDITOR_EXPORT_FAILED */
  async write(now: DocxState): Promise<Pick<ExportedDocument, "bytes" | "report">> {
    try {
      return await this.#merge(now);
    } catch (cause) {
      throw cause instanceof AppError ? cause : new AppError("EDITOR_EXPORT_FAILED", { cause });
    }
  }

  async #merge(now: DocxState): Promise<Pick<ExportedDocument, "bytes" | "report">> {
    const { state, written } = await this.untouched();
    const after = await writeDocx(now, this.#original);
    const merged = mergePackages({ original: this.#original, before: written, after, kind: "docx" });
    const missing = missingText(textsOf(state), textsOf(now), merged.bytes);
    return { bytes: merged.bytes, report: exportReport(merged.report, missing) };
  }

  async #readUntouched(): Promise<Untouched> {
    const state = await readDocx(this.#original);
    return { model: state.model, state, written: await writeDocx(state, this.#original) };
  }
}

const textsOf = ({ body, margins }: DocxState) => [body, ...margins.values()];
