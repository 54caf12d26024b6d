import { ShieldCheck } from "lucide";
import type { JSX } from "preact";
import type { UserId } from "../../../shared/ids.ts";
import { isPaidType, type UserType } from "../../../shared/rights/user-types.ts";
import { Avatar } from "../Avatar.tsx";
import { Icon } from "../Icon.tsx";
import { useLocale } from "../locale.ts";
import { UserText } from "../UserText.tsx";

/** What a list shows of a person. */
export interface PersonItem {
  readonly user: UserId;
  readonly name: string | null;
  readonly email: string | null;
  readonly type: UserType;
  readonly isDisabled: boolean;
  readonly isSelf: boolean;
  readonly isVerified: boolean;
}

export interface PersonRowProps {
  readonly person: PersonItem;
  readonly onOpen: () => void;
}

/** A person in the popup's list: name, type, paid or free, and whether his keys were compared. */
export function PersonRow({ person, onOpen }: PersonRowProps): JSX.Element {
  const { people } = useLocale().strings;
  return (
    <button type="button" class={`popup-row ${person.isDisabled ? "is-off" : ""}`} data-row onClick={onOpen}>
      <Avatar name={person.name ?? "?"} seed={person.user} />
      <span class="popup-row-text">
        <strong>
          {person.name === null ? people.nameUnknown : <UserText text={person.name} />}
          {person.isSelf && ` (${people.you})`}
        </strong>
        <small>{person.email === null ? "—" : <UserText text={person.email} />}</small>
      </span>
      {person.isVerified && (
        <span class="popup-mark" title={people.person.verified}>
          <Icon node={ShieldCheck} />
          <span class="visually-hidden">{people.person.verified}</span>
        </span>
      )}
      <span class="popup-row-end">
        {people.userTypes[person.type]}
        <small>
          {person.isDisabled
            ? people.person.disabled
            : isPaidType(person.type)
              ? people.person.paid
              : people.person.free}
        </small>
      </span>
    </button>
  );
}
