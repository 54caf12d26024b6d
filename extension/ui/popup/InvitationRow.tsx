import type { JSX } from "preact";
import type { InvitedType } from "../../../shared/log/portal-operations.ts";
import type { Level } from "../../../shared/rights/levels.ts";
import { Button } from "../controls/Button.tsx";
import { useLocale } from "../locale.ts";
import { UserText } from "../UserText.tsx";

/** What a list shows of an invitation. */
export interface InvitationItem {
  readonly invitation: string;
  readonly type: InvitedType;
  readonly email: string | null;
  readonly invitedByName: string | null;
  readonly expiresAtMs: number;
  readonly state: "waiting" | "noRoom" | "used" | "revoked" | "expired";
  readonly isWithRoom: boolean;
  /** In a room's list: the level that it gives there. */
  readonly level?: Level;
}

export interface InvitationRowProps {
  readonly item: InvitationItem;
  /** What the button takes back; without it there is none. */
  readonly takeBack?: { readonly label: string; readonly onSelect: () => void } | undefined;
}

/** An invitation by link: for whom, as what, until when, and how it stands. */
export function InvitationRow({ item, takeBack }: InvitationRowProps): JSX.Element {
  const { strings, format } = useLocale();
  const { people } = strings;
  const words = people.invitations;
  const parts = [
    people.userTypes[item.type],
    ...(item.level
      ? [people.levels[item.level]]
      : item.isWithRoom && item.state !== "noRoom"
        ? [words.withRoom]
        : []),
    words.until(format.moment(item.expiresAtMs)),
    ...(item.invitedByName === null ? [] : [words.by(item.invitedByName)]),
  ];
  return (
    <li class="member invitation" data-testid="invitation">
      <span class="popup-row-text">
        <strong>{item.email === null ? words.link : <UserText text={item.email} />}</strong>
        <small>{parts.join(" · ")}</small>
      </span>
      <span class={`badge badge-${item.state}`}>{words.states[item.state]}</span>
      {takeBack && <Button onClick={takeBack.onSelect}>{takeBack.label}</Button>}
    </li>
  );
}
