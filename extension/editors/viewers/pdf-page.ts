import {
  AnnotationMode,
  type PDFDocumentProxy,
  type PDFPageProxy,
  type RenderTask,
  TextLayer,
} from "pdfjs-dist";

/** Points of PDF are 1/72 inch, pixels of CSS 1/96. */
export const CSS_UNITS = 96 / 72;
const CANVAS_MAX_PIXELS = 24_000_000;

export interface PageSize {
  readonly width: number;
  readonly height: number;
}

/** One page's place in the view: a box of its size always, its picture and its text while it is near. */
export class PdfPage {
  readonly box = document.createElement("div");
  readonly #pdf: PDFDocumentProxy;
  readonly #number: number;
  #size: PageSize;
  #scale = 1;
  #drawn: Promise<void> | null = null;
  #task: RenderTask | null = null;
  #texts: TextLayer | null = null;

  #turn = 0;

  constructor(
    pdf: PDFDocumentProxy,
    number: number,
    options: { readonly size: PageSize; readonly label: string },
  ) {
    this.#pdf = pdf;
    this.#number = number;
    this.#size = options.size;
    this.box.className = "pdf-page";
    this.box.setAttribute("role", "region");
    this.box.setAttribute("aria-label", options.label);
  }

  /** What is drawn is drawn anew when it is next near. */
  setScale(scale: number): void {
    this.forget();
    this.#scale = scale;
    this.#fit();
  }

  #fit(): void {
    this.box.style.setProperty("--total-scale-factor", String(this.#scale * CSS_UNITS));
    this.box.style.inlineSize = `${this.#size.width * this.#scale * CSS_UNITS}px`;
    this.box.style.blockSize = `${this.#size.height * this.#scale * CSS_UNITS}px`;
  }

  /** Draws the page if it is not drawn. A page that cannot be drawn stays white; the others are none the worse. */
  draw(): Promise<void> {
    this.#drawn ??= this.#draw().catch(() => undefined);
    return this.#drawn;
  }

  async #draw(): Promise<void> {
    const turn = ++this.#turn;
    const page = await this.#pdf.getPage(this.#number);
    if (turn !== this.#turn) return; // it has been scrolled past
    const { width, height } = page.getViewport({ scale: 1 });
    this.#size = { width, height };
    this.#fit();
    const viewport = page.getViewport({ scale: this.#scale * CSS_UNITS });
    const canvas = canvasFor(viewport);
    this.#task = render(page, canvas, viewport.width);
    const container = document.createElement("div");
    container.className = "pdf-text";
    this.box.replaceChildren(canvas, container);
    this.#texts = new TextLayer({ textContentSource: page.streamTextContent(), container, viewport });
    await Promise.all([this.#task.promise, this.#texts.render()]);
  }

  /** Lets picture and text go. */
  forget(): void {
    this.#turn++;
    this.#task?.cancel();
    this.#texts?.cancel();
    this.#drawn = null;
    this.box.replaceChildren();
  }
}

/** At the screen's own fineness, as long as that stays within reason. */
function canvasFor({ width, height }: PageSize): HTMLCanvasElement {
  const most = Math.sqrt(CANVAS_MAX_PIXELS / (width * height));
  const fineness = Math.min(devicePixelRatio, most);
  const canvas = document.createElement("canvas");
  canvas.width = Math.floor(width * fineness);
  canvas.height = Math.floor(height * fineness);
  return canvas;
}

/** Draws a page as wide as the canvas is. */
export function render(page: PDFPageProxy, canvas: HTMLCanvasElement, width: number): RenderTask {
  const scale = (canvas.width / width) * (width / page.getViewport({ scale: 1 }).width);
  const viewport = page.getViewport({ scale });
  return page.render({ canvas, viewport, annotationMode: AnnotationMode.ENABLE });
}
