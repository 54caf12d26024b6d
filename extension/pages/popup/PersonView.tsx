import { CircleHelp, Pencil, Shield, Trash2, UserCheck, UserCog, UserX } from "lucide";
import type { JSX } from "preact";
import type { UserId } from "../../../shared/ids.ts";
import { mayOwnRooms } from "../../../shared/rights/user-types.ts";
import type { Contact } from "../../people/contacts.ts";
import { personVerdicts, portalVerdicts, typesToGive } from "../../state/popup-rights.ts";
import type { PopupQuestion, PopupStore } from "../../state/popup-store.ts";
import { ChoiceField } from "../../ui/controls/ChoiceField.tsx";
import { DefinitionRows } from "../../ui/layout/InfoPanel.tsx";
import { useLocale } from "../../ui/locale.ts";
import { type Action, ActionList } from "../../ui/popup/ActionList.tsx";
import { DetailFrame } from "../../ui/popup/DetailFrame.tsx";
import { isShown, reasonText } from "../../ui/popup/reason-text.ts";
import type { PeopleTexts } from "../../ui/strings/people/en.ts";
import { UserText } from "../../ui/UserText.tsx";
import { askWithKeys } from "./ask-about-keys.ts";
import { GuestList } from "./GuestList.tsx";
import { LoadedView } from "./LoadedView.tsx";

export interface PersonViewProps {
  readonly store: PopupStore;
  readonly user: UserId;
}

/** One person: who he is here, and what the person at the screen may do about him. */
export function PersonView({ store, user }: PersonViewProps): JSX.Element {
  const { people } = useLocale().strings;
  const known = store.people.value.value?.find((each) => each.user === user);
  return (
    <DetailFrame
      title={<UserText text={known?.name ?? people.nameUnknown} />}
      note={known?.email && <UserText text={known.email} />}
      onBack={store.back}
    >
      <LoadedView loaded={store.people}>
        {(contacts) => {
          const person = contacts.find((each) => each.user === user);
          const self = store.self.value;
          if (!person || !self) return <p class="popup-none">{people.nothingFound}</p>;
          return (
            <>
              <Facts store={store} person={person} self={self} />
              <ActionList actions={actionsFor(store, person, self, people)} />
              <GuestList store={store} person={person} self={self} />
            </>
          );
        }}
      </LoadedView>
    </DetailFrame>
  );
}

interface Asked {
  readonly store: PopupStore;
  readonly person: Contact;
  readonly self: Contact;
}

function Facts({ store, person, self }: Asked): JSX.Element {
  const { people } = useLocale().strings;
  const { person: words } = people;
  const inviter = store.people.value.value?.find(({ user }) => user === person.invitedBy);
  const status = person.isPaid ? words.paid : words.free;
  const keys = person.isSelf ? [] : [person.isVerified ? words.verified : words.notVerified];
  return (
    <>
      <p class="popup-quiet">
        {[status, ...(person.isDisabled ? [words.disabled] : []), ...keys].join(" · ")}
        {inviter?.name && ` · ${words.invitedBy(inviter.name)}`}
      </p>
      <TypeChoice store={store} person={person} self={self} />
    </>
  );
}

/** The type, as a menu when the person at the screen may give another one. */
function TypeChoice({ store, person, self }: Asked): JSX.Element {
  const { people } = useLocale().strings;
  const { person: words, userTypes } = people;
  const { user, type } = person;
  const offered = typesToGive(self.subject, person);
  if (offered.length === 0) return <DefinitionRows rows={[{ term: words.type, value: userTypes[type] }]} />;
  return (
    <ChoiceField
      label={words.type}
      action={words.changeTypeAction}
      isBusy={store.isWorking.value}
      value={type}
      options={[type, ...offered].map((value) => ({ value, label: userTypes[value] }))}
      onChange={(chosen) => {
        const wanted = offered.find((each) => each === chosen);
        if (!wanted) return;
        const name = person.name ?? people.nameUnknown;
        const question = {
          title: words.changeTypeTitle(name),
          text: words.changeTypeText(userTypes[wanted]),
          ...{ action: words.changeTypeAction, isDanger: false },
          work: () => store.core.changeType({ origin: store.origin, user, type: wanted }),
        };
        if (mayOwnRooms(wanted)) store.ask(question);
        else void askWithKeys(store, people, { user, name, space: null, to: null, question });
      }}
    />
  );
}

function actionsFor(store: PopupStore, person: Contact, self: Contact, people: PeopleTexts): Action[] {
  const { user } = person;
  const may = personVerdicts(self.subject, person);
  const name = person.name ?? people.nameUnknown;
  const { safety, rights } = people;
  const numberTitle = person.isSelf ? safety.own : safety.title;
  return [
    {
      ...{ id: "safety", label: numberTitle, icon: Shield },
      onSelect: () => store.open(person.isSelf ? { kind: "ownNumber" } : { kind: "number", user }),
    },
    {
      ...{ id: "rights", label: rights.title(name), icon: CircleHelp },
      onSelect: () => store.open({ kind: "rights", user }),
    },
    ...(person.isSelf ? [] : changes(store, person, self, people, may)),
  ];
}

function changes(
  store: PopupStore,
  person: Contact,
  self: Contact,
  people: PeopleTexts,
  may: ReturnType<typeof personVerdicts>,
): Action[] {
  const { origin, core } = store;
  const { user } = person;
  const words = people.person;
  const name = person.name ?? people.nameUnknown;
  const askFirst = (question: PopupQuestion): void =>
    void askWithKeys(store, people, { user, name, space: null, to: null, question }); // tells itself why not
  const actions: Action[] = [];
  if (isShown(may.edit) && person.type !== "Owner") {
    actions.push({
      ...{ id: "edit", label: words.editProfile, icon: Pencil, reason: reasonText(people, may.edit) },
      onSelect: () => store.open({ kind: "editPerson", user }),
    });
  }
  if (mayOwnRooms(person.type) && portalVerdicts(self.subject).allRooms.allowed) {
    actions.push({
      ...{ id: "handOver", label: words.handOver, icon: UserCog },
      onSelect: () => store.open({ kind: "handOverPerson", user }),
    });
  }
  if (isShown(may.disable)) actions.push(person.isDisabled ? enabling() : disabling());
  if (isShown(may.remove)) actions.push(removing());
  return actions;

  function disabling(): Action {
    return {
      ...{ id: "disable", label: words.disable, icon: UserX, isDanger: true },
      reason: reasonText(people, may.disable),
      onSelect: () =>
        askFirst({
          ...{ title: words.disableTitle(name), text: words.disableText, action: words.disable },
          ...{ isDanger: true, work: () => core.disablePerson({ origin, user }) },
        }),
    };
  }
  function enabling(): Action {
    return {
      ...{ id: "enable", label: words.enable, icon: UserCheck, reason: reasonText(people, may.disable) },
      onSelect: () => void store.act(() => core.enablePerson({ origin, user })),
    };
  }
  function removing(): Action {
    const why = person.isDisabled ? reasonText(people, may.remove) : words.removeFirst;
    return {
      ...{ id: "remove", label: words.remove, icon: Trash2, isDanger: true, reason: why },
      onSelect: () =>
        askFirst({
          ...{ title: words.removeTitle(name), text: words.removeText, action: words.remove },
          ...{ isDanger: true, isEnd: true, work: () => core.removePerson({ origin, user }) },
        }),
    };
  }
}
