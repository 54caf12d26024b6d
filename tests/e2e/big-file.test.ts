import { describe, expect, it } from "vitest";
import { carryBigFile } from "../support/big-file.ts";
import { BROWSERS } from "../support/browsers.ts";

/** `npm run bench -- --only big` does the same with 2 GiB. */
const SIZE_BYTES = 256 * 2 ** 20;

describe.each(BROWSERS)("a big file in %s", (name) => {
  it("comes back from the portal as it went there", async () => {
    const { sent, received } = await carryBigFile(name, SIZE_BYTES);
    expect(received).toBe(sent);
  }, 300_000);
});
