import type { JSX } from "preact";
import { displayName } from "./display-name.ts";

export interface AvatarProps {
  readonly name: string;
  /** Any steady text of the person (the id), so that the colour stays when the name changes. */
  readonly seed: string;
  readonly size?: 20 | 28;
}

const HUES = 8;

/** First letters on a steady colour. Decoration beside a name; give it the name as tooltip only. */
export function Avatar({ name, seed, size = 28 }: AvatarProps): JSX.Element {
  return (
    <span class={`avatar avatar-${size}`} data-hue={hueOf(seed)} title={displayName(name)} aria-hidden="true">
      {initialsOf(name)}
    </span>
  );
}

function initialsOf(name: string): string {
  const words = displayName(name)
    .split(/\s+/u)
    .filter((word) => /^[\p{L}\p{N}]/u.test(word));
  const letters = [words.at(0), words.length > 1 ? words.at(-1) : undefined].map(
    (word) => [...(word ?? "")][0] ?? "",
  );
  return letters.join("").toLocaleUpperCase() || "?";
}

function hueOf(seed: string): number {
  let sum = 0;
  for (const character of seed) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 65_521;
  return sum % HUES;
}
