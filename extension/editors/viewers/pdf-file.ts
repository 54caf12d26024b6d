import { getDocument, PasswordException, type PDFDocumentProxy, PDFWorker, VerbosityLevel } from "pdfjs-dist";
import type { Bytes } from "../../../shared/bytes.ts";
import { AppError } from "../../../shared/errors.ts";

/** Where the build puts what PDF needs beside code: character maps, the fourteen fonts, decoders. */
const PARTS = "/pdf/";
/** A larger picture inside a page stays blank: it would take the tab's memory. */
const PICTURE_MAX_PIXELS = 64_000_000;
const CANVAS_MAX_BYTES = 256 * 1024 * 1024;

export interface PdfFile {
  readonly pdf: PDFDocumentProxy;
  close(): void;
}

/**
 * Reads a PDF in a thread of its own. Its scripts, forms and attachments are never run or opened.
 * @throws DOCUMENT_PASSWORD_PROTECTED, DOCUMENT_DAMAGED
 */
export async function openPdf(bytes: Bytes): Promise<PdfFile> {
  const port = new Worker("/pdf.worker.js");
  const worker = PDFWorker.create({ port });
  const close = (): void => {
    worker.destroy();
    port.terminate();
  };
  const task = getDocument({
    worker,
    data: bytes.slice(),
    cMapUrl: `${location.origin}${PARTS}cmaps/`,
    iccUrl: `${location.origin}${PARTS}iccs/`,
    standardFontDataUrl: `${location.origin}${PARTS}standard_fonts/`,
    wasmUrl: `${location.origin}${PARTS}wasm/`,
    useSystemFonts: false,
    disableWorkerRendering: true,
    enableXfa: false,
    maxImageSize: PICTURE_MAX_PIXELS,
    canvasMaxAreaInBytes: CANVAS_MAX_BYTES,
    verbosity: VerbosityLevel.ERRORS,
  });
  try {
    return { pdf: await task.promise, close };
  } catch (cause) {
    close();
    throw new AppError(
      cause instanceof PasswordException ? "DOCUMENT_PASSWORD_PROTECTED" : "DOCUMENT_DAMAGED",
      { cause },
    );
  }
}
