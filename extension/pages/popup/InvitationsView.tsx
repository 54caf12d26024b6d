import { Mail } from "lucide";
import type { JSX } from "preact";
import type { PopupStore } from "../../state/popup-store.ts";
import { Button } from "../../ui/controls/Button.tsx";
import { useLocale } from "../../ui/locale.ts";
import { DetailFrame } from "../../ui/popup/DetailFrame.tsx";
import { InvitationRow } from "../../ui/popup/InvitationRow.tsx";
import { LoadedView } from "./LoadedView.tsx";

/** All invitations to the portal that the person may see: waiting, used, revoked, expired. */
export function InvitationsView({ store }: { readonly store: PopupStore }): JSX.Element {
  const { invitations: words } = useLocale().strings.people;
  const { origin, core } = store;
  return (
    <DetailFrame title={words.title} onBack={store.back}>
      <Button tone="primary" icon={Mail} isWide onClick={() => store.open({ kind: "invite", space: null })}>
        {words.makeTitle}
      </Button>
      <LoadedView loaded={store.invitations}>
        {(rows) =>
          rows.length === 0 ? (
            <p class="popup-none">{words.none}</p>
          ) : (
            <ul aria-label={words.title}>
              {rows.map((item) => (
                <InvitationRow
                  key={item.invitation}
                  item={item}
                  takeBack={
                    item.mayRevoke
                      ? {
                          label: words.revoke,
                          onSelect: () =>
                            store.ask({
                              ...{ title: words.revokeTitle, text: words.revokeText, action: words.revoke },
                              isDanger: true,
                              work: () => core.revokeInvitation({ origin, invitation: item.invitation }),
                            }),
                        }
                      : undefined
                  }
                />
              ))}
            </ul>
          )
        }
      </LoadedView>
    </DetailFrame>
  );
}
