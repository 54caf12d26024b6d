import type { JSX } from "preact";
import { SelectField } from "../../ui/controls/SelectField.tsx";
import { SettingRow, SettingsSection } from "../../ui/layout/SettingsSection.tsx";
import { useLocale } from "../../ui/locale.ts";
import type { Settings } from "../../vault/settings.ts";

export interface AppearanceSectionProps {
  readonly settings: Settings;
  readonly onChange: (changes: Partial<Settings>) => void;
}

/** Colours of our own pages. */
export function AppearanceSection({ settings, onChange }: AppearanceSectionProps): JSX.Element {
  const { options } = useLocale().strings;
  const themes: { value: Settings["theme"]; label: string }[] = [
    { value: "system", label: options.themeSystem },
    { value: "light", label: options.themeLight },
    { value: "dark", label: options.themeDark },
  ];
  return (
    <SettingsSection title={options.appearance} explanation={options.appearanceText}>
      <SettingRow label={options.theme}>
        <SelectField
          label={options.theme}
          isLabelHidden
          value={settings.theme}
          options={themes}
          onChange={(theme) => onChange({ theme })}
        />
      </SettingRow>
    </SettingsSection>
  );
}
