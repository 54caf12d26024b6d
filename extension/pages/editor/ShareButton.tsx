import { UserPlus } from "lucide";
import type { JSX } from "preact";
import { Button } from "../../ui/controls/Button.tsx";
import { useLocale } from "../../ui/locale.ts";

/** In the bar over a document of one's own. */
export function ShareButton({ onShare }: { readonly onShare: () => void }): JSX.Element {
  const { actions } = useLocale().strings;
  return (
    <Button tone="primary" icon={UserPlus} onClick={onShare}>
      {actions.share}
    </Button>
  );
}
