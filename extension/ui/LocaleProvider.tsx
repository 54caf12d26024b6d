import type { ComponentChildren, JSX } from "preact";
import { useLayoutEffect } from "preact/hooks";
import { type Locale, LocaleContext } from "./locale.ts";

export interface LocaleProviderProps {
  readonly locale: Locale;
  readonly children: ComponentChildren;
}

/** Gives a page its language, and the document its `lang` and `dir`. */
export function LocaleProvider({ locale, children }: LocaleProviderProps): JSX.Element {
  useLayoutEffect(() => {
    document.documentElement.lang = locale.language;
    document.documentElement.dir = locale.dir;
  }, [locale]);
  return <LocaleContext.Provider value={locale}>{children}</LocaleContext.Provider>;
}
