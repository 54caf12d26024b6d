import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  commonSubsequence,
  likeness,
  longestRising,
} from "../../../../extension/editors/package/alignment.ts";

const isRising = (pairs: readonly (readonly [number, number])[]): boolean =>
  pairs.every(([i, j], n) => n === 0 || (i > (pairs[n - 1]?.[0] ?? 0) && j > (pairs[n - 1]?.[1] ?? 0)));

/** Length of the longest common subsequence, the slow way. */
function longest(a: readonly string[], b: readonly string[]): number {
  const [first, ...rest] = a;
  if (first === undefined || b.length === 0) return 0;
  const at = b.indexOf(first);
  const without = longest(rest, b);
  return at < 0 ? without : Math.max(without, 1 + longest(rest, b.slice(at + 1)));
}

describe("commonSubsequence", () => {
  const list = fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 8 });

  it("finds as many pairs as there can be, in order, of equals", () => {
    fc.assert(
      fc.property(list, list, (a, b) => {
        const pairs = commonSubsequence(a, b);
        expect(isRising(pairs)).toBe(true);
        expect(pairs.every(([i, j]) => a[i] === b[j])).toBe(true);
        expect(pairs).toHaveLength(longest(a, b));
      }),
    );
  });

  it("finds its way in long texts of few letters", () => {
    let state = 1;
    const letter = (): string => {
      state = (state * 48271) % 2147483647;
      return String.fromCharCode(97 + (state % 20));
    };
    const text = Array.from({ length: 8000 }, letter);
    const edited = ["x", ...text.slice(0, 3000), "!", ...text.slice(5000), "y"];
    const pairs = commonSubsequence(text, edited);
    expect(isRising(pairs)).toBe(true);
    expect(pairs.length).toBeGreaterThan(5900);
  });
});

describe("longestRising", () => {
  it("leaves out what would cross", () => {
    expect(
      longestRising([
        [2, 0],
        [0, 1],
        [1, 2],
        [3, 3],
      ]),
    ).toEqual([
      [0, 1],
      [1, 2],
      [3, 3],
    ]);
  });
});

describe("likeness", () => {
  it.each([
    ["the same text", "hello", "hello", 1],
    ["nothing in common", "hello", "patzig", 0],
    ["too short to tell", "a", "ab", 0],
  ])("of %s", (_, a, b, expected) => {
    expect(likeness(a, b)).toBe(expected);
  });
});
