import type { JSX } from "preact";
import { SelectField } from "../../ui/controls/SelectField.tsx";
import { SettingRow, SettingsSection } from "../../ui/layout/SettingsSection.tsx";
import { useLocale } from "../../ui/locale.ts";
import type { Settings } from "../../vault/settings.ts";

const CHOICES = [1, 5, 10, 15, 30, 60, 120, 240];

export interface IdleLockSectionProps {
  readonly settings: Settings;
  readonly onChange: (changes: Partial<Settings>) => void;
}

/** When things lock by themselves. */
export function IdleLockSection({ settings, onChange }: IdleLockSectionProps): JSX.Element {
  const { options } = useLocale().strings;
  const minutes = CHOICES.includes(settings.idleMinutes)
    ? CHOICES
    : [...CHOICES, settings.idleMinutes].sort((a, b) => a - b);
  return (
    <SettingsSection title={options.idleLock}>
      <SettingRow label={options.idleLockIntro} hint={options.idleLockText}>
        <SelectField
          label={options.idleLock}
          isLabelHidden
          value={String(settings.idleMinutes)}
          options={minutes.map((each) => ({ value: String(each), label: options.idleMinutes(each) }))}
          onChange={(value) => onChange({ idleMinutes: Number(value) })}
        />
      </SettingRow>
    </SettingsSection>
  );
}
