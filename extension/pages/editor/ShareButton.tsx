import { useSignal } from "@preact/signals";
import { UserPlus } from "lucide";
import type { JSX } from "preact";
import { Button } from "../../ui/controls/Button.tsx";
import { useLocale } from "../../ui/locale.ts";

/** In the bar over a document of one's own. Saving comes before: until that is done it is pressed once. */
export function ShareButton({ onShare }: { readonly onShare: () => Promise<void> }): JSX.Element {
  const { actions } = useLocale().strings;
  const isPending = useSignal(false);
  const share = async () => {
    isPending.value = true;
    try {
      await onShare();
    } finally {
      isPending.value = false;
    }
  };
  return (
    <Button tone="primary" icon={UserPlus} isPending={isPending.value} onClick={() => void share()}>
      {actions.share}
    </Button>
  );
}
