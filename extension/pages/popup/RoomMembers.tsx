import { LogOut, UserPlus } from "lucide";
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { RoomDetail } from "../../spaces/rooms.ts";
import { portalVerdicts } from "../../state/popup-rights.ts";
import type { PopupStore } from "../../state/popup-store.ts";
import { Button } from "../../ui/controls/Button.tsx";
import { SearchField } from "../../ui/controls/SearchField.tsx";
import { useLocale } from "../../ui/locale.ts";
import { type MemberItem, MemberRow } from "../../ui/popup/MemberRow.tsx";
import { matches } from "../../ui/popup/matches.ts";
import { PagedList } from "../../ui/popup/PagedList.tsx";
import type { PeopleTexts } from "../../ui/strings/people/en.ts";
import { askWithKeys } from "./ask-about-keys.ts";
import { useLoaded } from "./LoadedView.tsx";

interface RoomPart {
  readonly store: PopupStore;
  readonly room: RoomDetail;
}

/** Who is in the room, with the levels that may be given, and the ways to add somebody or to leave. */
export function RoomMembers({ store, room }: RoomPart): JSX.Element {
  const { people } = useLocale().strings;
  const mayAdd = room.levelsForNew.length > 0 && !room.isArchived;
  const mayLeave = room.level !== null && room.level !== "RoomOwner" && !room.isArchived;
  return (
    <>
      {mayAdd && (
        <Button icon={UserPlus} isWide onClick={() => store.open({ kind: "addPeople", space: room.space })}>
          {people.members.add}
        </Button>
      )}
      <MemberList store={store} room={room} />
      {mayLeave && <LeaveButton store={store} room={room} />}
    </>
  );
}

/** Fewer are found by eye. */
const SEARCHED_FROM = 10;

function MemberList({ store, room }: RoomPart): JSX.Element {
  const { people } = useLocale().strings;
  const [text, setText] = useState("");
  const groups = useGroups({ store, room }).filter(({ name }) => matches(text, name));
  const found = room.members.filter(({ name }) => matches(text, name));
  return (
    <>
      {room.members.length + room.groups.length >= SEARCHED_FROM && (
        <SearchField label={people.findPerson} value={text} onInput={setText} />
      )}
      <PagedList items={found} search={text} none={groups.length > 0 ? "" : people.nothingFound}>
        {(shown) => (
          <ul aria-label={people.sections.members}>
            <Groups store={store} room={room} groups={groups} />
            <People store={store} room={room} members={shown} />
          </ul>
        )}
      </PagedList>
    </>
  );
}

interface PeopleProps extends RoomPart {
  readonly members: RoomDetail["members"];
}

function People({ store, room, members }: PeopleProps): JSX.Element {
  const { people } = useLocale().strings;
  const { origin, core } = store;
  const { space } = room;
  const self = store.self.value?.user;
  return (
    <>
      {members.map((member) => {
        const { user, name: known, level } = member;
        const name = known ?? people.nameUnknown;
        const item: MemberItem = {
          ...{ id: user, kind: "person", name, level },
          notes: notesOf(member, people, user === self),
          levelsToGive: room.isArchived ? [] : member.levelsToGive,
          mayRemove: member.mayRemove && user !== self && !room.isArchived,
        };
        return (
          <MemberRow
            key={user}
            member={item}
            isBusy={store.isWorking.value}
            onLevel={(chosen) =>
              void store.act(() => core.putMembers({ origin, space, members: [{ user, level: chosen }] }))
            }
            onRemove={() =>
              store.ask({
                title: people.members.removeTitle(name),
                text: people.members.removeText,
                action: people.members.removeAction,
                isDanger: true,
                work: () => core.removeMembers({ origin, space, users: [user] }),
              })
            }
          />
        );
      })}
    </>
  );
}

function notesOf(
  member: RoomDetail["members"][number],
  { you, members }: PeopleTexts,
  isSelf: boolean,
): string[] {
  return [
    ...(isSelf ? [you] : []),
    ...(member.isPending ? [members.pending] : []),
    ...(member.isDisabled ? [members.disabled] : []),
    ...(member.groups.length > 0 ? [members.byGroup] : []),
  ];
}

type NamedGroup = RoomDetail["groups"][number] & { readonly name: string };

/** The room's groups, with names where the person may see them. */
function useGroups({ store, room }: RoomPart): NamedGroup[] {
  const { nameUnknown } = useLocale().strings.people.groups;
  const { groups, self } = store;
  const maySee = self.value !== null && portalVerdicts(self.value.subject).groups.allowed;
  useLoaded(maySee && room.groups.length > 0 ? groups : null);
  const names = new Map(groups.value.value?.map(({ group, name }) => [group, name]));
  return room.groups.map((each) => ({ ...each, name: names.get(each.group) ?? nameUnknown }));
}

function Groups({ store, room, groups }: RoomPart & { readonly groups: readonly NamedGroup[] }): JSX.Element {
  const { people } = useLocale().strings;
  const { origin, core } = store;
  const { space } = room;
  return (
    <>
      {groups.map(({ group, level, name, levelsToGive, mayRemove }) => {
        const item: MemberItem = {
          ...{ id: group, kind: "group", name, level, notes: [people.members.group] },
          levelsToGive: room.isArchived ? [] : levelsToGive,
          mayRemove: mayRemove && !room.isArchived,
        };
        return (
          <MemberRow
            key={group}
            member={item}
            isBusy={store.isWorking.value}
            onLevel={(chosen) =>
              void store.act(() => core.admitGroup({ origin, space, group, level: chosen }))
            }
            onRemove={() =>
              store.ask({
                title: people.members.removeTitle(name),
                text: people.members.removeText,
                action: people.members.removeAction,
                isDanger: true,
                work: () => core.expelGroup({ origin, space, group }),
              })
            }
          />
        );
      })}
    </>
  );
}

function LeaveButton({ store, room: { space } }: RoomPart): JSX.Element | null {
  const { people } = useLocale().strings;
  const { members } = people;
  const { origin, core } = store;
  const self = store.self.value;
  if (!self) return null;
  const { user } = self;
  const leave = (): void => {
    const question = {
      ...{ title: members.leaveTitle, text: members.leaveText, action: members.leave },
      ...{ isDanger: true, isEnd: true },
      work: () => core.removeMembers({ origin, space, users: [user] }),
    };
    void askWithKeys(store, people, { user, name: people.you, space, to: null, question }); // tells itself why not
  };
  return (
    <Button icon={LogOut} tone="quiet" onClick={leave}>
      {members.leave}
    </Button>
  );
}
