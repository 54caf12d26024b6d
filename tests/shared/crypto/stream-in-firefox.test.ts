import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { equalBytes, randomBytes, toBase64Url } from "../../../shared/bytes.ts";
import { PART_CONTENT_SIZE_BYTES } from "../../../shared/crypto/stream-header.ts";
import { createNodeId, parseSpaceId } from "../../../shared/ids.ts";
import { people } from "../../support/people.ts";
import type * as Streams from "../../support/streams.ts";

/** In Firefox chunks go to the cipher by way of one memory, three at a time: none may be overwritten before it is taken. */

const { alice } = await people();
const place = {
  space: parseSpaceId(toBase64Url(randomBytes(32))),
  node: createNodeId(),
  version: 1,
  generation: 1,
  author: alice.user,
};

let inFirefox: typeof Streams;
let elsewhere: typeof Streams;
beforeAll(async () => {
  elsewhere = await import("../../support/streams.ts");
  vi.resetModules();
  vi.stubGlobal("navigator", {
    userAgent: "Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0",
  });
  inFirefox = await import("../../support/streams.ts");
  expect((await import("../../../shared/crypto/firefox.ts")).isFirefox).toBe(true);
});
afterAll(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

it.each([1, 700_000, PART_CONTENT_SIZE_BYTES + 300_000])(
  "what Firefox seals of %d bytes opens in Firefox and elsewhere, and the other way round",
  async (size) => {
    const content = contentOf(size);
    for (const [sealing, opening] of [
      [inFirefox, inFirefox],
      [inFirefox, elsewhere],
      [elsewhere, inFirefox],
    ] as const) {
      const sealed = await sealing.sealWhole(content, place);
      for (const pieces of [[], [100_000], [262_160]])
        expect(equalBytes(await opening.openWhole(sealed, pieces), content)).toBe(true);
    }
  },
);

/** No two chunks alike. */
function contentOf(length: number): Uint8Array<ArrayBuffer> {
  const content = new Uint8Array(length);
  for (let i = 0; i < length; i++) content[i] = i * 13 + (i >> 8) + (i >> 18);
  return content;
}
