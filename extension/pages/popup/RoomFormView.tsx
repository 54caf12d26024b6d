import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { type Level, levelsToGive, ROOM_TYPES, type RoomType } from "../../../shared/rights/levels.ts";
import type { RoomDetail } from "../../spaces/rooms.ts";
import type { PopupStore } from "../../state/popup-store.ts";
import { Button } from "../../ui/controls/Button.tsx";
import { Checkbox } from "../../ui/controls/Checkbox.tsx";
import { SelectField } from "../../ui/controls/SelectField.tsx";
import { TextField } from "../../ui/controls/TextField.tsx";
import { useLocale } from "../../ui/locale.ts";
import { ColourChoice } from "../../ui/popup/ColourChoice.tsx";
import { DetailFrame } from "../../ui/popup/DetailFrame.tsx";
import { PeoplePicker } from "../../ui/popup/PeoplePicker.tsx";
import { LoadedView, useLoaded } from "./LoadedView.tsx";
import { submit } from "./submit.ts";

const TYPES = Object.keys(ROOM_TYPES) as readonly RoomType[];
const MOST_TITLE = 170;

/** Makes a room: title, type, colour, and its first members. */
export function NewRoomView({ store }: { readonly store: PopupStore }): JSX.Element {
  const { people } = useLocale().strings;
  const { room: words } = people;
  const [title, setTitle] = useState("");
  const [isAsked, setAsked] = useState(false);
  const [roomType, setType] = useState<RoomType>("Collaboration");
  const [colour, setColour] = useState(0);
  const [isDownloadDenied, setDenied] = useState(false);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const offered = levelsToGive({ giver: "RoomOwner", roomType, receiverType: "User", current: null });
  const [wanted, setLevel] = useState<Level | null>(null);
  const level = offered.find((each) => each === wanted) ?? offered.at(-1);
  useLoaded(store.people);
  const others = (store.people.value.value ?? []).filter(({ isSelf, isDisabled }) => !isSelf && !isDisabled);

  const create = async (): Promise<void> => {
    setAsked(true);
    if (title.trim() === "") return;
    const members = others.filter(({ user }) => chosen.has(user));
    const space = await store.act(
      () =>
        store.core.createRoom({
          ...{ origin: store.origin, title: title.trim(), roomType, colour },
          members: level ? members.map(({ user }) => ({ user, level })) : [],
          ...(roomType === "VirtualDataRoom" ? { isDownloadDenied } : {}),
        }),
      null,
    );
    if (space !== null) store.replace({ kind: "room", space, section: "members" });
  };

  return (
    <DetailFrame title={people.rooms.newRoom} onBack={store.back}>
      <form class="popup-form" onSubmit={(event) => submit(event, create)}>
        <TitleField title={title} isAsked={isAsked} onInput={setTitle} />
        <SelectField
          label={words.type}
          value={roomType}
          options={TYPES.map((value) => ({ value, label: people.roomTypes[value] }))}
          onChange={setType}
        />
        <ColourChoice colour={colour} onChange={setColour} />
        {roomType === "VirtualDataRoom" && (
          <Checkbox label={words.denyDownload} isChecked={isDownloadDenied} onChange={setDenied} />
        )}
        <h2 class="popup-heading">{words.firstMembers}</h2>
        <PeoplePicker
          label={people.findPerson}
          choices={others.map(({ user, name, email, type }) => ({
            ...{ id: user, name: name ?? people.nameUnknown, note: email ?? people.userTypes[type] },
          }))}
          chosen={chosen}
          onChange={setChosen}
          emptyText={people.members.nobodyToAdd}
        />
        {chosen.size > 0 && level && (
          <SelectField
            label={people.members.level}
            value={level}
            options={offered.map((value) => ({ value, label: people.levels[value] }))}
            onChange={setLevel}
          />
        )}
        <Button tone="primary" isSubmit isPending={store.isWorking.value}>
          {words.create}
        </Button>
      </form>
    </DetailFrame>
  );
}

interface TitleFieldProps {
  readonly title: string;
  /** It was tried: an empty one is called wrong from then on. */
  readonly isAsked: boolean;
  readonly onInput: (title: string) => void;
}

function TitleField({ title, isAsked, onInput }: TitleFieldProps): JSX.Element {
  const { room: words } = useLocale().strings.people;
  return (
    <TextField
      label={words.title}
      value={title}
      onInput={onInput}
      maxLength={MOST_TITLE}
      isFocusedFirst
      problem={isAsked && title.trim() === "" ? words.titleEmpty : undefined}
    />
  );
}

/** Changes a room's title, colour and download denial. */
export function EditRoomView({ store }: { readonly store: PopupStore }): JSX.Element {
  const { room: words } = useLocale().strings.people;
  return (
    <DetailFrame title={words.edit} onBack={store.back}>
      <LoadedView loaded={store.rooms.detail}>
        {(room) => <EditForm key={room.space} store={store} room={room} />}
      </LoadedView>
    </DetailFrame>
  );
}

function EditForm({ store, room }: { store: PopupStore; room: RoomDetail }): JSX.Element {
  const { strings } = useLocale();
  const words = strings.people.room;
  const [title, setTitle] = useState(room.title ?? "");
  const [colour, setColour] = useState(room.colour);
  const [isDownloadDenied, setDenied] = useState(room.isDownloadDenied);
  const save = async (): Promise<void> => {
    if (title.trim() === "") return;
    const { origin, core } = store;
    const changes = {
      ...(title.trim() === room.title ? {} : { title: title.trim() }),
      ...(colour === room.colour ? {} : { colour }),
      ...(isDownloadDenied === room.isDownloadDenied ? {} : { isDownloadDenied }),
    };
    const isDone = await store.act(async () => {
      if (Object.keys(changes).length > 0) await core.editRoom({ origin, space: room.space, ...changes });
      return true;
    });
    if (isDone) store.back();
  };
  return (
    <form class="popup-form" onSubmit={(event) => submit(event, save)}>
      <TitleField title={title} isAsked onInput={setTitle} />
      <ColourChoice colour={colour} onChange={setColour} />
      {room.roomType === "VirtualDataRoom" && (
        <Checkbox label={words.denyDownload} isChecked={isDownloadDenied} onChange={setDenied} />
      )}
      <Button tone="primary" isSubmit isPending={store.isWorking.value}>
        {strings.actions.save}
      </Button>
    </form>
  );
}
