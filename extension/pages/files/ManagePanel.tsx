import { useSignalEffect } from "@preact/signals";
import { X } from "lucide";
import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import type { PortalOrigin, SpaceId } from "../../../shared/ids.ts";
import { createPopupStore } from "../../state/popup-store.ts";
import type { PopupView } from "../../state/popup-view.ts";
import { IconButton } from "../../ui/controls/IconButton.tsx";
import { useLocale } from "../../ui/locale.ts";
import { PopupViews } from "../popup/PopupViews.tsx";
import { popupCore } from "../popup/popup-core.ts";

export interface ManagePanelProps {
  readonly origin: PortalOrigin;
  /** What it opens with; going back from there closes it. */
  readonly first: PopupView;
  readonly label: string;
  /** A room that was made in it. */
  readonly onMade?: (space: SpaceId) => void;
  readonly onClose: () => void;
}

/** The views of the popup beside a list: members, invitations, history and the life of a room. */
export function ManagePanel({ origin, first, label, onMade, onClose }: ManagePanelProps): JSX.Element {
  const { actions } = useLocale().strings;
  const store = useMemo(() => {
    const made = createPopupStore(origin, popupCore);
    made.open(first);
    return made;
  }, [origin]);
  useSignalEffect(() => {
    const view = store.view.value;
    if (view.kind === "home") onClose();
    if (view.kind === "room" && first.kind === "newRoom") onMade?.(view.space);
  });
  return (
    <aside class="info manage" aria-label={label} data-testid="manage">
      <div class="manage-close">
        <IconButton icon={X} label={actions.close} onClick={onClose} />
      </div>
      <PopupViews store={store} />
    </aside>
  );
}
