import type { JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import type { UserId } from "../../../shared/ids.ts";
import type { Contact } from "../../people/contacts.ts";
import type { RoomRow } from "../../spaces/room-row.ts";
import type { RoomDetail } from "../../spaces/rooms.ts";
import {
  type ExplainedRight,
  explainPortal,
  explainPrivateRoom,
  explainRoom,
  isUsable,
} from "../../state/popup-explained.ts";
import { createLoaded } from "../../state/popup-loaded.ts";
import { portalVerdicts } from "../../state/popup-rights.ts";
import type { PopupStore } from "../../state/popup-store.ts";
import { SelectField } from "../../ui/controls/SelectField.tsx";
import { useLocale } from "../../ui/locale.ts";
import { DetailFrame } from "../../ui/popup/DetailFrame.tsx";
import { VerdictRow } from "../../ui/popup/VerdictRow.tsx";
import { LoadedView } from "./LoadedView.tsx";

export interface RightsViewProps {
  readonly store: PopupStore;
  readonly user: UserId;
}

type Shown = "all" | "allowed" | "refused";
const PORTAL = "";
const PRIVATE_ROOM = "private";

/** What somebody can do, in the portal or in a room, and why: each row of the table with its verdict. */
export function RightsView({ store, user }: RightsViewProps): JSX.Element | null {
  const { people } = useLocale().strings;
  const { rights, rooms } = people;
  const [where, setWhere] = useState<string>(PORTAL);
  const [shown, setShown] = useState<Shown>("all");
  const person = store.people.value.value?.find((each) => each.user === user);
  const rows = useMemo(() => createLoaded(() => everyRoom(store)), [store]);
  if (!person) return null;
  return (
    <DetailFrame title={rights.title(person.name ?? people.nameUnknown)} onBack={store.back}>
      <LoadedView loaded={rows}>
        {(places) => (
          <SelectField
            label={rights.where}
            value={where}
            options={[
              { value: PORTAL, label: rights.portal },
              { value: PRIVATE_ROOM, label: people.settings.privateRoom },
              ...places.map(({ space, title }) => ({
                ...{ value: space as string, label: title ?? rooms.sealed },
              })),
            ]}
            onChange={(chosen) => {
              setWhere(chosen);
              const room = places.find(({ space }) => space === chosen);
              if (room) store.rooms.choose(room.space);
            }}
          />
        )}
      </LoadedView>
      <SelectField
        label={rights.show}
        value={shown}
        options={(["all", "allowed", "refused"] as const).map((value) => ({ value, label: rights[value] }))}
        onChange={setShown}
      />
      <LoadedView loaded={store.settings}>
        {(settings) => {
          if (where === PORTAL)
            return <Verdicts rows={explainPortal(person.subject, settings)} shown={shown} />;
          if (where === PRIVATE_ROOM)
            return <Verdicts rows={explainPrivateRoom(person.subject, settings)} shown={shown} />;
          return (
            <LoadedView loaded={store.rooms.detail}>
              {(room) => (
                <Verdicts
                  rows={explainRoom(person.subject, roomSeenBy(person, room), settings)}
                  shown={shown}
                />
              )}
            </LoadedView>
          );
        }}
      </LoadedView>
    </DetailFrame>
  );
}

/** All that the person at the screen is shown, in whatever list: in use or in the archive, as a member or from outside. */
async function everyRoom({ core, origin, self }: PopupStore): Promise<RoomRow[]> {
  const may = self.value && portalVerdicts(self.value.subject);
  const lists = await Promise.all([
    core.listRooms(origin),
    may?.allRooms.allowed ? core.listAllRooms(origin, false) : [],
    may?.allArchived.allowed ? core.listAllRooms(origin, true) : [],
  ]);
  const bySpace = new Map(lists.flat().map((row) => [row.space, row]));
  for (const row of lists[0]) bySpace.set(row.space, row);
  return [...bySpace.values()];
}

/** The room as the tables see it for somebody else: his level, and whether he has the key. */
function roomSeenBy(person: Contact, room: RoomDetail): RoomDetail["object"] {
  const member = room.members.find(({ user }) => user === person.user);
  const level = member && member.level !== "RoomOwner" ? member.level : null;
  return { ...room.object, level, holdsKey: member !== undefined && !member.isPending };
}

function Verdicts({ rows, shown }: { rows: readonly ExplainedRight[]; shown: Shown }): JSX.Element {
  const { nothingFound } = useLocale().strings.people;
  const found = rows.filter((each) => shown === "all" || isUsable(each) === (shown === "allowed"));
  if (found.length === 0) return <p class="popup-none">{nothingFound}</p>;
  return (
    <ul>
      {found.map((each) => (
        <VerdictRow key={each.right} {...each} />
      ))}
    </ul>
  );
}
