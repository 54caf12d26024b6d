import { Mail } from "lucide";
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { SpaceId } from "../../../shared/ids.ts";
import type { Level } from "../../../shared/rights/levels.ts";
import { mayOwnRooms } from "../../../shared/rights/user-types.ts";
import type { RoomDetail } from "../../spaces/rooms.ts";
import { mayInviteTo, portalVerdicts } from "../../state/popup-rights.ts";
import type { PopupStore } from "../../state/popup-store.ts";
import { Button } from "../../ui/controls/Button.tsx";
import { SelectField } from "../../ui/controls/SelectField.tsx";
import { useLocale } from "../../ui/locale.ts";
import { DetailFrame } from "../../ui/popup/DetailFrame.tsx";
import { type Choice, PeoplePicker } from "../../ui/popup/PeoplePicker.tsx";
import type { PeopleTexts } from "../../ui/strings/people/en.ts";
import { LoadedView, useLoaded } from "./LoadedView.tsx";
import { RoomTitle } from "./RoomView.tsx";

export interface AddPeopleViewProps {
  readonly store: PopupStore;
  readonly space: SpaceId;
}

/** Makes people and groups of the portal members of a room; who is not there yet is invited by link. */
export function AddPeopleView({ store, space }: AddPeopleViewProps): JSX.Element {
  const { members } = useLocale().strings.people;
  const self = store.self.value;
  const maySeeGroups = self !== null && portalVerdicts(self.subject).groups.allowed;
  useLoaded(store.people);
  useLoaded(maySeeGroups ? store.groups : null);
  return (
    <DetailFrame
      title={members.add}
      note={<RoomTitle room={store.rooms.detail.value.value} />}
      onBack={store.back}
    >
      <LoadedView loaded={store.rooms.detail}>
        {(room) => (
          <>
            <AddForm store={store} room={room} />
            {self && mayInviteTo(self.subject, room.object, "Guest") && (
              <Button icon={Mail} tone="quiet" onClick={() => store.replace({ kind: "invite", space })}>
                {members.inviteByLink}
              </Button>
            )}
          </>
        )}
      </LoadedView>
    </DetailFrame>
  );
}

function AddForm({ store, room }: { store: PopupStore; room: RoomDetail }): JSX.Element {
  const { strings } = useLocale();
  const { people } = strings;
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const offered = levelsFor(store, room, chosen);
  const [wanted, setLevel] = useState<Level | null>(null);
  const level = offered.find((each) => each === wanted) ?? offered.at(-1);
  return (
    <form
      class="popup-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (level && chosen.size > 0) void add(store, room, chosen, level);
      }}
    >
      <PeoplePicker
        label={people.members.addLabel}
        choices={choicesOf(store, room, people)}
        chosen={chosen}
        onChange={setChosen}
        emptyText={people.members.nobodyToAdd}
      />
      {level && (
        <SelectField
          label={people.members.level}
          value={level}
          options={offered.map((value) => ({ value, label: people.levels[value] }))}
          onChange={setLevel}
        />
      )}
      <Button
        tone="primary"
        isSubmit
        isDisabled={chosen.size === 0 || level === undefined}
        isPending={store.isWorking.value}
      >
        {strings.actions.add}
      </Button>
    </form>
  );
}

/** Room manager goes to nobody who may own no room, and to no group. */
function levelsFor(store: PopupStore, room: RoomDetail, chosen: ReadonlySet<string>): readonly Level[] {
  const contacts = store.people.value.value ?? [];
  const mayAllManage = [...chosen].every((id) => {
    const person = contacts.find(({ user }) => user === id);
    return person !== undefined && mayOwnRooms(person.type);
  });
  return room.levelsForNew.filter((level) => level !== "RoomManager" || mayAllManage);
}

function choicesOf(store: PopupStore, room: RoomDetail, people: PeopleTexts): Choice[] {
  const inRoom = new Set<string>([
    ...room.members
      .filter(({ level, ownLevel }) => ownLevel !== null || level === "RoomOwner")
      .map(({ user }) => user),
    ...room.groups.map(({ group }) => group),
  ]);
  const persons = (store.people.value.value ?? [])
    .filter(({ isDisabled }) => !isDisabled)
    .map(({ user, name, email, type }) => ({
      ...{ id: user, name: name ?? people.nameUnknown, note: email ?? people.userTypes[type] },
    }));
  const groups = (store.groups.value.value ?? []).map(({ group, name, members, hasUnseen }) => ({
    ...{ id: group, name: name ?? people.groups.nameUnknown, note: people.groups.members(members.length) },
    reason: hasUnseen ? people.groups.hasUnseen : null,
  }));
  return [...persons, ...groups].filter(({ id }) => !inRoom.has(id));
}

async function add(
  store: PopupStore,
  { space }: RoomDetail,
  chosen: ReadonlySet<string>,
  level: Level,
): Promise<void> {
  const { origin, core } = store;
  const members = (store.people.value.value ?? [])
    .filter(({ user }) => chosen.has(user))
    .map(({ user }) => ({ user, level }));
  const groups = (store.groups.value.value ?? []).filter(({ group }) => chosen.has(group));
  const isDone = await store.act(async () => {
    if (members.length > 0) await core.putMembers({ origin, space, members });
    for (const { group } of groups) await core.admitGroup({ origin, space, group, level });
    return true;
  });
  if (isDone) store.back();
}
