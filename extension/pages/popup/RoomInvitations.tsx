import { Mail } from "lucide";
import type { JSX } from "preact";
import type { RoomDetail } from "../../spaces/rooms.ts";
import { mayInviteTo } from "../../state/popup-rights.ts";
import type { PopupStore } from "../../state/popup-store.ts";
import { Button } from "../../ui/controls/Button.tsx";
import { useLocale } from "../../ui/locale.ts";
import { InvitationRow } from "../../ui/popup/InvitationRow.tsx";
import { LoadedView } from "./LoadedView.tsx";

/** The invitations by link that make somebody a member of the room. */
export function RoomInvitations({ store, room }: { store: PopupStore; room: RoomDetail }): JSX.Element {
  const { invitations } = useLocale().strings.people;
  const { origin, core } = store;
  const self = store.self.value;
  const mayInvite = self !== null && mayInviteTo(self.subject, room.object, "Guest");
  return (
    <>
      {mayInvite && (
        <Button icon={Mail} isWide onClick={() => store.open({ kind: "invite", space: room.space })}>
          {invitations.makeTitle}
        </Button>
      )}
      <LoadedView loaded={store.invitations}>
        {(rows) => {
          const here = room.invitations.flatMap(({ invitation, level }) => {
            const row = rows.find((each) => each.invitation === invitation);
            return row ? [{ ...row, level }] : [];
          });
          if (here.length === 0) return <p class="popup-none">{invitations.none}</p>;
          return (
            <ul aria-label={invitations.title}>
              {here.map((item) => (
                <InvitationRow
                  key={item.invitation}
                  item={item}
                  takeBack={
                    mayInvite && item.state === "waiting"
                      ? {
                          label: invitations.takeOut,
                          onSelect: () =>
                            void store.act(() =>
                              core.uninviteFromRoom({
                                ...{ origin, space: room.space, invitation: item.invitation },
                              }),
                            ),
                        }
                      : undefined
                  }
                />
              ))}
            </ul>
          );
        }}
      </LoadedView>
    </>
  );
}
