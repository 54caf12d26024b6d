import { Plus } from "lucide";
import type { JSX } from "preact";
import { filesAddress } from "../../state/page-address.ts";
import { portalVerdicts, roomScopes } from "../../state/popup-rights.ts";
import type { PopupStore } from "../../state/popup-store.ts";
import type { RoomScope } from "../../state/popup-view.ts";
import { Button } from "../../ui/controls/Button.tsx";
import { IconButton } from "../../ui/controls/IconButton.tsx";
import { SelectField } from "../../ui/controls/SelectField.tsx";
import { useLocale } from "../../ui/locale.ts";
import { matches } from "../../ui/popup/matches.ts";
import { RoomRow } from "../../ui/popup/RoomRow.tsx";
import { openOwnPage } from "./active-tab.ts";
import { LoadedView } from "./LoadedView.tsx";
import { RecentFiles } from "./RecentFiles.tsx";
import { rowToItem } from "./room-items.ts";

/** The way to the Private Room, the rooms of a scope that can be chosen, and the files changed last. */
export function RoomsTab({ store }: { readonly store: PopupStore }): JSX.Element {
  const { popup, people } = useLocale().strings;
  const self = store.self.value;
  const may = self && portalVerdicts(self.subject);
  const isSearching = store.search.value.trim() !== "";
  return (
    <>
      {!isSearching && may?.privateRoom.allowed !== false && (
        <Button tone="primary" isWide onClick={() => void openOwnPage(filesAddress(store.origin))}>
          {popup.openFiles}
        </Button>
      )}
      <div class="popup-search">
        <ScopeChoice store={store} />
        {may?.newRoom.allowed && (
          <IconButton
            icon={Plus}
            label={people.rooms.newRoom}
            onClick={() => store.open({ kind: "newRoom" })}
          />
        )}
      </div>
      <LoadedView loaded={store.rooms.list}>{() => <Rows store={store} />}</LoadedView>
      {!isSearching && <RecentFiles origin={store.origin} />}
    </>
  );
}

function Rows({ store }: { readonly store: PopupStore }): JSX.Element {
  const { people } = useLocale().strings;
  const text = store.search.value;
  const rows = store.rooms.shown.value.filter(({ title, ownerName }) => matches(text, title, ownerName));
  if (rows.length === 0) {
    const isEmpty = text.trim() === "";
    return (
      <div class="popup-none" data-testid="no-rooms">
        <p>
          <strong>{isEmpty ? people.rooms.noneTitle : people.nothingFound}</strong>
        </p>
        <p>{isEmpty ? people.rooms.noneText : people.nothingFoundText}</p>
      </div>
    );
  }
  return (
    <ul class="popup-list" aria-label={people.tabs.rooms}>
      {rows.map((row) => (
        <li key={row.space}>
          <RoomRow
            room={rowToItem(row)}
            onOpen={() => store.open({ kind: "room", space: row.space, section: "members" })}
          />
        </li>
      ))}
    </ul>
  );
}

/** From outside the portal's rooms are listed only for whom the table grants it. */
function ScopeChoice({ store }: { readonly store: PopupStore }): JSX.Element {
  const { rooms } = useLocale().strings.people;
  const scopes: readonly RoomScope[] = store.self.value ? roomScopes(store.self.value.subject) : ["mine"];
  return (
    <SelectField
      label={rooms.which}
      isLabelHidden
      value={store.rooms.scope.value}
      options={scopes.map((value) => ({ value, label: rooms.scopes[value] }))}
      onChange={store.rooms.setScope}
    />
  );
}
