import type { Slide, SlideElement } from "./slide.ts";

type Xml = Record<string, unknown>;

const EMU_PER_PIXEL = 9525;
const PLACE = ["x", "y", "width", "height"] as const;

const emu = (pixels: unknown): string => String(Math.round(Number(pixels) * EMU_PER_PIXEL));
const isXml = (value: unknown): value is Xml => typeof value === "object" && value !== null;

function givePlace({ rawXml, x, y, width, height }: SlideElement): void {
  if (!isXml(rawXml)) return;
  const properties = rawXml["p:spPr"];
  if (isXml(properties) ? "a:xfrm" in properties : properties !== "") return;
  rawXml["p:spPr"] = {
    "a:xfrm": {
      "a:off": { "@_x": emu(x), "@_y": emu(y) },
      "a:ext": { "@_cx": emu(width), "@_cy": emu(height) },
    },
    ...(isXml(properties) ? properties : {}),
  };
}

/**
 * Gives moved placeholders a place of their own in the library's XML. Theirs is the layout's until they are moved, and the
 * library (1.25.5) writes a new place only where one stands already. The XML is changed where it is: it is no edit.
 */
export function placeMovedPlaceholders(base: readonly Slide[], slides: readonly Slide[]): void {
  const before = new Map(base.flatMap(({ elements }) => elements.map((each) => [each.id, each])));
  for (const element of slides.flatMap(({ elements }) => elements)) {
    const own = before.get(element.id);
    if (own !== undefined && PLACE.some((name) => own[name] !== element[name])) givePlace(element);
  }
}
