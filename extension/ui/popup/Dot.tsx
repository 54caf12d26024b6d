import type { JSX } from "preact";

export interface DotProps {
  readonly kind: "is-news" | "is-due";
  readonly words: string;
}

/** A dot at a room, and in words what it stands for. */
export function Dot({ kind, words }: DotProps): JSX.Element {
  return (
    <span class={`popup-dot ${kind}`} title={words}>
      <span class="visually-hidden">{words}</span>
    </span>
  );
}
