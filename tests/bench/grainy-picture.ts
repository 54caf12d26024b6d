import { PNG } from "pngjs";

/** Pixels of every picture that is made here. */
export const PICTURE = { width: 480, height: 270 };

/** Coloured slopes with grain, so that it is about as large as a photograph of its size. The same seed gives the same bytes. */
export function grainyPicture(seed: number): Uint8Array<ArrayBuffer> {
  const png = new PNG(PICTURE);
  let grain = seed + 1;
  for (let pixel = 0; pixel < PICTURE.width * PICTURE.height; pixel++) {
    grain = (grain * 1_103_515_245 + 12_345) % 2_147_483_648;
    const [x, y] = [pixel % PICTURE.width, Math.floor(pixel / PICTURE.width)];
    const noise = (grain >> 16) % 12;
    png.data.set([(x >> 1) + noise, (y >> 1) + noise, (seed * 5 + noise) % 256, 255], pixel * 4);
  }
  return new Uint8Array(PNG.sync.write(png, { colorType: 2 }));
}
