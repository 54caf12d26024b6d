import type { JSX } from "preact";
import { Avatar } from "../Avatar.tsx";
import { useLocale } from "../locale.ts";
import { UserText } from "../UserText.tsx";

export interface PeopleHereProps {
  readonly people: readonly { readonly id: string; readonly name: string }[];
}

const MOST_SHOWN = 4;

/** The others who have the document open. */
export function PeopleHere({ people }: PeopleHereProps): JSX.Element {
  const { format, strings } = useLocale();
  const hidden = people.length - MOST_SHOWN;
  return (
    <ul class="people" aria-label={strings.editor.peopleHere}>
      {people.slice(0, MOST_SHOWN).map((person) => (
        <li key={person.id}>
          <Avatar name={person.name} seed={person.id} />
          <span class="visually-hidden">
            <UserText text={person.name} />
          </span>
        </li>
      ))}
      {hidden > 0 && <li class="people-more">+{format.number(hidden)}</li>}
    </ul>
  );
}
