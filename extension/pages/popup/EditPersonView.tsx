import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { UserId } from "../../../shared/ids.ts";
import type { Contact } from "../../people/contacts.ts";
import type { PopupStore } from "../../state/popup-store.ts";
import { Button } from "../../ui/controls/Button.tsx";
import { TextField } from "../../ui/controls/TextField.tsx";
import { useLocale } from "../../ui/locale.ts";
import { DetailFrame } from "../../ui/popup/DetailFrame.tsx";
import { LoadedView } from "./LoadedView.tsx";

export interface EditPersonViewProps {
  readonly store: PopupStore;
  readonly user: UserId;
}

/** Row 44: somebody else's name and address. */
export function EditPersonView({ store, user }: EditPersonViewProps): JSX.Element {
  const { people } = useLocale().strings;
  return (
    <DetailFrame title={people.person.editProfile} onBack={store.back}>
      <LoadedView loaded={store.people}>
        {(contacts) => {
          const person = contacts.find((each) => each.user === user);
          if (!person) return <p class="popup-none">{people.nothingFound}</p>;
          return <EditForm key={user} store={store} person={person} />;
        }}
      </LoadedView>
    </DetailFrame>
  );
}

function EditForm({ store, person }: { readonly store: PopupStore; readonly person: Contact }): JSX.Element {
  const { people, setup, actions } = useLocale().strings;
  const { origin, core } = store;
  const [name, setName] = useState(person.name ?? "");
  const [email, setEmail] = useState(person.email ?? "");
  const next = { name: name.trim(), email: email.trim() };
  const isSame = next.name === person.name && next.email === person.email;
  const isOff = isSame || next.name === "" || next.email === "";
  const save = async () => {
    const isDone = await store.act(async () => {
      await core.changeProfile({ origin, user: person.user, ...next });
      return true;
    });
    if (isDone) store.back();
  };
  return (
    <form
      class="popup-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!isOff) void save(); // the store tells how it went
      }}
    >
      <p class="popup-quiet">{people.person.editProfileText}</p>
      <TextField label={setup.nameLabel} value={name} onInput={setName} maxLength={200} isFocusedFirst />
      <TextField
        label={setup.emailLabel}
        kind="email"
        value={email}
        onInput={setEmail}
        maxLength={254}
        autocomplete="off"
      />
      <Button tone="primary" isSubmit isDisabled={isOff} isPending={store.isWorking.value}>
        {actions.save}
      </Button>
    </form>
  );
}
