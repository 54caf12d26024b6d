const SCALE = 10_000;
/** Up to so many digits two decimal numbers are never the same binary number. */
const DIGITS_MAX = 1e15;

/**
 * The sum of two numbers as they are written, 0.1 + 0.2 is 0.3, where neither has more than four decimal places. Null for all
 * others, which take decimal arithmetic that is a hundred times slower.
 */
export function exactSum(a: number, b: number): number | null {
  const [left, right] = [inTenThousandths(a), inTenThousandths(b)];
  return left === null || right === null ? null : (left + right) / SCALE;
}

function inTenThousandths(value: number): number | null {
  const scaled = Math.round(value * SCALE);
  return scaled / SCALE === value && Math.abs(scaled) < DIGITS_MAX ? scaled : null;
}
