import { AppError } from "../../shared/errors.ts";

/** A stretch of bytes, `length` at least 1. */
export interface Range {
  readonly offset: number;
  readonly length: number;
}

/**
 * Reads a Range header (RFC 9110, section 14.2) of one range; null when there is none and the whole is meant.
 * @throws RANGE_REFUSED for several ranges, other units, and what lies outside
 */
export function parseRange(header: string | null, sizeBytes: number): Range | null {
  if (header === null) return null;
  const [, first = "", last = ""] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header) ?? [];
  const range = first === "" ? suffix(last, sizeBytes) : stretch(Number(first), last, sizeBytes);
  if (range.length < 1 || range.offset >= sizeBytes) throw new AppError("RANGE_REFUSED");
  return range;
}

/** `-n`: the last n bytes. */
function suffix(last: string, sizeBytes: number): Range {
  const length = Math.min(Number(last), sizeBytes);
  return { offset: sizeBytes - length, length };
}

function stretch(offset: number, last: string, sizeBytes: number): Range {
  const end = last === "" ? sizeBytes : Math.min(Number(last) + 1, sizeBytes);
  return { offset, length: end - offset };
}

/** The pieces of equally long parts that a range is made of, in order. */
export function* piecesOf(
  { offset, length }: Range,
  partSizeBytes: number,
): Generator<Range & { part: number }> {
  const end = offset + length;
  for (let at = offset; at < end; ) {
    const part = Math.floor(at / partSizeBytes);
    const within = at - part * partSizeBytes;
    const size = Math.min(partSizeBytes - within, end - at);
    yield { part, offset: within, length: size };
    at += size;
  }
}
