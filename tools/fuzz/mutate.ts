import { type Bytes, concat } from "../../shared/bytes.ts";
import { pick, type Random } from "../fidelity/driver.ts";

const STEPS_MAX = 4;
const SLICE_MAX_BYTES = 64;
/** Where lengths, counts and kinds turn over. */
const BORDERS = [0x00, 0x01, 0x17, 0x18, 0x7f, 0x80, 0x9f, 0xbf, 0xfe, 0xff];

/** A whole number from 0 to below `below`. */
export const upTo = (below: number, random: Random): number => Math.floor(random() * below);

const randomBytes = (length: number, random: Random): Bytes =>
  Uint8Array.from({ length }, () => upTo(256, random));

function sliceOf(bytes: Bytes, random: Random): readonly [start: number, end: number] {
  const start = upTo(bytes.length + 1, random);
  return [start, Math.min(bytes.length, start + upTo(SLICE_MAX_BYTES, random))];
}

type Step = (bytes: Bytes, random: Random) => Bytes;

const changed = (bytes: Bytes, random: Random, to: (byte: number) => number): Bytes => {
  const at = upTo(bytes.length, random);
  return bytes.length === 0 ? bytes : bytes.with(at, to(bytes[at] ?? 0));
};

const STEPS: readonly Step[] = [
  (bytes, random) => changed(bytes, random, (byte) => byte ^ (1 << upTo(8, random))),
  (bytes, random) => changed(bytes, random, () => pick(BORDERS, random) ?? 0),
  (bytes, random) => bytes.slice(0, upTo(bytes.length + 1, random)),
  (bytes, random) => {
    const [start, end] = sliceOf(bytes, random);
    return concat(bytes.slice(0, start), bytes.slice(end));
  },
  (bytes, random) => {
    const [start, end] = sliceOf(bytes, random);
    const at = upTo(bytes.length + 1, random);
    return concat(bytes.slice(0, at), bytes.slice(start, end), bytes.slice(at));
  },
  (bytes, random) => {
    const at = upTo(bytes.length + 1, random);
    return concat(bytes.slice(0, at), randomBytes(upTo(SLICE_MAX_BYTES, random), random), bytes.slice(at));
  },
];

/** Other bytes, mostly alike; the same for the same row of random numbers. Now and then the very same. */
export function mutated(bytes: Bytes, random: Random): Bytes {
  let result = bytes;
  for (let left = 1 + upTo(STEPS_MAX, random); left > 0; left--)
    result = pick(STEPS, random)?.(result, random) ?? result;
  return result;
}

/** Text with words of its own language thrown in, taken out and turned around. */
export function mutatedText(text: string, words: readonly string[], random: Random): string {
  let result = text;
  for (let left = 1 + upTo(STEPS_MAX, random); left > 0; left--) {
    const at = upTo(result.length + 1, random);
    const word = random() < 0.5 ? (pick(words, random) ?? "") : "";
    result = result.slice(0, at) + word + result.slice(at + upTo(word === "" ? 20 : 3, random));
  }
  return result;
}
