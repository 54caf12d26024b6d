import type { JSX } from "preact";
import { CardPage } from "../../ui/layout/CardPage.tsx";
import { useLocale } from "../../ui/locale.ts";
import { EmptyState } from "../../ui/states/EmptyState.tsx";

/** For an address of ours that somebody mistyped or made up. */
export function NowherePage(): JSX.Element {
  const { opening } = useLocale().strings;
  return (
    <CardPage>
      <EmptyState isPage title={opening.notAnAddressTitle} text={opening.notAnAddressText} />
    </CardPage>
  );
}
