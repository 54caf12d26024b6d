import "../../ui/ui.css";
import "./pages.css";
import { type ComponentChildren, type JSX, render } from "preact";
import { useErrorBoundary } from "preact/hooks";
import { LocaleProvider } from "../../ui/LocaleProvider.tsx";
import { CardPage } from "../../ui/layout/CardPage.tsx";
import { ENGLISH, type Locale, useLocale } from "../../ui/locale.ts";
import { ErrorState } from "../../ui/states/ErrorState.tsx";
import { chooseLanguage, isLanguage } from "../../ui/strings/languages.ts";
import { loadLocale } from "../../ui/strings/load-locale.ts";
import { readSettings, type Settings } from "../../vault/settings.ts";
import { refuseDrops } from "./refuse-drops.ts";
import { refuseRevival } from "./refuse-revival.ts";
import { reportActivity } from "./report-activity.ts";

/** Draws a page of the extension into `#app`, in the person's language and colours. */
export async function startPage(view: () => JSX.Element): Promise<void> {
  const settings = await readSettings();
  showTheme(settings.theme);
  const locale = await localeFor(settings.locale);
  reportActivity();
  refuseDrops();
  refuseRevival();
  const place = document.getElementById("app");
  if (place) render(<Page locale={locale}>{view()}</Page>, place);
}

/** The colours the person chose; "system" leaves it to the browser. */
export function showTheme(theme: Settings["theme"]): void {
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

/** The language the person chose, or the browser's. English stands in for one that cannot be loaded. */
export async function localeFor(chosen: Settings["locale"]): Promise<Locale> {
  const isChosen = chosen !== null && isLanguage(chosen);
  const language = isChosen ? chosen : chooseLanguage(navigator.languages);
  const tag = isChosen ? language : navigator.languages.find((each) => each.startsWith(language));
  return await loadLocale(language, tag === undefined ? {} : { tag }).catch(() => ENGLISH);
}

function Page({ locale, children }: { locale: Locale; children: ComponentChildren }): JSX.Element {
  return (
    <LocaleProvider locale={locale}>
      <Unbroken>{children}</Unbroken>
    </LocaleProvider>
  );
}

/** A fault in drawing ends in a sentence and a way on, not in a white page. */
function Unbroken({ children }: { children: ComponentChildren }): JSX.Element {
  const [error] = useErrorBoundary();
  const { strings } = useLocale();
  if (error === undefined) return <>{children}</>;
  return (
    <CardPage>
      <h1 class="visually-hidden">{strings.states.unexpectedTitle}</h1>
      <ErrorState code="INTERNAL" onRetry={() => location.reload()} />
    </CardPage>
  );
}
