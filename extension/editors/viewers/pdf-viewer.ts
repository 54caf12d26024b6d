import "./viewers.css";
import "./pdf-viewer.css";
import { AppError } from "../../../shared/errors.ts";
import type { Locale } from "../../ui/locale.ts";
import { chooseLanguage } from "../../ui/strings/languages.ts";
import { loadLocale } from "../../ui/strings/load-locale.ts";
import type { EditorAdapter, MountOptions, OpenEditor } from "../adapter.ts";
import { createFindBar } from "./find-bar.tsx";
import { findInPdf } from "./find-in-pdf.ts";
import { noSeed, openView } from "./open-view.ts";
import { openPdf, type PdfFile } from "./pdf-file.ts";
import { CSS_UNITS, PdfPage } from "./pdf-page.ts";
import { createPdfText } from "./pdf-text.ts";
import { printPdf } from "./print-pdf.ts";

/** Pages this far above and below the window are drawn ahead. */
const NEAR = "100% 0%";
const ZOOM_MIN = 0.2;
const ZOOM_MAX = 6;
const MARGIN_PX = 32;

async function mount(options: MountOptions): Promise<OpenEditor> {
  const [locale, file] = await Promise.all([
    loadLocale(chooseLanguage([options.locale])),
    openPdf(options.bytes),
  ]);
  try {
    return await show(options, { locale, file });
  } catch (cause) {
    file.close();
    options.element.replaceChildren();
    throw cause instanceof AppError ? cause : new AppError("DOCUMENT_DAMAGED", { cause });
  }
}

async function show(options: MountOptions, shown: { locale: Locale; file: PdfFile }): Promise<OpenEditor> {
  const { locale, file } = shown;
  const { pdf } = file;
  const first = (await pdf.getPage(1)).getViewport({ scale: 1 });
  const root = document.createElement("div");
  root.className = "viewer viewer-pdf";
  const pages = Array.from({ length: pdf.numPages }, (_, index) => {
    const label = locale.strings.document.viewer.page(
      locale.format.number(index + 1),
      locale.format.number(pdf.numPages),
    );
    return new PdfPage(pdf, index + 1, { size: first, label });
  });
  root.append(...pages.map(({ box }) => box));
  const room = options.element.clientWidth - MARGIN_PX;
  const seen = drawNear(root, pages);
  const zoom = zoomOf(pages, seen, Math.min(1.25, room / (first.width * CSS_UNITS)));
  const closing = new AbortController();
  const printed = (): Promise<void> =>
    printPdf(pdf, closing.signal).catch(() => {
      if (!closing.signal.aborted) options.onError("EDITOR_FAILED");
    });
  const bar = createFindBar(root, locale, findInPdf(pages, createPdfText(pdf)));
  const open = openView(options, {
    root,
    zoom,
    dispose() {
      closing.abort();
      seen.disconnect();
      bar.dispose();
      file.close();
    },
    openFind: bar.open,
    print: () => void printed(),
    statistics: () => ({ isSelection: false, pages: pdf.numPages }),
  });
  await pages[0]?.draw();
  return open;
}

/** Draws pages as they come near, and lets them go when they are far. */
function drawNear(root: HTMLElement, pages: readonly PdfPage[]): IntersectionObserver {
  const pageOf = new Map<Element, PdfPage>(pages.map((page) => [page.box, page]));
  const seen = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        const page = pageOf.get(target);
        if (isIntersecting) void page?.draw();
        else page?.forget();
      }
    },
    { root, rootMargin: NEAR },
  );
  for (const { box } of pages) seen.observe(box);
  return seen;
}

function zoomOf(
  pages: readonly PdfPage[],
  seen: IntersectionObserver,
  fitting: number,
): NonNullable<OpenEditor["zoom"]> {
  let now = Math.max(fitting, ZOOM_MIN);
  for (const page of pages) page.setScale(now);
  // It tells of changes only: what stays in sight would stay undrawn
  const lookAnew = (box: Element): void => {
    seen.unobserve(box);
    seen.observe(box);
  };
  return {
    get: () => now,
    set(factor) {
      now = Math.min(Math.max(factor, ZOOM_MIN), ZOOM_MAX);
      for (const page of pages) page.setScale(now);
      for (const { box } of pages) lookAnew(box);
    },
  };
}

/** PDF, drawn page by page, with its text to select and to find. */
export const pdfViewer: EditorAdapter = { kinds: ["pdf"], seed: noSeed, mount };
