import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import type { RoomDetail } from "../../spaces/rooms.ts";
import { createLoaded } from "../../state/popup-loaded.ts";
import type { PopupStore } from "../../state/popup-store.ts";
import { Button } from "../../ui/controls/Button.tsx";
import { DefinitionRows } from "../../ui/layout/InfoPanel.tsx";
import { useLocale } from "../../ui/locale.ts";
import { errorSentence } from "../../ui/states/error-sentence.ts";
import { UserText } from "../../ui/UserText.tsx";
import { useLoaded } from "./LoadedView.tsx";

interface RoomPart {
  readonly store: PopupStore;
  readonly room: RoomDetail;
}

/** What whoever sees the room may know without its key: owner and dates by its verified log, the size by the portal's word. */
export function RoomFacts({ store, room }: RoomPart): JSX.Element {
  const { strings, format } = useLocale();
  const { people, rooms } = strings;
  const words = people.room;
  return (
    <DefinitionRows
      rows={[
        { term: rooms.list.owner, value: <UserText text={room.ownerName ?? people.nameUnknown} /> },
        { term: words.made, value: format.moment(room.createdAtMs) },
        { term: rooms.list.changed, value: format.moment(room.changedAtMs) },
        {
          term: words.size,
          value: <RoomSize key={room.changedAtMs} store={store} room={room} />,
          explanation: words.sizeText,
        },
      ]}
    />
  );
}

/** What was read last stays when it cannot be read anew; why not stands beside it. */
function RoomSize({ store, room: { space } }: RoomPart): JSX.Element {
  const { strings, errors, format } = useLocale();
  const { core, origin } = store;
  const size = useMemo(() => createLoaded(() => core.readRoomSize({ origin, space })), [core, origin, space]);
  useLoaded(size);
  const code = size.code.value;
  const read = size.value.value;
  return (
    <span role="status" data-testid="room-size">
      {read !== null && strings.people.room.sizeAbout(format.size(read))}
      {read === null && code === null && strings.states.loading}
      {code !== null && (
        <>
          {errorSentence(errors, code)}
          <Button tone="quiet" isPending={size.isLoading.value} onClick={() => void size.load()}>
            {strings.actions.retry}
          </Button>
        </>
      )}
    </span>
  );
}
