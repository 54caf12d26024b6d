import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { SpaceId } from "../../../shared/ids.ts";
import type { InvitedType } from "../../../shared/log/portal-operations.ts";
import { type Level, levelsToGive } from "../../../shared/rights/levels.ts";
import type { InvitationLink } from "../../people/invitations.ts";
import type { RoomRow } from "../../spaces/room-row.ts";
import { mayInviteTo, typesToInvite } from "../../state/popup-rights.ts";
import type { PopupStore } from "../../state/popup-store.ts";
import { Button } from "../../ui/controls/Button.tsx";
import { SelectField } from "../../ui/controls/SelectField.tsx";
import { TextField } from "../../ui/controls/TextField.tsx";
import { useLocale } from "../../ui/locale.ts";
import { DetailFrame } from "../../ui/popup/DetailFrame.tsx";
import { LinkCard } from "../../ui/popup/LinkCard.tsx";
import { LoadedView, useLoaded } from "./LoadedView.tsx";
import { submit } from "./submit.ts";

export interface InviteViewProps {
  readonly store: PopupStore;
  /** The room that it is to at first; null for none. */
  readonly space: SpaceId | null;
}

const DAYS = ["1", "7", "14", "30"] as const;
const NO_ROOM = "";

/** Makes an invitation's link: as what, for how long, to which room. */
export function InviteView({ store, space }: InviteViewProps): JSX.Element {
  const { invitations } = useLocale().strings.people;
  const [made, setMade] = useState<InvitationLink | null>(null);
  useLoaded(store.people);
  return (
    <DetailFrame title={made ? invitations.linkTitle : invitations.makeTitle} onBack={store.back}>
      {made ? (
        <LinkCard link={made.link} expiresAtMs={made.expiresAtMs} onDone={store.back} />
      ) : (
        <LoadedView loaded={store.settings}>
          {({ areGuestsAllowed }) => (
            <LoadedView loaded={store.rooms.list}>
              {(rooms) => (
                <InviteForm {...{ store, rooms, areGuestsAllowed }} first={space} onMade={setMade} />
              )}
            </LoadedView>
          )}
        </LoadedView>
      )}
    </DetailFrame>
  );
}

interface InviteFormProps {
  readonly store: PopupStore;
  readonly rooms: readonly RoomRow[];
  readonly areGuestsAllowed: boolean;
  readonly first: SpaceId | null;
  readonly onMade: (made: InvitationLink) => void;
}

function InviteForm({ store, rooms, areGuestsAllowed, first, onMade }: InviteFormProps): JSX.Element | null {
  const { people } = useLocale().strings;
  const words = people.invitations;
  const self = store.self.value;
  const [type, setType] = useState<InvitedType>(first === null ? "User" : "Guest");
  const [email, setEmail] = useState("");
  const [days, setDays] = useState<(typeof DAYS)[number]>("7");
  const [space, setSpace] = useState<string>(first ?? NO_ROOM);
  const [wanted, setLevel] = useState<Level | null>(null);
  if (!self) return null;
  const types = typesToInvite(self.subject, true, areGuestsAllowed);
  const chosenType = types.includes(type) ? type : (types.at(-1) ?? "User");
  const open = rooms.filter((room) => mayInviteTo(self.subject, room.object, chosenType));
  const room = open.find((each) => each.space === space);
  const offered = levelsOf(room, chosenType);
  const level = offered.find((each) => each === wanted) ?? offered.at(-1);
  const isRoomMissing = chosenType === "Guest" && room === undefined;

  const make = async (): Promise<void> => {
    if (isRoomMissing) return;
    const link = await store.act(
      () =>
        store.core.invite({
          ...{ origin: store.origin, type: chosenType, days: Number(days) },
          ...(email.trim() === "" ? {} : { email: email.trim() }),
          ...(room && level ? { room: { space: room.space, level } } : {}),
        }),
      null,
    );
    if (link) onMade(link);
  };

  return (
    <form class="popup-form" onSubmit={(event) => submit(event, make)}>
      <SelectField
        label={words.type}
        value={chosenType}
        options={types.map((value) => ({ value, label: people.userTypes[value] }))}
        onChange={setType}
      />
      <SelectField
        label={words.room}
        value={room?.space ?? NO_ROOM}
        options={[
          { value: NO_ROOM, label: words.noRoom },
          ...open.map((each) => ({ value: each.space as string, label: each.title ?? people.rooms.sealed })),
        ]}
        onChange={setSpace}
        {...(isRoomMissing ? { hint: words.guestNeedsRoom } : {})}
      />
      {room && level && (
        <SelectField
          label={people.members.level}
          value={level}
          options={offered.map((value) => ({ value, label: people.levels[value] }))}
          onChange={setLevel}
        />
      )}
      <TextField label={words.email} kind="email" value={email} onInput={setEmail} hint={words.emailHint} />
      <SelectField
        label={words.days}
        value={days}
        options={DAYS.map((value) => ({ value, label: words.dayCount(Number(value)) }))}
        onChange={setDays}
      />
      <Button tone="primary" isSubmit isDisabled={isRoomMissing} isPending={store.isWorking.value}>
        {words.make}
      </Button>
    </form>
  );
}

function levelsOf(room: RoomRow | undefined, receiverType: InvitedType): readonly Level[] {
  if (!room || room.level === null) return [];
  return levelsToGive({ giver: room.level, roomType: room.roomType, receiverType, current: null });
}
