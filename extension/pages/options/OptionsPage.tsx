import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import type { ErrorCode } from "../../../shared/errors.ts";
import { codeOf } from "../../state/error-code.ts";
import { LocaleProvider } from "../../ui/LocaleProvider.tsx";
import { BrandWord } from "../../ui/LockMark.tsx";
import { type Locale, useLocale } from "../../ui/locale.ts";
import { ErrorState } from "../../ui/states/ErrorState.tsx";
import { LoadingPage } from "../../ui/states/LoadingPage.tsx";
import { type ConnectedPortal, listPortals } from "../../vault/portals.ts";
import { readSettings, type Settings, saveSettings } from "../../vault/settings.ts";
import { localeFor, showTheme } from "../shell/start-page.tsx";
import { AboutSection } from "./AboutSection.tsx";
import { AccountSection } from "./AccountSection.tsx";
import { AppearanceSection } from "./AppearanceSection.tsx";
import { IdleLockSection } from "./IdleLockSection.tsx";
import { LanguageSection } from "./LanguageSection.tsx";
import { PortalsSection } from "./PortalsSection.tsx";
import { UnlockingSection } from "./UnlockingSection.tsx";

/** How Strongroom behaves in this browser. Each change is kept at once. */
export function OptionsPage(): JSX.Element {
  const settings = useSignal<Settings | null>(null);
  const portals = useSignal<readonly ConnectedPortal[]>([]);
  const locale = useSignal<Locale>(useLocale());
  const code = useSignal<ErrorCode | null>(null);
  const refresh = async () => {
    portals.value = await listPortals();
    settings.value = await readSettings();
  };
  const change = async (changes: Partial<Settings>) => {
    try {
      await saveSettings(changes);
      await refresh();
      if (changes.theme) showTheme(changes.theme);
      if (changes.locale !== undefined) locale.value = await localeFor(changes.locale);
    } catch (error) {
      code.value = codeOf(error);
    }
  };
  useEffect(() => void refresh(), []);
  if (settings.value === null) return <LoadingPage />;
  const onChange = (changes: Partial<Settings>) => void change(changes);
  return (
    <LocaleProvider locale={locale.value}>
      <div class="options-page" data-testid="options">
        <OptionsHead />
        <main>
          {code.value !== null && <ErrorState code={code.value} isSmall />}
          <AccountSection portals={portals.value} onChanged={() => void refresh()} />
          <UnlockingSection portals={portals.value} />
          <PortalsSection portals={portals.value} onChanged={() => void refresh()} />
          <IdleLockSection settings={settings.value} onChange={onChange} />
          <AppearanceSection settings={settings.value} onChange={onChange} />
          <LanguageSection settings={settings.value} onChange={onChange} />
          <AboutSection portals={portals.value} />
        </main>
      </div>
    </LocaleProvider>
  );
}

function OptionsHead(): JSX.Element {
  const { options } = useLocale().strings;
  useEffect(() => {
    document.title = `${options.title} · Strongroom`;
  }, [options]);
  return (
    <header class="options-head">
      <BrandWord />
      <h1>{options.title}</h1>
    </header>
  );
}
