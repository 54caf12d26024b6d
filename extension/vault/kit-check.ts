import { parseKit } from "../../shared/crypto/kit.ts";

const LETTERS = [..."0123456789ABCDEFGHJKMNPQRSTVWXYZ"];
const GROUP = /^[0-9A-Z]{4}$/;

export type KitCheck =
  | { readonly kind: "whole" }
  /** Indices, from 0, of groups that cannot be right; none when the characters do not fit and nothing tells which. */
  | { readonly kind: "mistyped"; readonly groups: readonly number[] };

/**
 * Says whether a kit was typed as printed, and where it was not as far as can be known. The check at its end covers the
 * whole; still, one wrong character, or two that changed places, are found by trying: about 1,200 ways against 20 bits.
 */
export async function checkKit(typed: readonly string[]): Promise<KitCheck> {
  const groups = typed.map((group) => group.replaceAll(/[\s-]/g, "").toUpperCase());
  const malformed = groups.flatMap((group, index) => (isGroup(group) ? [] : [index]));
  if (malformed.length > 0) return { kind: "mistyped", groups: malformed };
  const text = groups.join("");
  if (await isKit(text)) return { kind: "whole" };
  const suspects = await Promise.all(
    neighbours(text).map(async (next) => ((await isKit(next)) ? next : null)),
  );
  const found = suspects.flatMap((next) => (next === null ? [] : groupsThatDiffer(text, next)));
  return { kind: "mistyped", groups: [...new Set(found)] };
}

/** Letters that are read as digits (O, I, L) are as good; the alphabet has no U. */
const isGroup = (group: string): boolean => GROUP.test(group) && !group.includes("U");

const isKit = (text: string): Promise<boolean> =>
  parseKit(text).then(
    () => true,
    () => false,
  );

/** All texts with one character exchanged, or two neighbours swapped. */
function neighbours(text: string): string[] {
  const put = (at: number, part: string) => text.slice(0, at) + part + text.slice(at + part.length);
  const places = [...text].map((_, at) => at);
  const exchanged = places.flatMap((at) => LETTERS.map((letter) => put(at, letter)));
  const swapped = places.slice(1).map((at) => put(at - 1, `${text[at]}${text[at - 1]}`));
  return [...exchanged, ...swapped].filter((next) => next !== text);
}

const groupsThatDiffer = (a: string, b: string): number[] =>
  [...a].flatMap((letter, at) => (letter === b[at] ? [] : [Math.floor(at / 4)]));
