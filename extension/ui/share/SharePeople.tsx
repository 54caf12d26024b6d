import type { ComponentChildren, JSX } from "preact";
import { Avatar } from "../Avatar.tsx";
import { SelectField } from "../controls/SelectField.tsx";
import { useLocale } from "../locale.ts";
import { UserText } from "../UserText.tsx";

export interface SharedPerson<Id extends string> {
  readonly user: Id;
  /** Null when it is not proven. */
  readonly name: string | null;
  readonly access: "FullAccess" | "DenyAccess";
  readonly isNew: boolean;
  readonly isPending: boolean;
}

export interface SharePeopleProps<Id extends string> {
  readonly owner: { readonly user: string; readonly name: string | null };
  readonly people: readonly SharedPerson<Id>[];
  /** Left out where the person at the screen may only look. */
  readonly onAccess?: (user: Id, access: "FullAccess" | "DenyAccess") => void;
}

/** Who has access to a file, and the two choices for each. Says what a denial will do before it is saved. */
export function SharePeople<Id extends string>(props: SharePeopleProps<Id>): JSX.Element {
  const { owner, people, onAccess } = props;
  const { share } = useLocale().strings.rooms;
  return (
    <section class="share-section">
      <h3>{share.people}</h3>
      <ul class="person-list" data-testid="share-people">
        <PersonLine {...owner}>
          <span class="person-note">{share.owner}</span>
        </PersonLine>
        {people.map((person) => (
          <SharedLine key={person.user} person={person} onAccess={onAccess} />
        ))}
      </ul>
      {people.length === 0 && <p class="field-hint">{share.nobody}</p>}
    </section>
  );
}

interface SharedLineProps<Id extends string> {
  readonly person: SharedPerson<Id>;
  readonly onAccess: SharePeopleProps<Id>["onAccess"] | undefined;
}

function SharedLine<Id extends string>({ person, onAccess }: SharedLineProps<Id>): JSX.Element {
  const { rooms, info, people } = useLocale().strings;
  const { share } = rooms;
  const name = person.name ?? people.nameUnknown;
  const note = person.isNew ? share.added : person.isPending ? share.pending : "";
  const isDenied = person.access === "DenyAccess";
  return (
    <PersonLine user={person.user} name={person.name} note={isDenied ? share.denyText(name) : note}>
      {onAccess ? (
        <SelectField
          label={share.accessOf(name)}
          isLabelHidden
          value={person.access}
          options={[
            { value: "FullAccess", label: info.fullAccess },
            { value: "DenyAccess", label: info.denyAccess },
          ]}
          onChange={(access) => onAccess(person.user, access)}
        />
      ) : (
        <span class="person-note">{info.fullAccess}</span>
      )}
    </PersonLine>
  );
}

export interface PersonLineProps {
  readonly user: string;
  readonly name: string | null;
  readonly note?: string | undefined;
  readonly children?: ComponentChildren;
}

/** A person in a list, with what can be done at the end. */
export function PersonLine({ user, name, note = "", children }: PersonLineProps): JSX.Element {
  const { nameUnknown } = useLocale().strings.people;
  return (
    <li class="person-line">
      <Avatar name={name ?? "?"} seed={user} />
      <span class="person-text">
        {name === null ? <em>{nameUnknown}</em> : <UserText text={name} />}
        {note !== "" && <span class="person-note">{note}</span>}
      </span>
      {children}
    </li>
  );
}
