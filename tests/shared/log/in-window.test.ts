import { describe, expect, it } from "vitest";
import { inWindow, useInWindow } from "../../../shared/log/in-window.ts";

const numbers = Array.from({ length: 1000 }, (_, index) => index);
/** Tasks that end in another order than they begin. */
const shuffled = async (n: number): Promise<number> => {
  for (let turn = 0; turn < n % 7; turn++) await null;
  return n;
};

describe("a window over many tasks", () => {
  it("hands the results over in their order, one after the other", async () => {
    const used: number[] = [];
    let isUsing = false;
    await useInWindow(numbers, shuffled, async (n) => {
      expect(isUsing).toBe(false);
      isUsing = true;
      await null;
      isUsing = false;
      used.push(n);
    });
    expect(used).toEqual(numbers);
    expect(await inWindow(numbers, shuffled)).toEqual(numbers);
  });

  it("uses the first results before it begins the last tasks, and never runs ahead by more than its width", async () => {
    let [begun, used, ahead] = [0, 0, 0];
    const begin = (n: number) => {
      ahead = Math.max(ahead, ++begun - used);
      return shuffled(n);
    };
    await useInWindow(numbers, begin, () => void used++);
    expect([begun, used]).toEqual([1000, 1000]);
    expect(ahead).toBeLessThan(300);
  });

  it("uses what stands before a failure, and nothing behind it", async () => {
    const used: number[] = [];
    const failing = (n: number) => (n >= 400 ? Promise.reject(new Error(`task ${n}`)) : shuffled(n));
    await expect(useInWindow(numbers, failing, (n) => void used.push(n))).rejects.toThrow("task 400");
    expect(used).toEqual(numbers.slice(0, 400));
  });
});
