import type { JSX } from "preact";
import { Button } from "../../ui/controls/Button.tsx";
import { SelectField } from "../../ui/controls/SelectField.tsx";
import { SettingRow, SettingsSection } from "../../ui/layout/SettingsSection.tsx";
import { useLocale } from "../../ui/locale.ts";
import { lockNow } from "../../vault/lock.ts";
import type { ConnectedPortal } from "../../vault/portals.ts";
import type { Settings } from "../../vault/settings.ts";

const CHOICES = [1, 5, 10, 15, 30, 60, 120, 240];

export interface UnlockingSectionProps {
  readonly settings: Settings;
  readonly portals: readonly ConnectedPortal[];
  readonly onChange: (changes: Partial<Settings>) => void;
}

/** When things lock, and what opens them. */
export function UnlockingSection({ settings, portals, onChange }: UnlockingSectionProps): JSX.Element {
  const { strings } = useLocale();
  const { options, passphrase, kit, actions } = strings;
  const minutes = CHOICES.includes(settings.idleMinutes)
    ? CHOICES
    : [...CHOICES, settings.idleMinutes].sort((a, b) => a - b);
  const hasKit = portals.some(({ account }) => account?.slotKinds.includes("kit"));
  return (
    <SettingsSection title={options.unlocking} explanation={options.unlockingText}>
      <SettingRow label={options.idleLock} hint={options.idleLockText}>
        <SelectField
          label={options.idleLock}
          isLabelHidden
          value={String(settings.idleMinutes)}
          options={minutes.map((each) => ({ value: String(each), label: options.idleMinutes(each) }))}
          onChange={(value) => onChange({ idleMinutes: Number(value) })}
        />
      </SettingRow>
      <SettingRow label={actions.lockNow}>
        <Button onClick={() => void lockNow()}>{actions.lockNow}</Button>
      </SettingRow>
      {portals.some(({ account }) => account) && (
        <SettingRow label={passphrase.label} hint={options.waysPassphrase}>
          {null}
        </SettingRow>
      )}
      {hasKit && (
        <SettingRow label={kit.sheetTitle} hint={options.waysKit}>
          {null}
        </SettingRow>
      )}
    </SettingsSection>
  );
}
