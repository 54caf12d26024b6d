import type { JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import { SearchField } from "../controls/SearchField.tsx";
import { useLocale } from "../locale.ts";
import { UserText } from "../UserText.tsx";
import { matches } from "./matches.ts";

/** Somebody, or a group, who can be chosen. */
export interface Choice {
  readonly id: string;
  readonly name: string;
  /** Address or kind. */
  readonly note: string;
  /** Why not; he is then shown and cannot be chosen. */
  readonly reason?: string | null;
}

export interface PeoplePickerProps {
  readonly label: string;
  readonly choices: readonly Choice[];
  readonly chosen: ReadonlySet<string>;
  readonly onChange: (chosen: ReadonlySet<string>) => void;
  /** At most one can be chosen. */
  readonly isSingle?: boolean;
  readonly emptyText: string;
}

/** More than this is found by typing. */
const MOST_SHOWN = 50;

/** Chooses people by name or address. Who is chosen stays in sight whatever is searched. */
export function PeoplePicker(props: PeoplePickerProps): JSX.Element {
  const { choices, chosen, isSingle = false } = props;
  const [text, setText] = useState("");
  const { people } = useLocale().strings;
  const shown = useMemo(
    () =>
      choices
        .filter(({ id, name, note }) => chosen.has(id) || matches(text, name, note))
        .slice(0, MOST_SHOWN + chosen.size),
    [choices, chosen, text],
  );
  const toggle = (id: string, isOn: boolean): void => {
    const others = isSingle ? [] : [...chosen].filter((each) => each !== id);
    props.onChange(new Set(isOn ? [...others, id] : others));
  };
  return (
    <div class="picker">
      <SearchField label={props.label} value={text} onInput={setText} />
      {shown.length === 0 && (
        <p class="popup-none">{choices.length === 0 ? props.emptyText : people.nothingFound}</p>
      )}
      <ul class="picker-list" aria-label={props.label}>
        {shown.map(({ id, name, note, reason }) => (
          <li key={id}>
            <label class="checkbox picker-choice">
              <input
                type="checkbox"
                checked={chosen.has(id)}
                disabled={(reason ?? null) !== null}
                onChange={(event) => toggle(id, event.currentTarget.checked)}
              />
              <span class="popup-row-text">
                <UserText text={name} />
                <small>
                  <UserText text={reason ?? note} />
                </small>
              </span>
            </label>
          </li>
        ))}
      </ul>
    </div>
  );
}
