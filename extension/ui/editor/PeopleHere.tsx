import type { JSX } from "preact";
import { Avatar } from "../Avatar.tsx";
import { useLocale } from "../locale.ts";
import { UserText } from "../UserText.tsx";

export interface PersonShown {
  readonly id: string;
  /** Empty for somebody whose name is not known. */
  readonly name: string;
  /** Of the person's caret in the document. */
  readonly color?: string;
}

export interface PeopleHereProps {
  readonly people: readonly PersonShown[];
}

const MOST_SHOWN = 4;

/** The others who have the document open. */
export function PeopleHere({ people }: PeopleHereProps): JSX.Element {
  const { format, strings } = useLocale();
  const nameOf = ({ name }: PersonShown): string => name || strings.document.sheet.somebody;
  const hidden = people.length - MOST_SHOWN;
  return (
    <ul class="people" aria-label={strings.editor.peopleHere} data-testid="people-here">
      {people.slice(0, MOST_SHOWN).map((person) => (
        <li key={person.id} class="person-here" style={person.color ? { "--caret": person.color } : {}}>
          <Avatar name={nameOf(person)} seed={person.id} />
          <span class="visually-hidden">
            <UserText text={nameOf(person)} />
          </span>
        </li>
      ))}
      {hidden > 0 && <li class="people-more">+{format.number(hidden)}</li>}
    </ul>
  );
}
