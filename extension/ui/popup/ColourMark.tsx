import type { JSX } from "preact";
import { displayName } from "../display-name.ts";

export const ROOM_COLOURS = [0, 1, 2, 3, 4, 5, 6, 7] as const;

export interface ColourMarkProps {
  /** 0..7; anything else is shown as 0. */
  readonly colour: number;
  /** Its first letter stands in the mark. */
  readonly title: string | null;
}

/** The coloured square of a room. Decoration beside its title. */
export function ColourMark({ colour, title }: ColourMarkProps): JSX.Element {
  const hue = ROOM_COLOURS.some((known) => known === colour) ? colour : 0;
  const [letter = ""] = title === null ? [] : displayName(title).trim();
  return (
    <span class="avatar room-mark" data-hue={hue} aria-hidden="true">
      {letter.toLocaleUpperCase()}
    </span>
  );
}
