import type { JSX } from "preact";
import { SelectField } from "../../ui/controls/SelectField.tsx";
import { SettingRow, SettingsSection } from "../../ui/layout/SettingsSection.tsx";
import { useLocale } from "../../ui/locale.ts";
import { LANGUAGES } from "../../ui/strings/languages.ts";
import type { Settings } from "../../vault/settings.ts";

const BROWSER = "browser";

export interface LanguageSectionProps {
  readonly settings: Settings;
  readonly onChange: (changes: Partial<Settings>) => void;
}

/** The language of our own pages. */
export function LanguageSection({ settings, onChange }: LanguageSectionProps): JSX.Element {
  const { options } = useLocale().strings;
  const languages = Object.entries(LANGUAGES).map(([value, { name }]) => ({ value, label: name }));
  return (
    <SettingsSection title={options.language}>
      <SettingRow label={options.languageText}>
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
