import type { JSX } from "preact";
import { useId } from "preact/hooks";
import { useLocale } from "../locale.ts";
import { ROOM_COLOURS } from "./ColourMark.tsx";

export interface ColourChoiceProps {
  readonly colour: number;
  readonly onChange: (colour: number) => void;
}

/** Chooses the colour of a room's mark. */
export function ColourChoice({ colour, onChange }: ColourChoiceProps): JSX.Element {
  const { room } = useLocale().strings.people;
  const name = useId();
  return (
    <fieldset class="colour-choice">
      <legend class="field-label">{room.colour}</legend>
      {ROOM_COLOURS.map((each) => (
        <label key={each} class="avatar room-mark" data-hue={each}>
          <input
            type="radio"
            class="visually-hidden"
            name={name}
            checked={each === colour}
            aria-label={room.colourNumber(each + 1)}
            onChange={() => onChange(each)}
          />
        </label>
      ))}
    </fieldset>
  );
}
