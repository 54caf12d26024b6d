import type { JSX } from "preact";
import { SelectField } from "../../ui/controls/SelectField.tsx";
import { SettingRow, SettingsSection } from "../../ui/layout/SettingsSection.tsx";
import { useLocale } from "../../ui/locale.ts";
import { LANGUAGES } from "../../ui/strings/languages.ts";
import type { Settings } from "../../vault/settings.ts";

export interface AppearanceSectionProps {
  readonly settings: Settings;
  readonly onChange: (changes: Partial<Settings>) => void;
}

const BROWSER = "browser";

/** Colours and language of our own pages. */
export function AppearanceSection({ settings, onChange }: AppearanceSectionProps): JSX.Element {
  const { options } = useLocale().strings;
  const themes: { value: Settings["theme"]; label: string }[] = [
    { value: "system", label: options.themeSystem },
    { value: "light", label: options.themeLight },
    { value: "dark", label: options.themeDark },
  ];
  const languages = Object.entries(LANGUAGES).map(([value, { name }]) => ({ value, label: name }));
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
      <SettingRow label={options.language} hint={options.languageText}>
        <SelectField
          label={options.language}
          isLabelHidden
          value={settings.locale ?? BROWSER}
          options={[{ value: BROWSER, label: options.languageSystem }, ...languages]}
          onChange={(value) => onChange({ locale: value === BROWSER ? null : value })}
        />
      </SettingRow>
    </SettingsSection>
  );
}
