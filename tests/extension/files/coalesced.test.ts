import { describe, expect, it } from "vitest";
import { coalesced } from "../../../extension/files/coalesced.ts";

describe("calls while one runs", () => {
  it("become one more after it, also when it fails, and so again and again", async () => {
    const runs: PromiseWithResolvers<void>[] = [];
    const call = coalesced(() => {
      const run = Promise.withResolvers<void>();
      runs.push(run);
      return run.promise;
    });
    for (let round = 0; round < 2; round++) {
      const first = call();
      const others = [call(), call()];
      runs.at(-1)?.reject(new Error("away"));
      await expect(first).rejects.toThrow("away");
      await expect.poll(() => runs.length).toBe(2 * (round + 1));
      runs.at(-1)?.resolve();
      await Promise.all(others);
    }
  });
});
