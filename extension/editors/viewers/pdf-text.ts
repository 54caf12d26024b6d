import type { PDFDocumentProxy } from "pdfjs-dist";

/** What the pages of a PDF say, page by page, read once each. */
export function createPdfText(pdf: PDFDocumentProxy) {
  const texts = new Map<number, Promise<string>>();
  const read = async (number: number): Promise<string> => {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    return items.map((item) => ("str" in item ? item.str + (item.hasEOL ? " " : "") : "")).join("");
  };
  return {
    /** The same text, letter for letter, that stands in the page's text layer. Empty for a page that cannot be read. */
    of(number: number): Promise<string> {
      const known = texts.get(number) ?? read(number).catch(() => "");
      texts.set(number, known);
      return known;
    },
  };
}
export type PdfText = ReturnType<typeof createPdfText>;
