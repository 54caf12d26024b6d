import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { SpaceId, UserId } from "../../../shared/ids.ts";
import { can } from "../../../shared/rights/can.ts";
import type { ArchivedRoomObject, RoomObject } from "../../../shared/rights/objects.ts";
import { fitOwners } from "../../state/popup-rights.ts";
import type { PopupStore } from "../../state/popup-store.ts";
import { Button } from "../../ui/controls/Button.tsx";
import { TextField } from "../../ui/controls/TextField.tsx";
import { useLocale } from "../../ui/locale.ts";
import { DetailFrame } from "../../ui/popup/DetailFrame.tsx";
import { PeoplePicker } from "../../ui/popup/PeoplePicker.tsx";
import { warnedOfKeys } from "./ask-about-keys.ts";
import { LoadedView } from "./LoadedView.tsx";
import { submit } from "./submit.ts";

export interface HandOverViewProps {
  readonly store: PopupStore;
  readonly title: string;
  readonly text: string;
  /** Who owns it now. */
  readonly from: UserId | null;
  /** The room; null for all of the owner's. */
  readonly space: SpaceId | null;
  /** Gives what to say when it is done. */
  readonly handOver: (to: UserId) => Promise<string>;
}

/** Chooses who owns something from now on, among those who can. */
export function HandOverView({ store, title, text, from, space, handOver }: HandOverViewProps): JSX.Element {
  const { people } = useLocale().strings;
  const give = async (to: UserId): Promise<void> => {
    if (from === null) return;
    const owner = store.people.value.value?.find(({ user }) => user === from);
    const name = owner?.name ?? people.nameUnknown;
    const question = { title, text, action: title, isDanger: true, isEnd: true, work: () => handOver(to) };
    const warned = await warnedOfKeys(store, people, { user: from, name, space, to, question });
    if (warned) store.ask(warned);
    if (warned !== null) return;
    const said = await store.act(() => handOver(to), null);
    if (said === null) return;
    store.tell(said);
    store.back();
  };
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  return (
    <DetailFrame title={title} onBack={store.back}>
      <p class="popup-quiet">{text}</p>
      <LoadedView loaded={store.people}>
        {(contacts) => {
          const fit = fitOwners(contacts, from);
          const to = fit.find(({ user }) => chosen.has(user));
          return (
            <div class="popup-form">
              <PeoplePicker
                label={people.room.newOwner}
                choices={fit.map(({ user, name, type }) => ({
                  ...{ id: user, name: name ?? people.nameUnknown, note: people.userTypes[type] },
                }))}
                chosen={chosen}
                onChange={setChosen}
                isSingle
                emptyText={people.room.nobodyFits}
              />
              <Button
                tone="primary"
                isDisabled={to === undefined}
                isPending={store.isWorking.value}
                onClick={() => to && void give(to.user)}
              >
                {title}
              </Button>
            </div>
          );
        }}
      </LoadedView>
    </DetailFrame>
  );
}

/** Makes a copy of the open room under a new title; says before whether the contents come along. */
export function CopyRoomView({ store }: { readonly store: PopupStore }): JSX.Element {
  const { room: words } = useLocale().strings.people;
  return (
    <DetailFrame title={words.copy} onBack={store.back}>
      <LoadedView loaded={store.rooms.detail}>
        {(room) => <CopyForm store={store} title={room.title} space={room.space} object={room.object} />}
      </LoadedView>
    </DetailFrame>
  );
}

interface CopyFormProps {
  readonly store: PopupStore;
  readonly title: string | null;
  readonly space: Parameters<PopupStore["rooms"]["choose"]>[0];
  readonly object: RoomObject | ArchivedRoomObject;
}

function CopyForm({ store, title: before, space, object }: CopyFormProps): JSX.Element {
  const { room: words, rooms } = useLocale().strings.people;
  const self = store.self.value;
  const verdict = self && can(self.subject, "room:copyContents", object);
  const withoutContents = object.holdsKey ? words.copyLevelText : words.copySettingsText;
  const [title, setTitle] = useState(plainCopyName(words.copyName, before ?? rooms.sealed));
  const copy = async (): Promise<void> => {
    if (title.trim() === "") return;
    const made = await store.act(() =>
      store.core.copyRoom({ origin: store.origin, space, title: title.trim() }),
    );
    if (made) store.replace({ kind: "room", space: made.space, section: "members" });
  };
  return (
    <form class="popup-form" onSubmit={(event) => submit(event, copy)}>
      <p class="popup-quiet">{verdict?.allowed ? words.copyText : withoutContents}</p>
      <TextField
        label={words.title}
        value={title}
        onInput={setTitle}
        isFocusedFirst
        problem={title.trim() === "" ? words.titleEmpty : undefined}
      />
      <Button tone="primary" isSubmit isPending={store.isWorking.value}>
        {words.copy}
      </Button>
    </form>
  );
}

/** A title that is kept holds none of the marks that isolate a name in a sentence. */
const plainCopyName = (copyName: (title: string) => string, title: string): string =>
  copyName(title).replace(/[\u2068\u2069]/g, "");
