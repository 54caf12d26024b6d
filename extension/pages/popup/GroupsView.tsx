import { Plus, Users } from "lucide";
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { GroupId, UserId } from "../../../shared/ids.ts";
import type { Group } from "../../people/groups.ts";
import { portalVerdicts } from "../../state/popup-rights.ts";
import type { PopupStore } from "../../state/popup-store.ts";
import { Button } from "../../ui/controls/Button.tsx";
import { TextField } from "../../ui/controls/TextField.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { useLocale } from "../../ui/locale.ts";
import { DetailFrame } from "../../ui/popup/DetailFrame.tsx";
import { PeoplePicker } from "../../ui/popup/PeoplePicker.tsx";
import { UserText } from "../../ui/UserText.tsx";
import { warnedOfGroupsKeys } from "./ask-about-keys.ts";
import { LoadedView, useLoaded } from "./LoadedView.tsx";
import { submit } from "./submit.ts";

const mayEdit = ({ self }: PopupStore): boolean =>
  self.value !== null && portalVerdicts(self.value.subject).editGroups.allowed;

/** The groups of the portal. */
export function GroupsView({ store }: { readonly store: PopupStore }): JSX.Element {
  const { groups: words } = useLocale().strings.people;
  return (
    <DetailFrame title={words.title} onBack={store.back}>
      {mayEdit(store) && (
        <Button tone="primary" icon={Plus} isWide onClick={() => store.open({ kind: "group", group: null })}>
          {words.create}
        </Button>
      )}
      <LoadedView loaded={store.groups}>
        {(groups) =>
          groups.length === 0 ? (
            <p class="popup-none">{words.none}</p>
          ) : (
            <ul class="popup-list" aria-label={words.title}>
              {groups.map(({ group, name, members }) => (
                <li key={group}>
                  <button
                    type="button"
                    class="popup-row"
                    data-row
                    onClick={() => store.open({ kind: "group", group })}
                  >
                    <Icon node={Users} />
                    <span class="popup-row-text">
                      <strong>
                        <UserText text={name ?? words.nameUnknown} />
                      </strong>
                      <small>{words.members(members.length)}</small>
                    </span>
                  </button>
                </li>
              ))}
            </ul>
          )
        }
      </LoadedView>
    </DetailFrame>
  );
}

export interface GroupViewProps {
  readonly store: PopupStore;
  readonly group: GroupId | null;
}

/** One group: name and people; to be changed by whom the table lets, seen by the others. */
export function GroupView({ store, group }: GroupViewProps): JSX.Element {
  const { groups: words } = useLocale().strings.people;
  useLoaded(store.people);
  return (
    <DetailFrame title={group === null ? words.create : words.edit} onBack={store.back}>
      <LoadedView loaded={store.groups}>
        {(groups) => (
          <GroupForm
            key={group ?? ""}
            store={store}
            before={groups.find((each) => each.group === group) ?? null}
          />
        )}
      </LoadedView>
    </DetailFrame>
  );
}

function GroupForm({ store, before }: { store: PopupStore; before: Group | null }): JSX.Element {
  const { strings } = useLocale();
  const { people } = strings;
  const words = people.groups;
  const [name, setName] = useState(before?.name ?? "");
  const [isAsked, setAsked] = useState(false);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(before?.members));
  const contacts = (store.people.value.value ?? []).filter(({ isDisabled }) => !isDisabled);
  const isOff = !mayEdit(store);
  const save = async (): Promise<void> => {
    setAsked(true);
    if (isOff || name.trim() === "") return;
    const users = contacts.filter(({ user }) => chosen.has(user)).map(({ user }) => user);
    const work = () => saveGroup(store, before, name.trim(), users);
    const removed = before?.members.filter((user) => !users.includes(user)) ?? [];
    if (before && removed.length > 0) {
      const question = {
        ...{ title: words.removeTitle, text: words.removeText, action: strings.actions.save },
        ...{ isDanger: true, isEnd: true, work },
      };
      const warned = await warnedOfGroupsKeys(store, people, {
        ...{ group: before.group, users: removed, question },
      });
      if (warned) store.ask(warned);
      if (warned !== null) return;
    }
    const isDone = await store.act(async () => {
      await work();
      return true;
    });
    if (isDone) store.back();
  };
  return (
    <form class="popup-form" onSubmit={(event) => submit(event, save)}>
      <TextField
        label={words.name}
        value={name}
        onInput={setName}
        isDisabled={isOff}
        problem={isAsked && name.trim() === "" ? words.nameEmpty : undefined}
      />
      <h2 class="popup-heading">{words.chooseMembers}</h2>
      <PeoplePicker
        label={people.findPerson}
        choices={contacts.map((person) => ({
          ...{ id: person.user, name: person.name ?? people.nameUnknown },
          note: person.email ?? people.userTypes[person.type],
        }))}
        chosen={chosen}
        onChange={(next) => !isOff && setChosen(next)}
        emptyText={people.members.nobodyToAdd}
      />
      {!isOff && (
        <div class="popup-buttons">
          <Button tone="primary" isSubmit isPending={store.isWorking.value}>
            {strings.actions.save}
          </Button>
          {before && <DeleteButton store={store} group={before} />}
        </div>
      )}
    </form>
  );
}

async function saveGroup(
  { origin, core }: PopupStore,
  before: Group | null,
  name: string,
  users: readonly UserId[],
): Promise<void> {
  if (before === null) {
    await core.createGroup({ origin, name, members: users });
    return;
  }
  const { group } = before;
  if (name !== before.name) await core.renameGroup({ origin, group, name });
  const added = users.filter((user) => !before.members.includes(user));
  const removed = before.members.filter((user) => !users.includes(user));
  if (added.length + removed.length > 0) await core.changeGroupMembers({ origin, group, added, removed });
}

function DeleteButton({ store, group }: { store: PopupStore; group: Group }): JSX.Element {
  const { people } = useLocale().strings;
  const words = people.groups;
  const { origin, core } = store;
  const ask = async (): Promise<void> => {
    const question = {
      ...{ title: words.deleteTitle(group.name ?? words.nameUnknown), text: words.deleteText },
      ...{ action: words.delete, isDanger: true, isEnd: true },
      work: () => core.deleteGroup({ origin, group: group.group }),
    };
    const leaving = { group: group.group, users: null, question };
    const warned = await warnedOfGroupsKeys(store, people, leaving);
    if (warned !== undefined) store.ask(warned ?? question);
  };
  return (
    <Button tone="danger" onClick={() => void ask()}>
      {words.delete}
    </Button>
  );
}
