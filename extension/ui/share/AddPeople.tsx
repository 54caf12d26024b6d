import { Plus } from "lucide";
import type { JSX } from "preact";
import { IconButton } from "../controls/IconButton.tsx";
import { TextField } from "../controls/TextField.tsx";
import { isolatedName } from "../display-name.ts";
import { useLocale } from "../locale.ts";
import { PersonLine } from "./SharePeople.tsx";

export interface AddablePerson<Id extends string> {
  readonly user: Id;
  readonly name: string | null;
  readonly email: string | null;
  /** Why this person cannot be added now; null when nothing stands in the way. */
  readonly problem: "disabled" | "notVerified" | null;
}

export interface AddPeopleProps<Id extends string> {
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly people: readonly AddablePerson<Id>[];
  /** Addresses of those who are invited but have no keys yet. */
  readonly waiting: readonly string[];
  readonly onAdd: (user: Id) => void;
}

/** More than these are found by typing. */
const SHOWN = 6;

/** People to add: who has keys can be chosen, the others are shown with the reason. */
export function AddPeople<Id extends string>(props: AddPeopleProps<Id>): JSX.Element {
  const { text, onText, people, waiting, onAdd } = props;
  const { strings } = useLocale();
  const { share } = strings.rooms;
  const isNobody = people.length + waiting.length === 0;
  return (
    <section class="share-section">
      <TextField label={strings.info.addUsers} value={text} onInput={onText} isFocusedFirst maxLength={320} />
      <ul class="person-list" data-testid="share-candidates">
        {people.slice(0, SHOWN).map((person) => (
          <Candidate key={person.user} person={person} onAdd={onAdd} />
        ))}
        {waiting.slice(0, SHOWN).map((email) => (
          <PersonLine key={email} user={email} name={email} note={share.notJoined} />
        ))}
      </ul>
      {isNobody && text.trim() !== "" && <p class="field-hint">{share.nobodyFound}</p>}
    </section>
  );
}

interface CandidateProps<Id extends string> {
  readonly person: AddablePerson<Id>;
  readonly onAdd: (user: Id) => void;
}

function Candidate<Id extends string>({ person, onAdd }: CandidateProps<Id>): JSX.Element {
  const { rooms, people } = useLocale().strings;
  const { user, name, email, problem } = person;
  const note = problem === null ? email && isolatedName(email) : rooms.share[problem];
  return (
    <PersonLine user={user} name={name} note={note ?? ""}>
      {problem === null && (
        <IconButton
          icon={Plus}
          label={rooms.share.add(name ?? people.nameUnknown)}
          onClick={() => onAdd(user)}
        />
      )}
    </PersonLine>
  );
}
