const MARGIN_PX = 24;
const SMALLEST_ZOOM = 0.35;

export interface Zoom {
  get(): number;
  set(factor: number): void;
}

/** The zoom at which a sheet of this width stands whole in the room there is; 1 where it does by itself. */
export function fittingZoom(roomPx: number, sheetPx: number): number {
  if (roomPx <= 0 || sheetPx <= 0) return 1;
  return Math.min(1, Math.max(SMALLEST_ZOOM, (roomPx - MARGIN_PX) / sheetPx));
}

const isSame = (a: number, b: number): boolean => Math.abs(a - b) < 0.011;

/** Keeps the pages no wider than the room for them, until the person chooses a zoom. Gives what ends it. */
export function fitWidth(element: HTMLElement, zoom: Zoom): () => void {
  let [before, ours] = [zoom.get(), zoom.get()];
  const fit = (): void => {
    const sheet = element.querySelector<HTMLElement>(".layout-page");
    // A zoom is in force some time after it was set: until then the one before it still stands
    const isChosen = !isSame(zoom.get(), ours) && !isSame(zoom.get(), before);
    if (sheet === null || isChosen) return;
    // The width in layout, which zooming by transform leaves as it is
    const next = fittingZoom(element.clientWidth, sheet.offsetWidth);
    if (!isSame(next, ours)) zoom.set(next);
    [before, ours] = [zoom.get(), next];
    if (next < 1) requestAnimationFrame(() => centre(element));
  };
  const observer = new ResizeObserver(fit);
  observer.observe(element);
  return () => observer.disconnect();
}

/** The editor zooms around the middle of a sheet in its own size, which in a narrow window lies to the side. */
function centre(element: HTMLElement): void {
  // Looked up again: another zoom may have drawn the sheet anew
  const sheet = element.querySelector(".layout-page");
  if (sheet === null) return;
  const middleOf = (box: DOMRect): number => box.left + box.width / 2;
  const offset = middleOf(sheet.getBoundingClientRect()) - middleOf(element.getBoundingClientRect());
  for (let at = sheet.parentElement; at !== null && at !== element; at = at.parentElement) {
    if (at.scrollWidth > at.clientWidth && getComputedStyle(at).overflowX !== "visible") {
      at.scrollLeft += offset;
      return;
    }
  }
}
