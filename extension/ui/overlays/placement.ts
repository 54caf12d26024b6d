/** Where a menu belongs: at a point (context menu) or under an element (button). In viewport pixels. */
export type Anchor =
  | { readonly kind: "point"; readonly x: number; readonly y: number }
  | { readonly kind: "box"; readonly box: DOMRect };

const GAP_PX = 4;

/** Moves a fixed element beside its anchor, on the side of the writing direction, wholly inside the window. */
export function placeNear(element: HTMLElement, anchor: Anchor): void {
  const { offsetWidth: width, offsetHeight: height } = element;
  const isRtl = getComputedStyle(element).direction === "rtl";
  const box = anchor.kind === "box" ? anchor.box : new DOMRect(anchor.x, anchor.y, 0, 0);
  const gap = anchor.kind === "box" ? GAP_PX : 0;
  const wantedX = isRtl ? box.right - width : box.left;
  const below = box.bottom + gap;
  const wantedY = below + height <= window.innerHeight ? below : box.top - gap - height;
  element.style.left = `${clamp(wantedX, window.innerWidth - width)}px`;
  element.style.top = `${clamp(wantedY, window.innerHeight - height)}px`;
}

function clamp(value: number, most: number): number {
  return Math.max(GAP_PX, Math.min(value, most - GAP_PX));
}
