import type { JSX } from "preact";
import { Button } from "../../ui/controls/Button.tsx";
import { CardPage } from "../../ui/layout/CardPage.tsx";
import { useLocale } from "../../ui/locale.ts";
import { EmptyState } from "../../ui/states/EmptyState.tsx";

export interface KnownAccountProps {
  readonly name: string;
  readonly onOpen: () => void;
}

/** For an invitation opened in a browser that has an account on the portal: nothing is done with it. */
export function KnownAccount({ name, onOpen }: KnownAccountProps): JSX.Element {
  const { joining } = useLocale().strings;
  const actions = (
    <Button tone="primary" onClick={onOpen}>
      {joining.openMine}
    </Button>
  );
  return (
    <CardPage>
      <EmptyState isPage title={joining.knownTitle} text={joining.knownText(name)} actions={actions} />
    </CardPage>
  );
}
