import type { PDFDocumentProxy } from "pdfjs-dist";
import { render } from "./pdf-page.ts";
import { printSheet } from "./print-sheet.ts";

/** 150 dots an inch: sharp on paper, and a long file still fits into memory. */
const PRINT_SCALE = 150 / 72;

/**
 * Prints pictures of all pages, one a sheet. They are let go when they were printed, or could not be.
 * @throws the signal's reason, or what drawing a page throws
 */
export async function printPdf(pdf: PDFDocumentProxy, signal: AbortSignal): Promise<void> {
  const pictures: HTMLImageElement[] = [];
  const release = (): void => {
    for (const { src } of pictures.splice(0)) URL.revokeObjectURL(src);
  };
  try {
    for (let number = 1; number <= pdf.numPages; number++) {
      const picture = new Image();
      picture.src = URL.createObjectURL(await pictureOf(pdf, number));
      pictures.push(picture);
      signal.throwIfAborted();
    }
    await Promise.all(pictures.map((picture) => picture.decode()));
    signal.throwIfAborted();
  } catch (cause) {
    release();
    throw cause;
  }
  printSheet([...pictures], release);
}

async function pictureOf(pdf: PDFDocumentProxy, number: number): Promise<Blob> {
  const page = await pdf.getPage(number);
  const { width, height } = page.getViewport({ scale: PRINT_SCALE });
  const canvas = document.createElement("canvas");
  canvas.width = Math.ceil(width);
  canvas.height = Math.ceil(height);
  await render(page, canvas, width).promise;
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture"))), "image/png"),
  );
}
