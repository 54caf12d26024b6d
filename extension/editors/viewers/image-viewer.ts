import "./viewers.css";
import type { Bytes } from "../../../shared/bytes.ts";
import { AppError } from "../../../shared/errors.ts";
import { chooseLanguage } from "../../ui/strings/languages.ts";
import { loadLocale } from "../../ui/strings/load-locale.ts";
import type { EditorAdapter, MountOptions, OpenEditor } from "../adapter.ts";
import { noSeed, openView } from "./open-view.ts";
import { printSheet } from "./print-sheet.ts";

const ZOOM_MIN = 0.1;
const ZOOM_MAX = 8;

/** By the name alone; the browser looks at the bytes itself, except for SVG, which it must be told. */
const typeOf = (fileName: string): string => (/\.svg$/i.test(fileName) ? "image/svg+xml" : "");

/** As an image and never as a part of the page: scripts and addresses inside an SVG are dead there. */
async function loadPicture(
  bytes: Bytes,
  fileName: string,
): Promise<{ picture: HTMLImageElement; url: string }> {
  const url = URL.createObjectURL(new Blob([bytes], { type: typeOf(fileName) }));
  const picture = new Image();
  picture.src = url;
  try {
    await picture.decode();
  } catch (cause) {
    URL.revokeObjectURL(url);
    throw new AppError("DOCUMENT_DAMAGED", { cause });
  }
  return { picture, url };
}

async function mount(options: MountOptions): Promise<OpenEditor> {
  const { strings } = await loadLocale(chooseLanguage([options.locale]));
  const { picture, url } = await loadPicture(options.bytes, options.fileName);
  picture.alt = strings.document.viewer.picture(options.fileName);
  const root = document.createElement("div");
  root.className = "viewer viewer-image";
  root.append(picture);
  return openView(options, {
    root,
    dispose: () => URL.revokeObjectURL(url),
    zoom: zoomOf(picture),
    print: () => printSheet([picture.cloneNode()]),
  });
}

/** Fits the window until the person says otherwise. */
function zoomOf(picture: HTMLImageElement): NonNullable<OpenEditor["zoom"]> {
  const ownWidth = picture.naturalWidth || picture.width || 1;
  return {
    get: () => picture.clientWidth / ownWidth || 1,
    set(factor) {
      picture.classList.add("is-zoomed");
      picture.style.inlineSize = `${ownWidth * Math.min(Math.max(factor, ZOOM_MIN), ZOOM_MAX)}px`;
    },
  };
}

/** Pictures of all formats that browsers know. */
export const imageViewer: EditorAdapter = { kinds: ["image"], seed: noSeed, mount };
