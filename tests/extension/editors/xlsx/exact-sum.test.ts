import { describe, expect, it } from "vitest";
import { exactSum } from "../../../../extension/editors/xlsx/formula/exact-sum.ts";
import { randomOf } from "../../../support/random-of.ts";

const PLACES = 30;

/** As it is written, without its point. */
function scaled(value: number): bigint {
  const [whole = "", places = ""] = value.toFixed(20).split(".");
  const written = String(value);
  if (/e/.test(written)) return BigInt(whole + places) * 10n ** BigInt(PLACES - 20);
  const [left = "", right = ""] = written.split(".");
  return BigInt(left + right.padEnd(PLACES, "0"));
}

function added(a: number, b: number): number {
  const sum = scaled(a) + scaled(b);
  const digits = String(sum < 0n ? -sum : sum).padStart(PLACES + 1, "0");
  return Number(`${sum < 0n ? "-" : ""}${digits.slice(0, -PLACES)}.${digits.slice(-PLACES)}`);
}

describe("the sum of two numbers as they are written", () => {
  it.each([
    [0.1, 0.2, 0.3],
    [1.1, 2.2, 3.3],
    [-0.3, 0.1, -0.2],
    [8_191_234.75, 0.25, 8_191_235],
    [0.0001, 99_999_999.9999, 100_000_000],
  ])("%d and %d is %d", (a, b, sum) => {
    expect(exactSum(a, b)).toBe(sum);
  });

  it.each([
    [1 / 3, 1],
    [1, Math.PI],
    [0.00001, 1],
    [1e15, 0.5],
    [Number.NaN, 1],
    [Number.POSITIVE_INFINITY, 1],
  ])("is left to decimal arithmetic for %d and %d", (a, b) => {
    expect(exactSum(a, b)).toBeNull();
  });

  it("is what decimal arithmetic gives", () => {
    const random = randomOf(5);
    for (let round = 0; round < 5000; round++) {
      const [a = 0, b = 0] = [0, 1].map(() => {
        const written = `${random(2) === 0 ? "-" : ""}${random(10 ** random(7))}${random(10 ** random(6))}`;
        return Number(`${written}.${random(10 ** random(6))}`);
      });
      const sum = exactSum(a, b);
      if (sum !== null) expect([a, b, sum]).toEqual([a, b, added(a, b)]);
    }
  });
});
