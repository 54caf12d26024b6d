/** A picture or a chart, in pixels from the sheet's corner. */
export interface PrintedPicture {
  readonly source: string;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Lays pictures over a printed sheet. @returns once they can be drawn, or will never be */
export async function withPictures(
  nodes: readonly HTMLElement[],
  pictures: readonly PrintedPicture[],
): Promise<HTMLElement[]> {
  const images = pictures.map(imageOf);
  await Promise.allSettled(images.map((each) => each.decode()));
  const table = nodes.at(-1);
  if (table === undefined) return [];
  const page = document.createElement("div");
  page.className = "xlsx-printed-page";
  page.style.minWidth = `${Math.max(0, ...pictures.map(({ left, width }) => left + width))}px`;
  page.style.minHeight = `${Math.max(0, ...pictures.map(({ top, height }) => top + height))}px`;
  page.append(table, ...images);
  return [...nodes.slice(0, -1), page];
}

function imageOf({ source, left, top, width, height }: PrintedPicture): HTMLImageElement {
  const image = document.createElement("img");
  image.src = source;
  image.alt = "";
  Object.assign(image.style, {
    ...{ left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px` },
  });
  return image;
}
