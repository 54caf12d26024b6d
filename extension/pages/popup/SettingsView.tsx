import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { PortalSettings } from "../../../shared/log/portal-operations.ts";
import { portalVerdicts } from "../../state/popup-rights.ts";
import type { PopupStore } from "../../state/popup-store.ts";
import { Button } from "../../ui/controls/Button.tsx";
import { Checkbox } from "../../ui/controls/Checkbox.tsx";
import { SelectField } from "../../ui/controls/SelectField.tsx";
import { useLocale } from "../../ui/locale.ts";
import { DetailFrame } from "../../ui/popup/DetailFrame.tsx";
import { LoadedView } from "./LoadedView.tsx";
import { PortalRemoval } from "./PortalRemoval.tsx";

const IDLE_MINUTES = [1, 5, 15, 30, 60, 240] as const;

/** The settings of the portal: the Private Room switch, guests, the idle lock, and sharing with verified people only. */
export function SettingsView({ store }: { readonly store: PopupStore }): JSX.Element {
  const { settings: words } = useLocale().strings.people;
  return (
    <DetailFrame title={words.title} onBack={store.back}>
      <LoadedView loaded={store.settings}>
        {(settings) => <SettingsForm key={JSON.stringify(settings)} store={store} before={settings} />}
      </LoadedView>
      {store.self.value && portalVerdicts(store.self.value.subject).remove.allowed && (
        <PortalRemoval store={store} />
      )}
    </DetailFrame>
  );
}

interface SettingsFormProps {
  readonly store: PopupStore;
  readonly before: PortalSettings;
}

function SettingsForm({ store, before }: SettingsFormProps): JSX.Element {
  const { strings } = useLocale();
  const words = strings.people.settings;
  const [wanted, setWanted] = useState<PortalSettings>(before);
  const self = store.self.value;
  const isOff = self === null || !portalVerdicts(self.subject).settings.allowed;
  const set = (change: Partial<PortalSettings>) => setWanted({ ...wanted, ...change });
  const idle = [...new Set([...IDLE_MINUTES, before.idleLockMaxMinutes])].sort((a, b) => a - b);
  const isSame = (Object.keys(wanted) as (keyof PortalSettings)[]).every(
    (key) => wanted[key] === before[key],
  );
  return (
    <form
      class="popup-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (isOff || isSame) return;
        void store.act(() => store.core.savePortalSettings(store.origin, wanted), words.saved);
      }}
    >
      {self !== null && isOff && <p class="popup-quiet">{words.noRight}</p>}
      <div>
        <Checkbox
          label={words.privateRoom}
          isChecked={wanted.isPrivateRoomOn}
          isDisabled={isOff}
          onChange={(isPrivateRoomOn) => set({ isPrivateRoomOn })}
        />
        <p class="popup-quiet">{words.privateRoomText}</p>
      </div>
      <Checkbox
        label={words.guests}
        isChecked={wanted.areGuestsAllowed}
        isDisabled={isOff}
        onChange={(areGuestsAllowed) => set({ areGuestsAllowed })}
      />
      <Checkbox
        label={words.onlyVerified}
        isChecked={wanted.isOnlyVerified}
        isDisabled={isOff}
        onChange={(isOnlyVerified) => set({ isOnlyVerified })}
      />
      <SelectField
        label={words.idleMax}
        value={String(wanted.idleLockMaxMinutes)}
        options={idle.map((minutes) => ({
          value: String(minutes),
          label: strings.options.idleMinutes(minutes),
        }))}
        isDisabled={isOff}
        onChange={(minutes) => set({ idleLockMaxMinutes: Number(minutes) })}
      />
      <p class="popup-quiet">{words.signed}</p>
      <Button tone="primary" isSubmit isDisabled={isOff || isSame} isPending={store.isWorking.value}>
        {strings.actions.save}
      </Button>
    </form>
  );
}
