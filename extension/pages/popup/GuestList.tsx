import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import type { Contact } from "../../people/contacts.ts";
import { createLoaded } from "../../state/popup-loaded.ts";
import { personVerdicts } from "../../state/popup-rights.ts";
import type { PopupStore } from "../../state/popup-store.ts";
import { useLocale } from "../../ui/locale.ts";
import { PersonRow } from "../../ui/popup/PersonRow.tsx";
import { LoadedView } from "./LoadedView.tsx";

export interface GuestListProps {
  readonly store: PopupStore;
  readonly person: Contact;
  readonly self: Contact;
}

/** The guests whom a person invited, for whom the table shows them. */
export function GuestList({ store, person, self }: GuestListProps): JSX.Element | null {
  const { core, origin } = store;
  const { user, type } = person;
  const { person: words } = useLocale().strings.people;
  const guests = useMemo(() => createLoaded(() => core.listGuestsOf({ origin, user })), [core, origin, user]);
  const mayInvite = type !== "User" && type !== "Guest";
  if (!mayInvite || !personVerdicts(self.subject, person).guests.allowed) return null;
  return (
    <section aria-label={words.guests}>
      <h2 class="popup-heading">{words.guests}</h2>
      <LoadedView loaded={guests}>
        {(users) => {
          const shown = (store.people.value.value ?? []).filter((each) => users.includes(each.user));
          if (shown.length === 0) return <p class="popup-none">{words.noGuests}</p>;
          return (
            <ul class="popup-list">
              {shown.map((guest) => (
                <li key={guest.user}>
                  <PersonRow person={guest} onOpen={() => store.open({ kind: "person", user: guest.user })} />
                </li>
              ))}
            </ul>
          );
        }}
      </LoadedView>
    </section>
  );
}
