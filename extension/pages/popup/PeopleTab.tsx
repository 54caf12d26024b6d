import { Mail, Users } from "lucide";
import type { JSX } from "preact";
import { portalVerdicts, typesToInvite } from "../../state/popup-rights.ts";
import type { PopupStore } from "../../state/popup-store.ts";
import { Button } from "../../ui/controls/Button.tsx";
import { useLocale } from "../../ui/locale.ts";
import { matches } from "../../ui/popup/matches.ts";
import { PagedList } from "../../ui/popup/PagedList.tsx";
import { PersonRow } from "../../ui/popup/PersonRow.tsx";
import { LoadedView } from "./LoadedView.tsx";

/** Everybody whom the person may see, and the ways to invitations and groups. */
export function PeopleTab({ store }: { readonly store: PopupStore }): JSX.Element {
  const { people } = useLocale().strings;
  const self = store.self.value;
  const text = store.search.value;
  return (
    <>
      {self && (
        <div class="popup-buttons">
          {typesToInvite(self.subject, true).length > 0 && (
            <Button icon={Mail} onClick={() => store.open({ kind: "invitations" })}>
              {people.invitations.title}
            </Button>
          )}
          {portalVerdicts(self.subject).groups.allowed && (
            <Button icon={Users} onClick={() => store.open({ kind: "groups" })}>
              {people.groups.title}
            </Button>
          )}
        </div>
      )}
      <LoadedView loaded={store.people}>
        {(contacts) => {
          const found = contacts.filter(({ name, email }) => matches(text, name, email));
          return (
            <PagedList items={found} search={text} none={people.nothingFound}>
              {(shown) => (
                <ul class="popup-list" aria-label={people.tabs.people}>
                  {shown.map((person) => (
                    <li key={person.user}>
                      <PersonRow
                        person={person}
                        onOpen={() => store.open({ kind: "person", user: person.user })}
                      />
                    </li>
                  ))}
                </ul>
              )}
            </PagedList>
          );
        }}
      </LoadedView>
    </>
  );
}
